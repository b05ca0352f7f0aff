"""The still table of orders: columns that fold where there is no room, and a selection that outlives every change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.tables.order_rows import OrderRows
from ui.tables.still_table import Column, StillTable

WIDTHS: dict[str, Column] = {
    "check": Column(40, "check"),
    "number": Column(124),
    "title": Column(),
    "appeal": Column(44),
    "community": Column(70),
    "unit": Column(108),
    "state": Column(68),
    "left": Column(126, "time_left"),
    "holder": Column(56),
}
TITLE = 160
FOLDS = ("holder", "community", "appeal", "unit", "state", "number")
"""Which columns give way first while the title has less than its room."""


class OrderTable(StillTable):
    """`order_chosen` carries the id of the current order when the user moves; what is current stays so by its id."""

    order_chosen = Signal(int)

    def __init__(self, name: str, rows: OrderRows, checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, checkable, parent=parent)
        self._rows = rows
        self.setModel(rows)
        self.set_columns([WIDTHS[column] for column in rows.columns])
        self._current = ""
        self._moving = False
        self._offset = 0
        self.row_chosen.connect(self._chosen)
        rows.modelAboutToBeReset.connect(self._remember)
        rows.modelReset.connect(self._restore)

    def set_empty(self, words: str) -> None:
        self._empty = words
        self.viewport().update()

    @property
    def current_order(self) -> str:
        return self._current

    def choose_order(self, order_id: str) -> None:
        """Make that order current, or remember it for when the list has it."""
        self._current = order_id
        row = self._rows.row_of(order_id)
        self._moving = True
        if row >= 0:
            self.choose_row(row)
        else:
            self.clearSelection()
            self.setCurrentIndex(self._rows.index(-1, 0))
        self._moving = False

    def _chosen(self, row: int) -> None:
        if row >= 0 and not self._moving:
            self._current = self._rows.id_at(row)
            self.order_chosen.emit(row)

    def _remember(self) -> None:
        self._moving = True
        row = self._rows.row_of(self._current)
        self._offset = row - self.rowAt(0) if row >= 0 else 0

    def _restore(self) -> None:
        """The same order is current again, at the same height of the window."""
        self._moving = False
        row = self._rows.row_of(self._current)
        if row < 0:
            self._current = ""
            self.scrollToTop()
            return
        self.choose_order(self._current)
        self.verticalScrollBar().setValue(max(0, row - self._offset))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() - TITLE - sum(WIDTHS[column].width for column in self._rows.columns)
        for column in FOLDS:
            if column not in self._rows.columns:
                continue
            folded = room < 0
            self.setColumnHidden(self._rows.columns.index(column), folded)
            room += WIDTHS[column].width if folded else 0
