"""Chips side by side, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 6


class Flow(QWidget):
    """As tall as its lines; widgets put in belong to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._widgets: list[QWidget] = []

    def put(self, widgets: Sequence[QWidget]) -> None:
        """These and no others; those that stood there before are gone."""
        for old in self._widgets:
            old.hide()
            old.deleteLater()
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
            widget.show()
        self._placed(self.width())
        self.updateGeometry()

    def widgets(self) -> Sequence[QWidget]:
        return self._widgets

    def _placed(self, width: int, move: bool = True) -> int:
        """Put them into lines of that width; the height they take."""
        x = y = line = 0
        for widget in self._widgets:
            wanted = widget.sizeHint().boundedTo(QSize(max(1, width), 10_000))
            if x and x + wanted.width() > width:
                x, y, line = 0, y + line + GAP, 0
            if move:
                widget.setGeometry(QRect(x, y, wanted.width(), wanted.height()))
            x += wanted.width() + GAP
            line = max(line, wanted.height())
        return y + line

    def heightForWidth(self, width: int) -> int:
        return self._placed(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(200, self._placed(max(self.width(), 1), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._placed(max(self.width(), 1), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placed(self.width())
