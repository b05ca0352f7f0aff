"""Paints the cells of a still table: ground by the row's state, a line below, one line of text that elides."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme
from ui.tables import roles
from ui.widgets import icons, paint
from ui.widgets.badge import draw_badge

CELL_PAD = 8
Index = QModelIndex | QPersistentModelIndex
Selected = QStyle.StateFlag.State_Selected


class RowDelegate(QStyledItemDelegate):
    """Subclasses paint other contents on the same ground: override `paint_content`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        return QSize(round(paint.text_width(str(text), theme.font())) + 2 * CELL_PAD, theme.px("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        selected = bool(option.state & Selected)
        self._paint_ground(painter, option, index, rect, selected)
        area = QRectF(rect).adjusted(CELL_PAD, 0, -CELL_PAD, -1)
        self.paint_content(painter, area, index, selected)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, rect: QRect, selected: bool
    ) -> None:
        colour = theme.current().colour
        table = option.widget
        checked = getattr(table, "checkable", False) and index.sibling(index.row(), 0).data(roles.CHECKED)
        if selected or checked:
            painter.fillRect(rect, colour("accent_soft"))
        elif getattr(table, "hovered_row", -1) == index.row():
            painter.fillRect(rect, colour("alt"))
        paint.across(painter, rect.left(), rect.right() + 1, rect.bottom(), colour("line"))
        if selected and isinstance(table, QTableView) and table.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), colour("accent"))

    def paint_content(self, painter: QPainter, area: QRectF, index: Index, selected: bool) -> None:
        """The cell's icon and text, or its badge, in `area`, which is already padded."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        middle = area.center().y()
        tone = index.data(roles.BADGE)
        if tone:
            draw_badge(painter, area.left(), middle, text, tone)
            return
        left = area.left()
        icon = index.data(roles.ICON)
        if icon:
            icons.draw(painter, icon, theme.current().colour(index.data(roles.ICON_COLOUR) or "text2"), left, middle)
            left += 24
        if not text:
            return
        bold = selected and bool(index.data(roles.TITLE))
        font = theme.font("small" if index.data(roles.SMALL) else "body", bold)
        words = paint.elided(text, font, area.right() - left)
        if index.data(roles.RIGHT):
            left = area.right() - paint.text_width(words, font)
        paint.text(painter, left, middle, words, font, theme.current().colour(index.data(roles.COLOUR) or "text"))
