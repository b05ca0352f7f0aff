"""The seat's state as one wide pill: icon, word, running time, and an arrow where there is a menu."""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable

PillKind = Literal["talk", "ready", "other"]
PAD = 14


class Colours(NamedTuple):
    ground: Token
    edge: Token
    word: Token
    mark: Token
    over: Token


KINDS: dict[PillKind, Colours] = {
    "talk": Colours("accent", "accent", "on_accent", "on_accent", "accent_hover"),
    "ready": Colours("green_soft", "green_line", "green", "green", "green_soft"),
    "other": Colours("alt", "chip_line", "text", "text", "base"),
}


class StatePill(Pressable):
    """`clicked` asks for the menu of states. The width depends on the state, never on the digits of the timer."""

    ring_radius = 6.0

    def __init__(
        self,
        word: str = "",
        icon: str = "user",
        kind: PillKind = "other",
        timer: str = "",
        arrow: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._word, self._icon, self._timer, self._arrow = word, icon, timer, arrow
        self._kind: PillKind = kind
        self.say(word)

    def set_state(self, word: str, icon: str, kind: PillKind) -> None:
        self._word, self._icon, self._kind = word, icon, kind
        self.say(word)
        self.updateGeometry()
        self.update()

    def set_timer(self, timer: str) -> None:
        """The time in the state, as shown; the pill grows only when a digit is added."""
        grown = len(timer) != len(self._timer)
        self._timer = timer
        if grown:
            self.updateGeometry()
        self.update()

    def line(self, timer: str) -> list[Piece]:
        _, _, word, mark, _ = KINDS[self._kind]
        out: list[Piece] = [Mark(self._icon, mark, 20), Space(8), Word(self._word, word, "lead", bold=True)]
        if timer:
            out += [Space(8), Word(timer, word, "lead", bold=self._kind == "talk")]
        if self._arrow:
            out += [Space(10, stretches=True), Mark("chevron_down", mark, 16)]
        return out if self.isEnabled() else pieces.greyed(out)

    def sizeHint(self) -> QSize:
        widest = re.sub(r"\d", "0", self._timer)
        return QSize(math.ceil(pieces.width(self.line(widest)) + 2 * PAD), theme.px("pill"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        look = KINDS[self._kind]
        area = QRectF(self.rect())
        over = self.underMouse() and self.isEnabled()
        edge: Token = "text3" if over and self._kind == "other" else look.edge
        paint.box(painter, area, colour(look.over if over else look.ground), colour(edge), radius=6)
        pieces.draw(painter, area.adjusted(PAD, 0, -PAD, 0), self.line(self._timer))
        painter.end()
