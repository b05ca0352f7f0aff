"""Two groups of controls side by side, or under each other where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

GAP = 8


class FoldingRow(QWidget):
    """The second group stands at the right end, or below at the left."""

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self._folded = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)
        self._place()

    def _place(self) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(self._first, 0, 0, left)
        if self._folded:
            self._grid.addWidget(self._second, 1, 0, left)
        else:
            self._grid.addWidget(self._second, 0, 1, right)

    def _needed(self) -> int:
        return self._first.sizeHint().width() + GAP + self._second.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        # It may be made narrower than one line of both: then it folds.
        wide = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(wide, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = event.size().width() < self._needed()
        if folded != self._folded:
            self._folded = folded
            self._place()
            self.updateGeometry()
