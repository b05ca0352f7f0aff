"""A plain ground for a column or strip, with a line on the sides told."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint


class Pane(QWidget):
    """`lines` names the sides that carry a one-pixel divider: any of "left", "top", "right", "bottom"."""

    def __init__(
        self, ground: Token = "base", lines: tuple[str, ...] = (), edge: Token = "line", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ground: Token = ground
        self._edge: Token = edge
        self._lines = frozenset(lines)

    def set_ground(self, ground: Token) -> None:
        self._ground = ground
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        painter.fillRect(self.rect(), colour(self._ground))
        wide, high = self.width(), self.height()
        if "top" in self._lines:
            paint.across(painter, 0, wide, 0, colour(self._edge))
        if "bottom" in self._lines:
            paint.across(painter, 0, wide, high - 1, colour(self._edge))
        if "left" in self._lines:
            paint.down(painter, 0, 0, high, colour(self._edge))
        if "right" in self._lines:
            paint.down(painter, wide - 1, 0, high, colour(self._edge))
        painter.end()


class Divider(QWidget):
    """One line, lying by default."""

    def __init__(self, upright: bool = False, token: Token = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token: Token = token
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour(self._token))
        painter.end()
