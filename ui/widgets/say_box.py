"""What to say to the citizen: large words on the soft accent, never to be mistaken for what to note."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint, pieces, wrap
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.widgets.wrap import Part

PAD = 20
HEAD = 24


class SayBox(QWidget):
    """A head (such as the verb for speaking), the words 20 px, and under them a hint for when they hesitate."""

    def __init__(
        self, head: str, words: str = "", hint: str = "", icon: str = "speech", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._head, self._words, self._hint, self._icon = head, words, hint, icon
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    def set_words(self, words: str, hint: str = "") -> None:
        self._words, self._hint = words, hint
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._head} {self._words}")
        self.setAccessibleDescription(self._hint)

    def _said(self, width: float) -> wrap.Wrapped:
        return wrap.wrapped([Part(self._words)], "title", max(40.0, width - 2 * PAD))

    def _hinted(self, width: float) -> wrap.Wrapped:
        return wrap.wrapped([Part(self._hint, "text2")], "body", max(40.0, width - 2 * PAD))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        hint = self._hinted(width).height + 4 if self._hint else 0
        return math.ceil(12 + HEAD + self._said(width).height + hint + 12)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        paint.box(painter, area, colour("accent_soft"), colour("accent_line"))
        painter.save()
        painter.setClipRect(QRectF(0, 0, 4, area.height()))
        paint.box(painter, area, colour("accent"))
        painter.restore()
        head: list[Piece] = [Mark(self._icon, "accent"), Space(8), Word(self._head, "accent", bold=True)]
        pieces.draw(painter, QRectF(PAD, 10, area.width() - 2 * PAD, HEAD), head)
        said = self._said(area.width())
        top = 12 + HEAD
        wrap.draw(painter, PAD, top, said)
        if self._hint:
            wrap.draw(painter, PAD, top + said.height + 4, self._hinted(area.width()))
        painter.end()
