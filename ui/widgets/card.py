"""A framed ground that holds other widgets: radius 6, a line around it, padding 12."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint


class Card(QWidget):
    """Put widgets in `body`. Selected: accent edge two px wide on the soft accent."""

    def __init__(self, ground: Token = "base", padding: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: Token = ground
        self._selected = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)

    def set_selected(self, selected: bool) -> None:
        self._selected = selected
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        if self._selected:
            paint.box(painter, area, colour("accent_soft"), colour("accent"), 2, 6)
        else:
            paint.box(painter, area, colour(self._ground), colour("line"), 1, 6)
        painter.end()
