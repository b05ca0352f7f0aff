"""The verdicts of a reassignment, one order a row: what cannot go first, at the right to whom or why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.pages.lead.verdicts import VerdictLine
from ui.widgets import icons, paint
from ui.wording import lead as words

ROW = 28
MOST_OF_ROW = 0.6
"""The share of a row that a long reason may take from the title."""

Index = QModelIndex | QPersistentModelIndex


class VerdictRows(QAbstractListModel):
    """The lines shown; hundreds of them cost what is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[VerdictLine] = []

    def show(self, lines: Sequence[VerdictLine]) -> None:
        """Same number of lines: the list stays where it is scrolled to."""
        if len(lines) == len(self.lines) and lines:
            self.lines = list(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1), [])
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.number} {line.title} {line.says}"
        return line if role == Qt.ItemDataRole.UserRole else None


class VerdictDelegate(QStyledItemDelegate):
    """Icon, short number, title, and the verdict at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = cast(VerdictLine, index.data(Qt.ItemDataRole.UserRole))
        colour = theme.current().colour
        area = QRectF(option.rect).adjusted(0, 0, -8, 0)
        middle = area.center().y()
        body = theme.font()
        icons.draw(painter, line.icon, colour(line.icon_colour), area.left(), middle)
        paint.text(painter, area.left() + 24, middle, line.number, body, colour("text3"))
        left = area.left() + 24 + paint.text_width(line.number, body) + 12
        says = paint.elided(line.says, body, area.width() * MOST_OF_ROW)
        right = area.right() - paint.text_width(says, body)
        paint.text(painter, right, middle, says, body, colour(line.colour))
        paint.text(painter, left, middle, paint.elided(line.title, body, right - 12 - left), body, colour("text"))


class VerdictList(QListView):
    """Never focused: it is read, and scrolled by the wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead.verdicts")
        self.setAccessibleName(words.REHEARSAL)
        self.rows = VerdictRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(VerdictDelegate(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)

    def show_lines(self, lines: Sequence[VerdictLine], most: int) -> None:
        """As high as `most` rows at most; the others are scrolled to."""
        self.rows.show(lines)
        self.setFixedHeight(ROW * max(1, min(len(lines), most)))
