"""The head of a still table: small grey words, the sorted column in bold with its arrow, and a box to check all."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from ui import theme
from ui.style import draw_check
from ui.tables import roles
from ui.tables.row_delegate import CELL_PAD
from ui.widgets import icons, paint


class TableHeader(QHeaderView):
    """32 high. `all_toggled` asks to check (True) or uncheck every row; only with `checkable`."""

    all_toggled = Signal(bool)

    def __init__(self, checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._checkable = checkable
        self._checked: bool | None = False
        self.sorted_column = -1
        self.setFixedHeight(theme.px("table_header"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(32)

    def set_checked(self, checked: bool | None) -> None:
        """All, none, or None for some."""
        self._checked = checked
        self.viewport().update()

    def set_sorted(self, column: int, downwards: bool = False) -> None:
        """Which column the rows are in order of; -1 for none."""
        self.sorted_column = column
        order = Qt.SortOrder.DescendingOrder if downwards else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(column, order)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px("table_header"))

    def _is_check(self, section: int) -> bool:
        return self._checkable and self.visualIndex(section) == 0

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_check(self.logicalIndexAt(event.position().toPoint())):
            self.all_toggled.emit(self._checked is not True)
            return
        super().mouseReleaseEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colour = theme.current().colour
        painter.fillRect(rect, colour("alt"))
        paint.across(painter, rect.left(), rect.right() + 1, rect.bottom(), colour("line"))
        if self._is_check(section):
            self._paint_check(painter, rect)
            return
        model, across = self.model(), Qt.Orientation.Horizontal
        here = section == self.sorted_column
        font = theme.font("small", here)
        words = str(model.headerData(section, across, Qt.ItemDataRole.DisplayRole) or "")
        room = rect.width() - 2 * CELL_PAD - (18 if here else 0)
        words = paint.elided(words, font, room)
        wide = paint.text_width(words, font)
        left = float(rect.left() + CELL_PAD)
        if model.headerData(section, across, roles.RIGHT):
            left = rect.right() + 1 - CELL_PAD - wide - (18 if here else 0)
        middle = QRectF(rect).center().y()
        paint.text(painter, left, middle, words, font, colour("text" if here else "text2"))
        if here:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            icons.draw(painter, "arrow_up" if up else "arrow_down", colour("text"), left + wide + 4, middle, 14)

    def _paint_check(self, painter: QPainter, rect: QRect) -> None:
        state = QStyle.StateFlag.State_Enabled
        if self._checked is None:
            state |= QStyle.StateFlag.State_NoChange
        elif self._checked:
            state |= QStyle.StateFlag.State_On
        middle = QRectF(rect).center()
        draw_check(painter, QRectF(middle.x() - 8, middle.y() - 8, 16, 16), state)
