"""The pool: the open orders, all or those of one seat, nobody's, near their limit or over it, and which of them are checked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desk.ports import Filter
from desk.work.reassign import POOL
from desk.work.workplace import Workplace
from ui.tables.order_rows import OrderRows
from ui.tasks import Tasks
from ui.wording import lead as words

COLUMNS = ("check", "number", "title", "community", "state", "holder", "left")
MOST = 500
"""So many orders can be reassigned in one go: each is an act of its own, on the disk before the next."""

SOON, OVER = "due_soon", "overdue"


class Pool(QObject):
    """`narrowed`: another list was asked for; `shown`: it stands in the rows. `holder` None: whoever has them."""

    narrowed = Signal()
    shown = Signal()
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.rows = OrderRows(workplace.cache, tasks, workplace.clock.now, COLUMNS, checkable=True)
        self.holder: str | None = None
        self.due = ""
        self.loading = True
        self._another = True

    # Which orders.

    def choose_holder(self, holder: str | None) -> None:
        """The orders of that seat, `POOL` for nobody's; once more, or None, for everybody's."""
        self.holder = None if holder == self.holder else holder
        if self.holder == POOL:
            self.due = ""
        self.begin_anew()

    def choose_due(self, due: str) -> None:
        """Only those near their limit (`SOON`) or over it (`OVER`); once more for all."""
        self.due = "" if due == self.due else due
        if self.due and self.holder == POOL:
            self.holder = None
        self.begin_anew()

    def begin_anew(self) -> None:
        self._another = True
        self.loading = True
        self.narrowed.emit()

    def take(self) -> None:
        self.rows.take()

    def empty_words(self) -> str:
        if self.loading:
            return words.LOADING
        if self.due:
            return words.EMPTY["soon" if self.due == SOON else "over"]
        return words.EMPTY["all" if self.holder is None else "pool" if self.holder == POOL else "held"]

    async def read(self) -> None:
        """The list as it is now: another one from its top, the same one without moving a row."""
        asked, another = (self.holder, self.due), self._another
        self._another = False
        ids = await self._ids()
        if asked != (self.holder, self.due):
            return
        self.loading = False
        if another:
            self.rows.show(ids)
            self.shown.emit()
        else:
            self.rows.offer(ids)

    async def _ids(self) -> list[str]:
        cache, me, now = self._workplace.cache, self._workplace.actor.number, self._workplace.clock.now()
        if self.due:
            return await cache.queue(self.due, me, now, Filter(holder=self.holder or ""))
        if self.holder is not None:
            # What somebody has in hand is that somebody's own queue; nobody's is the pool.
            return await cache.queue("my_open", self.holder, now, Filter())
        return await cache.queue("all_open", me, now, Filter())

    # Which of them are checked.

    @property
    def checked(self) -> list[str]:
        """In the order of the list."""
        chosen = self.rows.checked
        return sorted(chosen, key=self.rows.row_of)

    def check_all(self, wanted: bool = True) -> None:
        ids = self.rows.ids()
        self.rows.check(ids[:MOST] if wanted else [])
        if wanted and len(ids) > MOST:
            self.said.emit(words.FIRST_ONLY.format(most=MOST), "info")

    def toggle_all(self) -> None:
        """Check all; none, where all are checked already."""
        self.check_all(len(self.rows.checked) < min(MOST, len(self.rows.ids())))
