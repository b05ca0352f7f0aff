"""The pool's table: the still table of orders, following the pool's rows and checks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.pages.lead.pool import Pool
from ui.pages.queue.order_table import OrderTable
from ui.wording import lead as words

COMMUNITY = 96
"""Room in px for a community's name of five characters and some more."""


class PoolTable(OrderTable):
    """Follows the pool's rows and checks; Esc is left to the page."""

    def __init__(self, pool: Pool, parent: QWidget | None = None) -> None:
        super().__init__(words.POOL, pool.rows, checkable=True, parent=parent)
        self.setObjectName("lead.pool")
        self._pool = pool
        self.head.all_toggled.connect(pool.check_all)
        self.setColumnWidth(pool.rows.columns.index("community"), COMMUNITY)
        self.head.set_sorted(pool.rows.columns.index("left"))
        pool.rows.checked_changed.connect(self._show_checked)
        pool.shown.connect(self.show_list)

    def show_list(self) -> None:
        """Another list stands there: begin at its first row."""
        self.set_empty(self._pool.empty_words())
        if self.current_row() < 0:
            self.choose_row(0)
        self._show_checked()

    def _show_checked(self) -> None:
        count, rows = len(self._pool.rows.checked), self._pool.rows.rowCount()
        self.head.set_checked(False if not count else True if count == rows else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
