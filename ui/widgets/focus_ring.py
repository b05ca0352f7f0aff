"""The two-pixel accent ring around a pressed-by-key widget, one pixel away from it, moving nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFocusFrame, QWidget

from ui import theme
from ui.widgets import paint


class FocusRing(QFocusFrame):
    """Lives over the parent of `target`; the style's focus frame margins say how far outside it runs."""

    def __init__(self, target: QWidget, radius: float = paint.RADIUS) -> None:
        super().__init__(target)
        self._radius = radius + 3
        self.setWidget(target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.ring(painter, QRectF(self.rect()), theme.current().colour("accent"), self._radius)
        painter.end()
