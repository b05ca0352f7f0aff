"""The lead's page as it stands: the seats, the pool narrowed as chosen, a handover under way, returns to decide."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Changed, Draft, Filter, Held
from desk.work.reassign import POOL
from desk.work.workplace import Workplace
from ui.pages.lead.handover import Handover
from ui.pages.lead.returns import Returns
from ui.pages.lead.seats import ShownSeat, likely, shown_seats
from ui.pages.queue.names import Names
from ui.pages.queue.refresh import Refresh
from ui.tables.order_rows import OrderRows
from ui.tasks import Tasks

COLUMNS = ("check", "number", "title", "community", "state", "holder", "left")
FILTERS = ("all_open", "unassigned", "due_soon", "overdue")
SECOND = 1000
TICKS = 30
PIECE = 500


class LeadState(QObject):
    """`seats_changed`: who does what; `pool_changed`: another list, or its figures; `ticked`: a second has passed."""

    seats_changed = Signal()
    pool_changed = Signal()
    ticked = Signal()
    asked_page = Signal(str, object)
    said = Signal(str, str)
    counted = Signal(int)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.names = Names(workplace.cache, tasks, self)
        self.rows = OrderRows(workplace.cache, tasks, workplace.clock.now, COLUMNS, checkable=True)
        self.handover = Handover(workplace, tasks, self)
        self.returns = Returns(workplace, tasks, self)
        self.seats: list[ShownSeat] = []
        self.counts: dict[str, int] = {}
        self.filter = "all_open"
        self.seat = ""
        self.loading = True
        self._another = True
        self._here = False
        self._seconds = 0
        self._refresh = Refresh(tasks, self._read)
        self._stop = workplace.cache.listen(self._heard)
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND)
        self._clock.timeout.connect(self._tick)
        for part in (self.handover, self.returns):
            part.said.connect(self.said)
        self.handover.executed.connect(lambda: self.rows.check(()))
        self.rows.checked_changed.connect(self._checks_changed)
        self._refresh.ask()

    def close(self) -> None:
        self._clock.stop()
        self._stop()
        self.names.close()

    def now(self) -> datetime:
        return self._workplace.clock.now()

    @property
    def most_returns(self) -> int:
        return self._workplace.limits.most_returns

    # Coming and going.

    def entered(self) -> None:
        self._here = True
        self._clock.start()
        self.rows.tick()
        self._refresh.ask(hurried=True)

    def left(self) -> None:
        self._here = False
        self._clock.stop()

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds % TICKS == 0:
            self.rows.tick()
            self._refresh.ask()
        self.ticked.emit()

    def _heard(self, changed: Changed) -> None:
        if changed.orders:
            self.rows.refresh(changed.orders)
        if changed.orders or changed.seats or changed.reference:
            self._refresh.ask()

    # The pool.

    def choose_filter(self, name: str) -> None:
        """One of `FILTERS`; a chosen seat is let go."""
        if name != self.filter or self.seat:
            self.filter, self.seat = name, ""
            self._begin_anew()

    def choose_seat(self, number: str) -> None:
        """The orders in that colleague's hands; chosen again, all of them."""
        self.seat = "" if number == self.seat else number
        self.filter = "all_open"
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.rows.check(())
        self._another, self.loading = True, True
        self.pool_changed.emit()
        self.seats_changed.emit()
        self._refresh.ask(hurried=True)

    def check_all(self) -> None:
        self.rows.check([each for each in self.rows.ids() if not self.rows.is_gone(each)])

    def uncheck_all(self) -> None:
        self.rows.check(())

    def take(self) -> None:
        self.rows.take()

    async def _read(self) -> None:
        cache, me, now = self._workplace.cache, self._workplace.actor.number, self.now()
        another, chosen = self._another, (self.filter, self.seat)
        self._another = False
        held = await cache.held(now)
        self.seats = shown_seats(await cache.staff(), await cache.seats(), held)
        counts = await cache.counts(me, now)
        self.counts = {**counts, "unassigned": held.get(POOL, Held()).in_hand}
        self.seats_changed.emit()
        if another or self._here:
            ids = await self._ids(now)
            if chosen == (self.filter, self.seat):
                self.loading = False
                (self.rows.show if another else self.rows.offer)(ids)
        await self.returns.read()
        self.counted.emit(self.returns.count)
        self.pool_changed.emit()
        self.handover.again()

    async def _ids(self, now: datetime) -> list[str]:
        cache, me = self._workplace.cache, self._workplace.actor.number
        if self.filter != "unassigned":
            return await cache.queue(self.filter, me, now, Filter(holder=self.seat))
        # In nobody's hands is no value to narrow by, so the open orders are looked through, a piece at a time.
        ids = await cache.queue("all_open", me, now, Filter())
        found: list[str] = []
        for at in range(0, len(ids), PIECE):
            found += [order.id for order in await cache.orders(ids[at : at + PIECE]) if not order.holder]
        return found

    # Handing over.

    def _checks_changed(self) -> None:
        """What is checked is rehearsed at once, to those who are freest, until the lead names others."""
        ids = [order_id for order_id in self.rows.ids() if order_id in self.rows.checked]
        if not ids:
            if self.handover.done is None:
                self.handover.close()
            return
        if not self.handover.targets or self.handover.done is not None:
            from_hands = {order.holder for order_id in ids if (order := self.rows.known(order_id))}
            self.handover.rehearse(ids, likely(self.seats, from_hands | {self.seat}))
        else:
            self.handover.rehearse(ids)

    def to_pool(self) -> None:
        self.handover.aim([POOL])

    def shut_handover(self) -> None:
        self.handover.close()
        self.rows.check(())

    # Returns.

    def see_order(self) -> None:
        """The whole order, on its own page."""
        if self.returns.current_id:
            self.asked_page.emit("queue", self.returns.current_id)

    def open_draft(self, draft: Draft) -> None:
        """Go on with a decision that was left half-written."""
        self.returns.choose(self.returns.form.take_up(draft))
