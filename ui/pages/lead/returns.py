"""The returns that wait for the lead's word: which unit wants to be rid of which order, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.ports import Filter
from desk.rules.order import ActKind, State, allowed_acts
from desk.wire.records import Order
from desk.work.workplace import Workplace
from ui.pages.queue.form import OrderForm
from ui.tasks import Tasks

MOST = 50


@dataclass(frozen=True)
class AskedReturn:
    """One order whose unit asks to return it, with its reason."""

    order: Order
    words: str


class Returns(QObject):
    """`changed`: the list or which one is current. The form of the decision is `form`."""

    changed = Signal()
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.form = OrderForm(workplace, tasks, self)
        self.form.said.connect(self.said)
        self.asked: tuple[AskedReturn, ...] = ()
        self.count = 0
        self.current_id = ""

    async def read(self) -> None:
        cache, me, now = self._workplace.cache, self._workplace.actor.number, self._workplace.clock.now()
        ids = await cache.queue("return_asked", me, now, Filter())
        asked = []
        for order in await cache.orders(ids[:MOST]):
            entries = await cache.timeline(order.id)
            reasons = [entry.words for entry in entries if entry.kind == ActKind.ASK_RETURN]
            asked.append(AskedReturn(order, reasons[-1] if reasons else ""))
        self.count = len(ids)
        # Those on the list keep their places; what came since stands below them.
        places = {each.order.id: at for at, each in enumerate(self.asked)}
        asked.sort(key=lambda each: places.get(each.order.id, len(places)))
        self.asked = tuple(asked)
        if self.current is None:
            self.current_id = self.asked[0].order.id if self.asked else ""
            self.form.shut()
        self.changed.emit()

    @property
    def current(self) -> AskedReturn | None:
        return next((each for each in self.asked if each.order.id == self.current_id), None)

    def choose(self, order_id: str) -> None:
        if order_id != self.current_id:
            self.current_id = order_id
            self.form.shut()
            self.changed.emit()

    def can_decide(self, kind: ActKind) -> bool:
        current = self.current
        roles = self._workplace.actor.roles
        return current is not None and kind in allowed_acts(State(current.order.state), roles)

    def decide(self, kind: ActKind) -> None:
        """Open the form of the decision: granting asks for another unit, refusing for words."""
        if self.current is not None and self.can_decide(kind):
            self.form.open(self.current.order, kind)
