"""A state badge: one word on a soft ground, 20 high."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word

Tone = Literal["neutral", "accent", "green", "amber", "red"]
PAD = 6
# ground, edge, words
TONES: dict[Tone, tuple[Token, Token, Token]] = {
    "neutral": ("alt", "chip_line", "text2"),
    "accent": ("accent_soft", "accent_line", "accent"),
    "green": ("green_soft", "green_line", "green"),
    "amber": ("amber_soft", "amber_line", "amber"),
    "red": ("red_soft", "red_line", "red"),
}


def draw_badge(painter: QPainter, x: float, middle: float, text: str, tone: Tone, icon: str = "") -> float:
    """Paint a badge with its left edge and middle line where told; returns its width, for delegates too."""
    ground, edge, _ = TONES[tone]
    colour = theme.current().colour
    line = badge_line(text, tone, icon)
    wide = math.ceil(pieces.width(line) + 2 * PAD)
    high = theme.px("badge")
    area = QRectF(x, middle - high / 2, wide, high)
    paint.box(painter, area, colour(ground), colour(edge))
    pieces.draw(painter, area.adjusted(PAD, 0, -PAD, 0), line)
    return wide


def badge_line(text: str, tone: Tone, icon: str = "") -> list[Piece]:
    word = TONES[tone][2]
    lead: list[Piece] = [Mark(icon, word, 14), Space(5)] if icon else []
    return [*lead, Word(text, word, "small")]


class StateBadge(QWidget):
    """Not pressed, not focused: it only says a state."""

    def __init__(self, text: str, tone: Tone = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def set_state(self, text: str, tone: Tone = "neutral", icon: str = "") -> None:
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = badge_line(self._text, self._tone, self._icon)
        return QSize(math.ceil(pieces.width(line) + 2 * PAD), theme.px("badge"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_badge(painter, 0, self.height() / 2, self._text, self._tone, self._icon)
        painter.end()
