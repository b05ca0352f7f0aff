"""A table of fixed rows for the keyboard: nothing in it moves unless the user asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import theme
from ui.tables import check_cell, time_left
from ui.tables.check_cell import CheckDelegate, toggle
from ui.tables.header import TableHeader
from ui.tables.row_delegate import RowDelegate
from ui.tables.time_left import TimeLeftDelegate
from ui.widgets import paint


@dataclass(frozen=True)
class Column:
    """Width in px, or 0 for a share of what is left; `kind` is "text", "time_left" or "check"."""

    width: int = 0
    kind: str = "text"


class StillTable(QTableView):
    """`row_chosen` is the current row (-1 for none), `row_opened` a double click or Enter, `sort_asked` a head pressed.

    The model's first column holds the check boxes where `checkable` is set; Space turns the current one round.
    """

    row_chosen = Signal(int)
    row_opened = Signal(int)
    sort_asked = Signal(int)

    def __init__(self, name: str, checkable: bool = False, empty: str = "", parent: QWidget | None = None) -> None:
        """`empty` stands in the middle when there are no rows."""
        super().__init__(parent)
        self.hovered_row = -1
        self._empty = empty
        self.checkable = checkable
        self.head = TableHeader(checkable, self)
        self.setHorizontalHeader(self.head)
        self.head.sectionClicked.connect(self.sort_asked)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self._kinds: list[RowDelegate] = []
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.px("table_row"))
        self.verticalHeader().setDefaultSectionSize(theme.px("table_row"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(index.row()))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Widths and kinds, in the order of the model's columns; call it after setting the model."""
        self._kinds = []
        for at, column in enumerate(columns):
            width = column.width
            if column.kind == "check":
                width = width or check_cell.WIDTH
                self._kinds.append(CheckDelegate(self))
            elif column.kind == "time_left":
                width = width or time_left.WIDTH
                self._kinds.append(TimeLeftDelegate(self))
            else:
                self._kinds.append(RowDelegate(self))
            self.setItemDelegateForColumn(at, self._kinds[-1])
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            self.head.setSectionResizeMode(at, mode)
            if width:
                self.setColumnWidth(at, width)

    def current_row(self) -> int:
        return self.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Make that row current and seen; nothing when there is no such row."""
        model = self.model()
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        rows = self.selectionModel().selectedRows()
        self.row_chosen.emit(rows[0].row() if rows else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.row_opened.emit(index.row())
        elif event.key() == Qt.Key.Key_Space and self.checkable and index.isValid():
            toggle(self.model(), index.siblingAtColumn(0))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif (
            event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text().isprintable()
        ):
            # Letters are the page's actions, not a search for a row that begins with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        before, self.hovered_row = self.hovered_row, row
        for each in (before, row):
            if each >= 0:
                area = self.visualRect(self.model().index(each, 0))
                self.viewport().update(0, area.top(), self.viewport().width(), area.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if self._empty and (model is None or model.rowCount(QModelIndex()) == 0):
            painter = QPainter(self.viewport())
            area = QRectF(self.viewport().rect())
            font = theme.font()
            left = max(16.0, (area.width() - paint.text_width(self._empty, font)) / 2)
            words = paint.elided(self._empty, font, area.width() - 32)
            paint.text(painter, left, min(area.center().y(), 96.0), words, font, theme.current().colour("text3"))
            painter.end()
