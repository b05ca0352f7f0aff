"""Today's list on the screen: parts of the day with their orders, two lines each, and where the day stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.rules.callback import halves
from desk.wire.records import Order
from desk.work.call_back import PartName
from ui import theme
from ui.pages.call_back.today import Shown, ShownPart
from ui.theme import Token
from ui.widgets import icons, paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.wording import call_back as words

Index = QModelIndex | QPersistentModelIndex
HEAD, ROW, PAD = 28, 48, 16
ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Head:
    """The line over a part of the day; pressed, it folds."""

    part: PartName
    count: int
    folded: bool


@dataclass(frozen=True)
class Line:
    """One order as its row shows it. `at_right`: what presses, with the token of its colour; `under` stands below it."""

    order: Order
    at_right: str
    colour: Token
    under: str
    recorded: bool


class TodayModel(QAbstractListModel):
    """Heads and orders in one list; `show_parts` keeps what is folded."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[ShownPart] = ()
        self._folded: set[PartName] = set()
        self._items: list[Head | Line] = []
        self._call: tuple[str, str] = ("", "")
        self._now: datetime | None = None
        self._most = 0

    def show_parts(self, parts: Sequence[ShownPart], now: datetime, most: int, call: tuple[str, str]) -> None:
        """`call`: the id of the order whose citizen is on the line and the word for it."""
        self._parts, self._now, self._most, self._call = parts, now, most, call
        self._build()

    def toggle(self, part: PartName) -> None:
        self._folded ^= {part}
        self._build()

    def _build(self) -> None:
        items: list[Head | Line] = []
        for part in self._parts:
            if not part.rows:
                continue
            folded = part.name in self._folded
            items.append(Head(part.name, len(part.rows), folded))
            if not folded:
                items += [self._line(row) for row in part.rows]
        if [_key(item) for item in items] == [_key(item) for item in self._items]:
            self._items = items
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1), [])
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def _line(self, row: Shown) -> Line:
        order, now = row.order, self._now
        assert now is not None, "the list is built from parts, which come with the hour"
        under = words.AGREED if order.appointment else words.attempt_word(order, self._most)
        if row.recorded:
            return Line(order, words.RECORDED, "green", "", True)
        if self._call[0] == order.id:
            return Line(order, self._call[1], "accent", under, False)
        pressing, colour = words.pressing(order, now, self._most)
        tokens: dict[str, Token] = {"amber": "amber", "red": "red"}
        return Line(order, pressing, tokens.get(colour, "text2"), under, False)

    def row_of(self, order_id: str) -> int:
        for at, item in enumerate(self._items):
            if isinstance(item, Line) and item.order.id == order_id:
                return at
        return -1

    def item(self, row: int) -> Head | Line | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return words.PART[item.part] if isinstance(item, Head) else item.order.title
        return None


def _key(item: Head | Line) -> str:
    return f"{item.part}{item.folded}" if isinstance(item, Head) else item.order.id


def hours(part: PartName) -> str:
    """`08:30-11:30` of a part of the day; empty for the appointments."""
    names = (PartName.MORNING, PartName.AFTERNOON, PartName.EVENING)
    if part not in names:
        return ""
    start, end = halves()[names.index(part)]
    return f"{start // 60:02d}:{start % 60:02d}–{end // 60:02d}:{end % 60:02d}"


class TodayDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, HEAD if isinstance(index.data(ITEM), Head) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colour = theme.current().colour
        if isinstance(item, Head):
            painter.fillRect(area, colour("alt"))
            if selected and bool(option.state & QStyle.StateFlag.State_HasFocus):
                paint.ring(painter, area.adjusted(1, 1, -1, -1), colour("accent"))
            self._head(painter, area, item)
        else:
            if selected:
                painter.fillRect(area, colour("accent_soft"))
                painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), colour("accent"))
            elif over:
                painter.fillRect(area, colour("alt"))
            self._line(painter, area, item, selected)
        paint.across(painter, area.left(), area.right(), area.bottom() - 1, colour("line"))

    def _head(self, painter: QPainter, area: QRectF, head: Head) -> None:
        lead: list[Piece] = [Mark("clock", "text2", 14), Space(6)] if head.part is PartName.APPOINTMENT else []
        line: list[Piece] = [
            *lead,
            Word(words.PART[head.part], "text2", "small", bold=True),
            Space(8),
            Word(hours(head.part), "text2", "small", shrinks=True),
            Space(8),
            Word(str(head.count), "text2", "small"),
        ]
        pieces.draw(painter, area.adjusted(PAD, 0, -PAD - 16, 0), line)
        chevron = "chevron_right" if head.folded else "chevron_down"
        icons.draw(painter, chevron, theme.current().colour("text2"), area.right() - PAD - 14, area.center().y(), 14)

    def _line(self, painter: QPainter, area: QRectF, line: Line, selected: bool) -> None:
        title: Token = "text3" if line.recorded else "text"
        upper = QRectF(area.left() + PAD, area.top() + 4, area.width() - 2 * PAD, 20)
        lower = QRectF(area.left() + PAD, area.top() + 25, area.width() - 2 * PAD, 16)
        mark: list[Piece] = [Mark("check", "green", 14), Space(4)] if line.recorded else []
        pieces.draw(
            painter,
            upper,
            [
                Word(line.order.title, title, bold=selected, shrinks=True),
                Space(8, stretches=True),
                *mark,
                Word(line.at_right, line.colour),
            ],
        )
        pieces.draw(
            painter,
            lower,
            [
                Word(words.who(line.order), "text2", "small", shrinks=True),
                Space(8, stretches=True),
                Word(line.under, "text2", "small"),
            ],
        )


class TodayList(QListView):
    """`chosen` carries the id of the order the user moved to."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call_back.list")
        self.setAccessibleName(words.LIST)
        self._telling = True
        self._current = ""
        self.rows = TodayModel()
        self.setModel(self.rows)
        self.setItemDelegate(TodayDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)
        self.rows.modelReset.connect(self._restore)

    def show_current(self, order_id: str) -> None:
        """Make that order's row current without saying so."""
        self._current = order_id
        self._restore()

    def _restore(self) -> None:
        row = self.rows.row_of(self._current)
        if row >= 0 and row != self.currentIndex().row():
            self._telling = False
            self.setCurrentIndex(self.rows.index(row))
            self._telling = True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        item = self.rows.item(current.row())
        if self._telling and isinstance(item, Line):
            self._current = item.order.id
            self.chosen.emit(item.order.id)

    def _clicked(self, index: QModelIndex) -> None:
        item = self.rows.item(index.row())
        if isinstance(item, Head):
            self.rows.toggle(item.part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.rows.item(self.currentIndex().row())
        if isinstance(item, Head) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            row = self.currentIndex().row()
            self.rows.toggle(item.part)
            self.setCurrentIndex(self.rows.index(row))
        elif event.text().isprintable() and event.text():
            # Digits answer the question; they never search the list.
            event.ignore()
        else:
            super().keyPressEvent(event)
