"""Crisp boxes, lines and text: everything painted by hand lands on whole device pixels at any scale."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

RADIUS: Final = 4.0
# Middle of a Chinese character above the baseline, in em: the same for every CJK face, unlike ascent and descent.
MIDDLE: Final = 0.37


def scale_of(painter: QPainter) -> float:
    """Device pixels in one logical pixel."""
    return painter.deviceTransform().m11() or 1.0


def snapped(painter: QPainter, rect: QRectF) -> QRectF:
    """That rectangle with its edges moved to the nearest device pixels."""
    transform = painter.deviceTransform()
    device = transform.mapRect(rect)
    left, top = round(device.left()), round(device.top())
    whole = QRectF(left, top, round(device.right()) - left, round(device.bottom()) - top)
    inverse, possible = transform.inverted()
    return inverse.mapRect(whole) if possible else rect


def inside(painter: QPainter, rect: QRectF) -> QRectF:
    """The largest whole-pixel rectangle within that one: an edge drawn there is never clipped by the widget's own."""
    transform = painter.deviceTransform()
    device = transform.mapRect(rect)
    left, top = math.ceil(device.left() - 0.01), math.ceil(device.top() - 0.01)
    right, bottom = math.floor(device.right() + 0.01), math.floor(device.bottom() + 0.01)
    inverse, possible = transform.inverted()
    return inverse.mapRect(QRectF(left, top, right - left, bottom - top)) if possible else rect


def stroke(painter: QPainter, width: float) -> float:
    """That line width as whole device pixels, never under one."""
    scale = scale_of(painter)
    return max(1, math.floor(width * scale + 0.01)) / scale


def box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """A rounded box whose edge lies wholly inside the rectangle, so a wider edge moves nothing."""
    area = inside(painter, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        thick = stroke(painter, width)
        pen = QPen(edge, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = thick / 2
        area = area.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def across(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    """A one-pixel horizontal line."""
    area = snapped(painter, QRectF(left, y, right - left, 1))
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), stroke(painter, 1)), colour)


def down(painter: QPainter, x: float, top: float, bottom: float, colour: QColor) -> None:
    """A one-pixel vertical line."""
    area = snapped(painter, QRectF(x, top, 1, bottom - top))
    painter.fillRect(QRectF(area.left(), area.top(), stroke(painter, 1), area.height()), colour)


def ring(painter: QPainter, rect: QRectF, colour: QColor, radius: float = RADIUS) -> None:
    """The two-pixel mark of the keyboard focus, inside the rectangle."""
    box(painter, rect, None, colour, 2, radius)


def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def text(painter: QPainter, x: float, middle: float, words: str, font: QFont, colour: QColor) -> None:
    """One line of text starting at x, its characters centred on the height `middle`."""
    painter.setFont(font)
    painter.setPen(colour)
    scale = scale_of(painter)
    baseline = round((middle + font.pixelSize() * MIDDLE) * scale) / scale
    painter.drawText(QPointF(x, baseline), words)


def elided(words: str, font: QFont, width: float) -> str:
    """The words, or as many of them as fit in `width` px and an ellipsis."""
    metrics = QFontMetricsF(font)
    # Half a pixel of grace: the width was often measured by the same metrics and rounded.
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width + 0.5)
