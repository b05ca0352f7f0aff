"""A button with its key hint inside, after the word."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Key, Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable

ButtonKind = Literal["plain", "primary", "secondary", "tiny", "quiet", "link", "danger"]


class Shape(NamedTuple):
    """Height and padding of a kind in px, and its tokens; no edge means a button that is only words until hovered."""

    height: str
    pad: int
    edge: Token | None
    word: Token = "text"


SHAPES: dict[ButtonKind, Shape] = {
    "plain": Shape("control", 12, "field"),
    "primary": Shape("control", 12, "accent", "on_accent"),
    "secondary": Shape("control_small", 8, "chip_line"),
    "tiny": Shape("control_tiny", 8, "chip_line"),
    "quiet": Shape("control_small", 8, None, "text"),
    "link": Shape("control_tiny", 0, None, "accent"),
    "danger": Shape("control_small", 8, "chip_line", "text"),
}


class ActionButton(Pressable):
    """One verb. Heights: plain and primary 32, secondary, quiet and danger 28, tiny and link 24.

    quiet has no edge; link is accent words without padding; danger is secondary with its icon in red.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        kind: ButtonKind = "plain",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._word = text
        self._key = key
        self._kind: ButtonKind = kind
        self._icon = icon or ""
        self._height = theme.px(SHAPES[kind].height)
        self.say(text)

    @property
    def key(self) -> str:
        return self._key

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def set_words(self, text: str) -> None:
        self._word = text
        self.say(text)
        self._relaid()

    def set_key(self, key: str) -> None:
        """Another key hint, or none: in a list only the focused entry shows its keys."""
        self._key = key
        self._relaid()

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self._height = theme.px(SHAPES[kind].height)
        self._relaid()

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._relaid()

    def set_height(self, height: int) -> None:
        """A taller button than its kind has, such as the only one of a sign-in page."""
        self._height = height
        self._relaid()

    def _relaid(self) -> None:
        self.updateGeometry()
        self.update()

    def line(self) -> list[Piece]:
        """The pieces from left to right, coloured for the state the button is in."""
        primary = self._kind == "primary"
        word = SHAPES[self._kind].word
        out: list[Piece] = []
        if self._icon:
            out += [Mark(self._icon, "red" if self._kind == "danger" else word if primary else "text2")]
        if self._word:
            out += [Space(8)] if out else []
            size: theme.TypeSize = "small" if self._kind == "tiny" or self._kind == "link" else "body"
            out += [Word(self._word, word, size, bold=primary)]
        if self._key:
            out += [Space(8)] if out else []
            out += [Key(self._key, "on_accent_2", "on_accent_line", None) if primary else Key(self._key)]
        return out if self.isEnabled() else pieces.greyed(out)

    def sizeHint(self) -> QSize:
        return self.wanted(self.line(), SHAPES[self._kind].pad, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        self._paint_ground(painter, area)
        pad = SHAPES[self._kind].pad
        pieces.draw(painter, area.adjusted(pad, 0, -pad, 0), self.line(), centred=True)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        now = theme.current()
        colour = now.colour
        over, pressed = self.underMouse() and self.isEnabled(), self.isDown()
        edge = SHAPES[self._kind].edge
        if not self.isEnabled():
            if edge:
                paint.box(painter, area, colour("base"), colour("line"))
        elif self._kind == "primary":
            paint.box(painter, area, colour("accent_press" if pressed else "accent_hover" if over else "accent"))
        elif self._kind == "link":
            return
        elif edge:
            ground: Token = now.press if pressed else "alt" if over else "base"
            paint.box(painter, area, colour(ground), colour("text3" if over or pressed else edge))
        elif pressed or over:
            paint.box(painter, area, colour(now.press if pressed else "alt"), colour("chip_line"))
