"""The check box in the first cell of a table where many rows can be taken at once."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.style import draw_check
from ui.tables import roles
from ui.tables.row_delegate import Index, RowDelegate

BOX = 16
WIDTH = 40


def toggle(model: QAbstractItemModel, index: Index) -> bool:
    """Turn the cell's check round; False when the model has none there or refuses."""
    checked = index.data(roles.CHECKED)
    return checked is not None and model.setData(index, not checked, roles.CHECKED)


class CheckDelegate(RowDelegate):
    """A click anywhere in the cell turns the check round and leaves the selected row alone."""

    def paint_content(self, painter: QPainter, area: QRectF, index: Index, selected: bool) -> None:
        checked = index.data(roles.CHECKED)
        if checked is None:
            return
        state = QStyle.StateFlag.State_Enabled
        if checked:
            state |= QStyle.StateFlag.State_On
        box = QRectF(area.center().x() - BOX / 2, area.center().y() - BOX / 2, BOX, BOX)
        draw_check(painter, box, state)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            return event.button() == Qt.MouseButton.LeftButton and toggle(model, index)
        return False
