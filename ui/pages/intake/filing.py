"""Making orders of forms and urges of words: every refusal and outage comes back as a field and a sentence."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from desk.rules.deadline import Step, deadline
from desk.rules.errors import DiskFull, Outage, Refusal
from desk.rules.ids import OrderId, OrderNumber
from desk.rules.order import ActKind, State
from desk.rules.sentences import sentence
from desk.wire.records import Order
from desk.work.accept_order import AcceptOrder, NewOrder
from desk.work.act_on_order import ActOnOrder, form_for
from desk.work.workplace import Workplace
from ui.pages.intake.filled import Filled
from ui.wording import intake as words


@dataclass(frozen=True, slots=True)
class Problem:
    """What to put right, and in which field (empty: in none)."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Filed:
    """An order filed on this machine; `due_at` is what is promised to the citizen, if anything is."""

    number: str
    then: State
    due_at: datetime | None


class Filing:
    """Holds the use cases; gives each draft its number once."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        outbox, clock, me, limits = workplace.outbox, workplace.clock, workplace.actor, workplace.limits
        self._accept = AcceptOrder(outbox, clock, me, workplace.last_serial, limits)
        self._act = ActOnOrder(outbox, clock, me, limits)
        self._given: dict[str, NewOrder] = {}
        self._giving = asyncio.Lock()

    async def numbered(self, filled: Filled) -> NewOrder:
        """The order id and number of this draft, the same each time it is asked."""
        if filled.number:
            return NewOrder(OrderId(filled.order_id), OrderNumber(filled.number))
        async with self._giving:
            if filled.draft not in self._given:
                given = await self._accept.begin()
                if not filled.draft:
                    return given
                self._given[filled.draft] = given
            return self._given[filled.draft]

    def problem(self, filled: Filled, then: State) -> Problem | None:
        """Why this form cannot be filed so, looked at before anything is written."""
        try:
            self._accept.check(filled.intake(then))
        except Refusal as refusal:
            return _problem(refusal)
        return None

    async def file(self, filled: Filled, then: State) -> Filed | Problem:
        try:
            given = await self.numbered(filled)
            await self._accept.file(given, filled.intake(then), draft=filled.draft)
        except Refusal as refusal:
            return _problem(refusal)
        except DiskFull:
            return Problem("", words.DISK_FULL)
        except Outage:
            return Problem("", words.NOT_FILED)
        self._given.pop(filled.draft, None)
        return Filed(given.number, then, self._promised(filled, then))

    async def urge(self, order: Order, said: str, draft: str = "") -> Problem | None:
        try:
            await self._act.do(order, ActKind.URGE, form_for(ActKind.URGE, words=said), draft)
        except Refusal as refusal:
            return _problem(refusal)
        except Outage:
            return Problem("", words.NOT_FILED)
        return None

    def _promised(self, filled: Filled, then: State) -> datetime | None:
        if then not in (State.ACCEPTED, State.DISPATCHED):
            return None
        limit = self._workplace.limits.limit(Step.HANDLE, filled.appeal, filled.urgency)
        return deadline(self._workplace.clock.now(), limit).due_at


def _problem(refusal: Refusal) -> Problem:
    return Problem(refusal.field, sentence(refusal.code, refusal.facts))
