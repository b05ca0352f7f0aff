"""One seat of the shift: who, in which state, for how long, and what they have in hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable

PAD = 12


@dataclass(frozen=True)
class SeatLook:
    """All words of one card. `near` and `overdue` are numbers as shown; `timer_note` turns the timer amber."""

    name: str
    number: str
    state: str
    state_icon: str
    state_colour: Token
    timer: str
    in_hand: str
    near: int = 0
    overdue: int = 0
    timer_note: str = ""
    absent: bool = False
    spoken: str = ""


class SeatCard(Pressable):
    """80 high; keeps its place whatever happens in it."""

    ring_radius = 6.0

    def __init__(self, look: SeatLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._selected = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_seat(look)

    @property
    def selected(self) -> bool:
        return self._selected

    def set_selected(self, selected: bool) -> None:
        self._selected = selected
        self.update()

    def show_seat(self, look: SeatLook) -> None:
        self._look = look
        self.say(f"{look.name} {look.number} {look.state} {look.timer}")
        self.setAccessibleDescription(look.spoken)
        self.set_tip(look.spoken)
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[list[Piece], list[Piece], list[Piece]]:
        look = self._look
        name: Token = "text2" if look.absent else "text"
        top: list[Piece] = [
            Word(look.name, name, bold=True, shrinks=True),
            Space(8),
            Word(look.number, "text2", "small"),
            Space(8, stretches=True),
            Mark(look.state_icon, look.state_colour),
            Space(5),
            Word(look.state, look.state_colour),
        ]
        slow = bool(look.timer_note)
        middle: list[Piece] = [Word(look.timer, "amber" if slow else name, "lead")]
        if slow:
            middle += [Space(8), Word(look.timer_note, "amber", shrinks=True)]
        near: Token = "amber" if look.near else "text3"
        over: Token = "red" if look.overdue else "text3"
        foot: list[Piece] = [
            Word(look.in_hand, "text2", shrinks=True),
            Space(14),
            Mark("clock", near, 14),
            Space(5),
            Word(str(look.near), near),
            Space(14),
            Mark("triangle_alert", over, 14),
            Space(5),
            Word(str(look.overdue), over),
        ]
        return top, middle, foot

    def sizeHint(self) -> QSize:
        widest = max(pieces.width(line) for line in self.lines())
        return QSize(round(widest + 0.5) + 2 * PAD, theme.px("seat_card"))

    def minimumSizeHint(self) -> QSize:
        return QSize(176, theme.px("seat_card"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        if self._selected:
            paint.box(painter, area, colour("accent_soft"), colour("accent"), 2, 6)
        else:
            over: Token = "text3" if self.underMouse() else "line"
            paint.box(painter, area, colour("window" if self._look.absent else "base"), colour(over), 1, 6)
        for line, middle in zip(self.lines(), (18, 41, 63), strict=True):
            pieces.draw(painter, QRectF(PAD, middle - 10, area.width() - 2 * PAD, 20), line)
        painter.end()
