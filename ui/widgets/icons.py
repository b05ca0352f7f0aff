"""Our own stroke icons, drawn from SVG in the colour asked for and kept as sharp pixmaps."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme
from ui.theme import Token
from ui.widgets.paint import scale_of

_DRAWN_WITH = 'stroke-width="1.4"'
_GRID = 16


@cache
def _drawing(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _line_width(px: int) -> float:
    """Stroke in units of the 16 grid: 1.5 px up to 20, growing with the icon beyond."""
    return 1.5 * max(1.0, px / 20) * _GRID / px


@lru_cache(maxsize=2048)
def _rendered(name: str, colour: str, px: int, device_px: int) -> QPixmap:
    source = _drawing(name).replace(_DRAWN_WITH, f'stroke-width="{_line_width(px):.3f}"').replace("#000000", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    drawn = QPixmap(device_px, device_px)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, device_px, device_px))
    painter.end()
    return drawn


def pixmap(name: str, colour: QColor, px: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon at `px` logical pixels for a screen of that device pixel ratio; OSError when there is no such icon."""
    drawn = QPixmap(_rendered(name, colour.name(), px, round(px * ratio)))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def draw(painter: QPainter, name: str, colour: QColor, left: float, middle: float, px: int = 16) -> None:
    """Paint the icon with its left edge and its middle line where told, moved to whole device pixels."""
    ratio = scale_of(painter)
    drawn = pixmap(name, colour, px, ratio)
    transform = painter.deviceTransform()
    at = transform.map(QPointF(left, middle - px / 2))
    inverse, possible = transform.inverted()
    painter.drawPixmap(inverse.map(QPointF(round(at.x()), round(at.y()))) if possible else at, drawn)


def icon(name: str, token: Token = "text2", px: int = 16, ratio: float = 1.0) -> QIcon:
    """For menus and window icons, in the theme's colours of this moment."""
    now = theme.current()
    made = QIcon(pixmap(name, now.colour(token), px, ratio))
    made.addPixmap(pixmap(name, now.colour("disabled"), px, ratio), QIcon.Mode.Disabled)
    return made
