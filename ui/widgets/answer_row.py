"""One possible answer of a callback: its digit, its word, and at the right what follows from it."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable

BOX = 28
PAD = 12


class AnswerRow(Pressable):
    """44 high; `clicked` is the answer given. `is_last` leaves out the line under it."""

    ringed = False

    def __init__(
        self,
        digit: str,
        word: str,
        consequence: str = "",
        icon: str = "",
        icon_colour: Token = "text2",
        is_last: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._digit, self._word, self._consequence = digit, word, consequence
        self._icon, self._icon_colour = icon, icon_colour
        self._is_last = is_last
        self._selected = False
        self.say(f"{digit} {word}")
        self.setAccessibleDescription(consequence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def selected(self) -> bool:
        return self._selected

    def set_selected(self, selected: bool) -> None:
        self._selected = selected
        self.update()

    def line(self) -> list[Piece]:
        out: list[Piece] = []
        if self._icon:
            out += [Mark(self._icon, self._icon_colour), Space(14)]
        out += [Word(self._word, "text", "lead", shrinks=True), Space(16, stretches=True)]
        out += [Word(self._consequence, "text3", "body", shrinks=True)]
        return out if self.isEnabled() else pieces.greyed(out)

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(pieces.width(self.line())) + 2 * PAD + BOX + 14, theme.px("answer_row"))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, theme.px("answer_row"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        over = self.isEnabled() and self.underMouse()
        if self._selected or self.isDown():
            painter.fillRect(area, colour("accent_soft"))
        elif over:
            painter.fillRect(area, colour("alt"))
        if not self._is_last:
            paint.across(painter, 0, area.width(), area.height() - 1, colour("line"))
        if self.hasFocus():
            paint.ring(painter, area, colour("accent"))
        self._paint_digit(painter, area)
        pieces.draw(painter, area.adjusted(PAD + BOX + 14, 0, -PAD, 0), self.line())
        painter.end()

    def _paint_digit(self, painter: QPainter, area: QRectF) -> None:
        colour = theme.current().colour
        box = QRectF(PAD, (area.height() - BOX) / 2, BOX, BOX)
        edge: Token = "line" if not self.isEnabled() else "accent" if self._selected else "field"
        word: Token = "disabled" if not self.isEnabled() else "accent" if self._selected else "text"
        paint.box(painter, box, colour("base"), colour(edge))
        font = theme.font("lead", True)
        inset = (BOX - paint.text_width(self._digit, font)) / 2
        paint.text(painter, box.left() + inset, box.center().y(), self._digit, font, colour(word))
