"""What waits for the lead's decision: returns the units ask for, and replies to review; each keeps its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desk.ports import Filter
from desk.rules.order import ActKind, State
from desk.wire.records import Order, TimelineEntry
from desk.work.workplace import Workplace
from ui.pages.queue.form import OrderForm
from ui.tables.order_rows import time_left
from ui.tasks import Tasks
from ui.wording import lead as words
from ui.wording import times

MOST = 12
"""So many of each kind stand in the pane; the next one comes in when one is decided."""

KEY: dict[tuple[str, str], ActKind] = {
    (State.RETURN_ASKED, "A"): ActKind.GRANT_RETURN,
    (State.RETURN_ASKED, "X"): ActKind.REFUSE_RETURN,
    (State.REPLIED, "P"): ActKind.ACCEPT_REPLY,
    (State.REPLIED, "B"): ActKind.SEND_BACK,
}
"""Which key does what to an order in which state."""


@dataclass(frozen=True, slots=True)
class Case:
    """One order to decide on. `words`: the unit's reason or its reply; `settled`: somebody has decided it already."""

    order: Order
    words: str
    settled: bool = False

    @property
    def is_return(self) -> bool:
        return self.order.state == State.RETURN_ASKED

    def says(self) -> str:
        return words.SAYS.format(unit=self.order.unit_name or self.order.unit, words=self.words or words.NO_REASON)

    def foot(self, most_returns: int, now: datetime) -> str:
        """How often it was returned, or when the unit replied."""
        if self.settled:
            return words.SETTLED
        if self.is_return:
            return words.nth_return(self.order.return_count, most_returns)
        at = self.order.replied_at
        return words.REPLIED_AT.format(time=times.near(at, now)) if at else ""

    def left(self, now: datetime) -> tuple[str, str]:
        """Level and words of the time left; both empty where none runs."""
        return ("", "") if self.settled else time_left(self.order, now)


class Cases(QObject):
    """`changed`: the list is another; `current_changed`: another one is the current one, whose keys work."""

    changed = Signal()
    current_changed = Signal()
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.form = OrderForm(workplace, tasks, self)
        self.form.said.connect(self._filed)
        self.lines: tuple[Case, ...] = ()
        self.current = ""
        self.loading = True
        self.counts = (0, 0)
        self._anew = True
        self._decided: set[str] = set()

    def now(self) -> datetime:
        return self._workplace.clock.now()

    @property
    def most_returns(self) -> int:
        return self._workplace.limits.most_returns

    @property
    def more(self) -> int:
        """How many wait outside the pane."""
        return max(0, sum(self.counts) - sum(1 for case in self.lines if not case.settled))

    def begin_anew(self) -> None:
        """Let go of what is settled at the next reading."""
        self._anew = True

    async def read(self) -> None:
        """The pane as it is now: what stands in it keeps its place, what is new comes after it."""
        cache, me, now = self._workplace.cache, self._workplace.actor.number, self._workplace.clock.now()
        counts = await cache.counts(me, now)
        self.counts = (counts["return_asked"], counts["to_review"])
        waiting: list[str] = []
        for queue in ("return_asked", "to_review"):
            waiting += await cache.queue(queue, me, now, Filter(), MOST)
        known = {case.order.id: case for case in self.lines}
        anew, self._anew = self._anew, False
        kept = [] if anew else [case.order.id for case in self.lines if case.order.id not in self._decided]
        shown = [*kept, *(order_id for order_id in waiting if order_id not in kept)]
        self._decided.difference_update(waiting)
        orders = {order.id: order for order in await cache.orders(shown)}
        lines: list[Case] = []
        for order_id in shown:
            order, before = orders.get(order_id), known.get(order_id)
            if order_id not in waiting or order is None:
                if before is not None:
                    lines.append(Case(before.order, before.words, settled=True))
            elif before is not None and before.order == order and not before.settled:
                lines.append(before)
            else:
                lines.append(Case(order, await self._words(order)))
        self._put(tuple(lines))

    async def _words(self, order: Order) -> str:
        if order.state != State.RETURN_ASKED:
            return order.reply
        return reason_of(await self._workplace.cache.timeline(order.id))

    def _put(self, lines: tuple[Case, ...]) -> None:
        was_loading, self.loading = self.loading, False
        if lines != self.lines or was_loading:
            before = self.index
            self.lines = lines
            if self.case is None:
                # The next one in the place of the one that went.
                self.current = lines[max(0, min(before, len(lines) - 1))].order.id if lines else ""
            self.changed.emit()

    # Which one.

    @property
    def index(self) -> int:
        return next((at for at, case in enumerate(self.lines) if case.order.id == self.current), -1)

    @property
    def case(self) -> Case | None:
        return self.lines[self.index] if self.index >= 0 else None

    def choose(self, order_id: str) -> None:
        if order_id != self.current:
            self.current = order_id
            self.form.shut()
            self.current_changed.emit()

    def step(self, by: int) -> None:
        at = self.index + by
        if 0 <= at < len(self.lines):
            self.choose(self.lines[at].order.id)

    # Deciding.

    def kind_of(self, key: str) -> ActKind | None:
        """What this key would do to the current one, if anything."""
        case = self.case
        return None if case is None or case.settled else KEY.get((case.order.state, key))

    def press(self, key: str) -> None:
        """Open the form of that decision on the current one."""
        kind, case = self.kind_of(key), self.case
        if kind is not None and case is not None:
            self.form.open(case.order, kind)

    def file(self, **values: str) -> None:
        self.form.file(**values)

    def _filed(self, said: str, level: str) -> None:
        if level == "ok" and self.form.order is not None:
            self._decided.add(self.form.order.id)
        self.said.emit(said, level)


def reason_of(entries: list[TimelineEntry]) -> str:
    """The unit's words when it last asked to return the order."""
    asked = [entry.words for entry in entries if entry.kind == ActKind.ASK_RETURN]
    return asked[-1] if asked else ""
