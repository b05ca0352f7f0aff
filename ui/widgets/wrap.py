"""Running text of several colours and weights, wrapped to a width at our line heights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui import theme
from ui.theme import Token, TypeSize
from ui.widgets import paint


@dataclass(frozen=True)
class Part:
    """A run of text in one colour and weight."""

    text: str
    colour: Token = "text"
    bold: bool = False


@dataclass(frozen=True)
class Wrapped:
    """Text laid out: height and widest line in px."""

    layout: QTextLayout
    height: float
    width: float


def wrapped(parts: Sequence[Part], size: TypeSize, width: float) -> Wrapped:
    """Lay the parts out in `width` px; Chinese breaks anywhere, words between spaces only where they can."""
    text = "".join(part.text for part in parts).replace("\n", "\u2028")
    layout = QTextLayout(text, theme.font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(parts, size))
    step = theme.line_height(size)
    top, widest = 0.0, 0.0
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # The face's own line box is centred on our line height by its characters, not by its ascent.
        line.setPosition(QPointF(0, top + step / 2 + theme.font(size).pixelSize() * paint.MIDDLE - line.ascent()))
        widest = max(widest, line.naturalTextWidth())
        top += step
    layout.endLayout()
    return Wrapped(layout, top, widest)


def _formats(parts: Sequence[Part], size: TypeSize) -> list[QTextLayout.FormatRange]:
    out: list[QTextLayout.FormatRange] = []
    at = 0
    for part in parts:
        run = QTextLayout.FormatRange()
        run.start, run.length = at, len(part.text)
        look = QTextCharFormat()
        look.setFont(theme.font(size, part.bold))
        look.setForeground(theme.current().colour(part.colour))
        run.format = look
        out.append(run)
        at += len(part.text)
    return out


def draw(painter: QPainter, x: float, y: float, text: Wrapped) -> None:
    text.layout.draw(painter, QPointF(x, y))
