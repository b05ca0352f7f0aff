"""The rows of an order list: an ordered list of ids, of which only the part looked at is in memory."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal

from desk.ports import Cache
from desk.rules.calendar import CHINA
from desk.rules.ids import OrderNumber
from desk.rules.number import grouped
from desk.wire.records import Order
from ui.tables import roles
from ui.tasks import Tasks
from ui.wording import queue as words
from ui.wording import terms, times

Index = QModelIndex | QPersistentModelIndex
PAGE = 64
KEPT = 4000
WISHES = 6
SHORTEST_UNIT = 3
LEVEL = {"calm": "ok", "near": "near", "over": "over"}

TEXT: dict[str, Callable[[Order], str]] = {
    "number": lambda order: grouped(OrderNumber(order.number)),
    "title": lambda order: order.title,
    "appeal": lambda order: terms.APPEAL.get(order.appeal, ""),
    "community": lambda order: words.community(order.division_name.rpartition(" / ")[2]),
    "unit": lambda order: _unit(order),
    "state": lambda order: terms.STATE.get(order.state, order.state),
    "holder": lambda order: order.holder_name or words.NO_HOLDER,
}
WHOLE: dict[str, Callable[[Order], str]] = {
    "community": lambda order: order.division_name,
    "unit": lambda order: order.unit_name,
}
"""What the tooltip says of the cells that show less."""
SOFT = {"number", "community", "holder", "appeal", "state"}


def _unit(order: Order) -> str:
    """The district's own unit without the district's name, which the order's place says already."""
    district = order.division_name.partition(" / ")[0]
    short = order.unit_name.removeprefix(district)
    return short if len(short) >= SHORTEST_UNIT else order.unit_name


@lru_cache(maxsize=4096)
def _countdown(due_from: datetime | None, due_at: datetime, minute: datetime) -> tuple[str, str]:
    return times.countdown(due_from, due_at, minute)


def time_left(order: Order, now: datetime) -> tuple[str, str]:
    """The level of the time-left cell and its words; both empty for an order that waits for nothing."""
    if order.closed_at is not None:
        return "done", words.closed(order.closed_at, now.astimezone(CHINA).date())
    if order.due_at is None:
        return "", ""
    level, left = _countdown(order.due_from, order.due_at, now.replace(second=0, microsecond=0))
    return LEVEL[level], left


class OrderRows(QAbstractTableModel):
    """Rows keep their place: a change is painted where it is, new orders wait until `take`.

    `arrived` says how many wait; `checked_changed` that the user checked or unchecked a row. A row whose order is not
    in memory yet paints empty and is filled when the cache has answered.
    """

    arrived = Signal(int)
    checked_changed = Signal()

    def __init__(
        self, cache: Cache, tasks: Tasks, now: Callable[[], datetime], columns: Sequence[str], checkable: bool = False
    ) -> None:
        """`columns` are names of `ui.wording.queue.COLUMN`; `checkable` goes with a first column "check"."""
        super().__init__()
        self._cache, self._tasks, self._now = cache, tasks, now
        self.columns = tuple(columns)
        self._checkable = checkable
        self._ids: list[str] = []
        self._latest: list[str] = []
        self._place: dict[str, int] = {}
        self._shown: frozenset[str] = frozenset()
        self._gone: frozenset[str] = frozenset()
        self._missing: set[str] = set()
        self._waiting = 0
        self._orders: OrderedDict[str, Order] = OrderedDict()
        self._wishes: deque[int] = deque(maxlen=WISHES)
        self._fetching = False
        self.checked: set[str] = set()

    # What is shown.

    def show(self, ids: Sequence[str]) -> None:
        """Another list, from its top."""
        self.beginResetModel()
        self._latest = list(ids)
        self._ids = self._latest
        self._place = dict(zip(self._ids, range(len(self._ids)), strict=True))
        self._shown = frozenset(self._ids)
        self._gone, self._missing = frozenset(), set()
        self._wishes.clear()
        checked, self.checked = self.checked, self.checked & self._shown
        self.endResetModel()
        self._say_waiting(0)
        if checked != self.checked:
            self.checked_changed.emit()

    def offer(self, ids: Sequence[str]) -> None:
        """The same list as it is now: nothing moves, what left is greyed, what came waits. An empty table takes all."""
        if not self._ids:
            self.show(ids)
            return
        latest = list(ids)
        if latest == self._ids:
            came, gone = 0, frozenset[str]()
        else:
            # Whole sets at a time: a hundred thousand ids one by one would hold the screen up.
            now = set(latest)
            came, gone = len(now - self._shown), self._shown - now
        self._latest = latest
        if gone != self._gone:
            self._gone = gone
            self._repaint(0, len(self._ids) - 1)
        self._say_waiting(came)

    def take(self) -> None:
        """Let in what came and drop what left: the user has asked."""
        self.show(self._latest)

    @property
    def waiting(self) -> int:
        return self._waiting

    def _say_waiting(self, count: int) -> None:
        if count != self._waiting:
            self._waiting = count
            self.arrived.emit(count)

    def refresh(self, changed: frozenset[str]) -> None:
        """Read those orders again, in place, as far as they are in memory."""
        known = [order_id for order_id in changed if order_id in self._orders or order_id in self._missing]
        if known:
            self._tasks.start(self._read(known))

    def tick(self) -> None:
        """A minute has passed: the time-left column tells another time."""
        if self._ids and "left" in self.columns:
            column = self.columns.index("left")
            self.dataChanged.emit(self.index(0, column), self.index(len(self._ids) - 1, column), [])

    # Looking things up.

    def id_at(self, row: int) -> str:
        """The order's id, empty for no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, order_id: str) -> int:
        return self._place.get(order_id, -1)

    def is_gone(self, order_id: str) -> bool:
        """Whether the order has left the list and keeps its row only until the next look is taken."""
        return order_id in self._gone

    def known(self, order_id: str) -> Order | None:
        """The order, if it is in memory."""
        return self._orders.get(order_id)

    def ids(self) -> Sequence[str]:
        return self._ids

    def check(self, ids: Sequence[str]) -> None:
        """Check these and no others."""
        self.checked = {order_id for order_id in ids if order_id in self._shown}
        if self._ids:
            self._repaint(0, len(self._ids) - 1)
        self.checked_changed.emit()

    # Reading.

    def _wish(self, row: int) -> None:
        page = row // PAGE
        if page in self._wishes:
            return
        self._wishes.append(page)
        if not self._fetching:
            self._fetching = True
            self._tasks.start(self._fetch())

    async def _fetch(self) -> None:
        """Newest wish first: a page scrolled past long ago is forgotten."""
        try:
            while self._wishes:
                page = self._wishes[-1]
                ids = [each for each in self._ids[page * PAGE : (page + 1) * PAGE] if each not in self._orders]
                await self._read(ids)
                if page in self._wishes:
                    self._wishes.remove(page)
        finally:
            self._fetching = False

    async def _read(self, ids: Sequence[str]) -> None:
        found = await self._cache.orders(ids)
        for order in found:
            self._orders[order.id] = order
            self._orders.move_to_end(order.id)
        absent = set(ids) - {order.id for order in found}
        for order_id in absent:
            self._orders.pop(order_id, None)
        self._missing = (self._missing - set(ids)) | absent
        while len(self._orders) > KEPT:
            self._orders.popitem(last=False)
        places = [self._place[order_id] for order_id in ids if order_id in self._place]
        if places:
            self._repaint(min(places), max(places))

    def _repaint(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), [])

    # Qt's questions.

    def rowCount(self, parent: Index | QPoint = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if isinstance(parent, QModelIndex) and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | QPoint = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return words.COLUMN[self.columns[section]]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ASKED:
            return None
        order_id, column = self._ids[index.row()], self.columns[index.column()]
        if column == "check":
            return order_id in self.checked if role == roles.CHECKED else None
        if role == roles.SMALL:
            return column == "number"
        if role == roles.TITLE:
            return column == "title"
        order = self._orders.get(order_id)
        if order is None:
            return self._unread(order_id, index.row(), column, role)
        if role == roles.COLOUR:
            return "text3" if order_id in self._gone else "text2" if column in SOFT else "text"
        if column == "left":
            if order_id in self._gone:
                return None
            level, left = time_left(order, self._now())
            return (level or None) if role == roles.LEVEL else left
        if role == Qt.ItemDataRole.ToolTipRole and column in WHOLE:
            return WHOLE[column](order)
        return None if role == roles.LEVEL else TEXT[column](order)

    def _unread(self, order_id: str, row: int, column: str, role: int) -> Any:
        """Nothing, and the wish to have it; a row that left the cache says so."""
        if order_id not in self._missing:
            self._wish(row)
            return None
        if role == roles.COLOUR:
            return "text3"
        return words.GONE if column == "title" and role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != roles.CHECKED or not self._checkable:
            return False
        order_id = self.id_at(index.row())
        (self.checked.add if value else self.checked.discard)(order_id)
        self.dataChanged.emit(index, index, [])
        self.checked_changed.emit()
        return True


_ASKED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole.value,
        Qt.ItemDataRole.ToolTipRole.value,
        roles.COLOUR,
        roles.TITLE,
        roles.SMALL,
        roles.LEVEL,
        roles.CHECKED,
    }
)
"""The roles this model answers; the view asks for many more."""
