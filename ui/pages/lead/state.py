"""The shift as its lead sees it: the seats, the figures, the pool, the reassignment and the decisions, read together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Changed, Held
from desk.wire.records import Seat
from desk.work.reassign import POOL
from desk.work.workplace import Workplace
from ui.pages.lead.board import NOTHING, SeatLine, Takers, seat_lines, takers
from ui.pages.lead.cases import Cases
from ui.pages.lead.pool import Pool
from ui.pages.lead.rehearsal import Rehearsal
from ui.pages.lead.verdicts import Phase
from ui.pages.queue.names import Names
from ui.pages.queue.refresh import Refresh
from ui.tasks import Tasks
from ui.wording import lead as words

SECOND, HALF_MINUTE = 1_000, 30_000


class LeadState(QObject):
    """`seats_changed`: what the cards say; `counts_changed`: the figures; `ticked`: a second has passed."""

    seats_changed = Signal()
    counts_changed = Signal()
    ticked = Signal()
    asked_page = Signal(str, object)
    said = Signal(str, str)
    counted = Signal(int)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.names = Names(workplace.cache, tasks, self)
        self.pool = Pool(workplace, tasks, self)
        self.cases = Cases(workplace, tasks, self)
        self.rehearsal = Rehearsal(workplace, tasks, self.names, self._takers, self)
        self.seats: tuple[SeatLine, ...] = ()
        self.figures: dict[str, int] = {}
        self._held: Mapping[str, Held] = {}
        self._taken: list[Seat] = []
        self._here = False
        self._orders_due = True
        self._refresh = Refresh(tasks, self._read)
        self._second = self._timer(SECOND, self.ticked.emit)
        self._half_minute = self._timer(HALF_MINUTE, self._tick)
        self._stop = workplace.cache.listen(self._heard)
        self._connect()
        self._refresh.ask()

    def _timer(self, interval: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        for part in (self.pool, self.cases, self.rehearsal):
            part.said.connect(self.said)
        self.names.loaded.connect(self._show_seats)
        self.pool.narrowed.connect(self._ask_orders)
        self.rehearsal.executed.connect(lambda: self.pool.rows.check([]))
        self.rehearsal.shut_down.connect(self._tidy)

    def close(self) -> None:
        self._second.stop()
        self._half_minute.stop()
        self._stop()
        self.names.close()
        self.rehearsal.close()

    # Coming, going, and what happens meanwhile.

    def entered(self) -> None:
        self._here = True
        self._second.start()
        self._half_minute.start()
        self.cases.begin_anew()
        self._tick()

    def left(self) -> None:
        self._here = False
        self._second.stop()
        self._half_minute.stop()

    def now(self) -> datetime:
        return self._workplace.clock.now()

    def _tick(self) -> None:
        self.pool.rows.tick()
        self._ask_orders()
        self.ticked.emit()

    def _heard(self, changed: Changed) -> None:
        if changed.orders:
            self.pool.rows.refresh(changed.orders)
            self._orders_due = True
        if changed.orders or changed.seats:
            self._refresh.ask()

    def _ask_orders(self) -> None:
        self._orders_due = True
        self._refresh.ask(hurried=True)

    async def _read(self) -> None:
        """Seats change all the time, and what is read for them is small; orders are read only when one has changed."""
        self._taken = await self._workplace.cache.seats()
        if self._orders_due:
            self._orders_due = False
            await self._read_orders()
        self._show_seats()

    async def _read_orders(self) -> None:
        """Counts, hands and lists in one go, so that they say the same."""
        cache, now = self._workplace.cache, self.now()
        counts = await cache.counts(self._workplace.actor.number, now)
        self._held = await cache.held(now)
        self.figures = {name: counts.get(name, 0) for name in words.FIGURE} | {"pool": self.held(POOL).in_hand}
        self.counted.emit(counts["return_asked"] + counts["to_review"])
        if self._here:
            await self.pool.read()
            await self.cases.read()
        self.counts_changed.emit()

    def _show_seats(self) -> None:
        lines = seat_lines(self.names.staff.values(), self._taken, self._held)
        if lines != self.seats:
            self.seats = lines
            self.seats_changed.emit()

    # Looking things up.

    def held(self, holder: str) -> Held:
        """What that colleague has in hand; `POOL` for nobody's."""
        return self._held.get(holder, NOTHING)

    def due_counts(self) -> tuple[int, int]:
        """Near and over among the orders of the chosen seat, or of everybody."""
        if self.pool.holder:
            held = self.held(self.pool.holder)
            return held.near, held.over
        return self.figures.get("due_soon", 0), self.figures.get("overdue", 0)

    def _takers(self, giving: frozenset[str]) -> Takers:
        return takers(self.seats, giving)

    # The lead's verbs.

    def try_out(self, current: str, to_pool: bool = False) -> None:
        """Rehearse the reassignment of what is checked, or of the `current` order where nothing is."""
        ids = self.pool.checked or ([current] if current else [])
        if ids:
            self.rehearsal.open(ids, to_pool)
        else:
            self.said.emit(words.NOTHING_CHOSEN, "info")

    def open_order(self, order_id: str) -> None:
        if order_id:
            self.asked_page.emit("queue", order_id)

    def _tidy(self) -> None:
        """What was handed over leaves the list once its results have been read."""
        if self.rehearsal.phase in (Phase.DONE, Phase.UNDONE):
            self.pool.begin_anew()
