"""The list under a search field: one or two lines a row, moved through by the field's keys, never focused itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets import paint, pieces
from ui.widgets.pieces import Key, Piece, Space, Word

PAD = 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Choice:
    """One row: the value handed back, its label, a detail in grey, and a key hint where it has one."""

    value: object
    label: str
    detail: str = ""
    key: str = ""


class ChoiceModel(QAbstractListModel):
    """The rows offered."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def offer(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.label
        return choice if role == Qt.ItemDataRole.UserRole else None


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a row; `two_lines` puts the detail under the label."""

    def __init__(self, two_lines: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._two_lines = two_lines

    @property
    def row_height(self) -> int:
        return theme.px("list_row_two_lines") if self._two_lines else theme.px("table_row")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = cast(Choice, index.data(Qt.ItemDataRole.UserRole))
        colour = theme.current().colour
        area = QRectF(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            painter.fillRect(area, colour("accent_soft"))
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colour("alt"))
        room = area.adjusted(PAD, 0, -PAD, 0)
        key: list[Piece] = [Space(8), Key(choice.key)] if choice.key else []
        label = Word(choice.label, bold=here, shrinks=True)
        detail = Word(choice.detail, "text3", "small", shrinks=True)
        if self._two_lines:
            upper = QRectF(room.left(), area.top() + 4, room.width(), 20)
            lower = QRectF(room.left(), area.top() + 25, room.width(), 18)
            pieces.draw(painter, upper, [label, Space(8, stretches=True), *key])
            pieces.draw(painter, lower, [detail])
        else:
            pieces.draw(painter, room, [label, Space(12, stretches=True), detail, *key])


class ChoiceList(QListView):
    """Rows of fixed height; `picked` carries the choice clicked."""

    picked = Signal(Choice)

    def __init__(self, two_lines: bool = False, nothing: str = "", parent: QWidget | None = None) -> None:
        """`nothing` stands there when no row is offered."""
        super().__init__(parent)
        self._rows = ChoiceModel()
        self._nothing = nothing
        self._delegate = ChoiceDelegate(two_lines, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.picked.emit(index.data(Qt.ItemDataRole.UserRole)))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Replace the rows; the first is highlighted."""
        self._rows.offer(choices)
        self.move_to(0)

    def count(self) -> int:
        return len(self._rows.choices)

    def highlighted(self) -> Choice | None:
        row = self.currentIndex().row()
        return self._rows.choices[row] if 0 <= row < self.count() else None

    def move_to(self, row: int) -> None:
        """Highlight that row, the nearest one when there are fewer."""
        if self.count():
            self.setCurrentIndex(self._rows.index(max(0, min(row, self.count() - 1))))

    def highlight_value(self, value: object) -> None:
        for row, choice in enumerate(self._rows.choices):
            if choice.value == value:
                self.move_to(row)

    def moved_by(self, key: int, page: int) -> bool:
        """Move as that key says; False when it is not one of ours."""
        row = self.currentIndex().row()
        steps = {
            Qt.Key.Key_Down.value: row + 1,
            Qt.Key.Key_Up.value: row - 1,
            Qt.Key.Key_PageDown.value: row + page,
            Qt.Key.Key_PageUp.value: row - page,
        }
        if key not in steps:
            return False
        self.move_to(steps[key])
        return True

    def height_for(self, most: int) -> int:
        """Height in px of the rows offered, at most that many; one row's when there are none."""
        return self._delegate.row_height * max(1, min(self.count(), most))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count() and self._nothing:
            painter = QPainter(self.viewport())
            pieces.draw(painter, QRectF(PAD, 0, self.width() - 2 * PAD, theme.px("table_row")), [self._hint()])
            painter.end()

    def _hint(self) -> Word:
        return Word(self._nothing, "text3", shrinks=True)


class ListPanel(QWidget):
    """The edged ground a list floats on, inside the window and over its other widgets."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        paint.box(painter, QRectF(self.rect()), colour("base"), colour("field"))
        painter.end()
