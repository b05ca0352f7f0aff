"""A field two people changed: the order's holder chooses one text, or writes a third; choosing is an edit like any other."""

from __future__ import annotations

from desk.ports import Clock, Outbox
from desk.rules.acts import Edit
from desk.rules.deadline import LimitBook
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.acts import Act
from desk.wire.records import Conflict, Order
from desk.work.act_on_order import ActOnOrder


class Choose:
    def __init__(self, outbox: Outbox, clock: Clock, me: Actor, limits: LimitBook | None = None) -> None:
        self._acts = ActOnOrder(outbox, clock, me, limits)

    async def keep_mine(self, order: Order, conflict: Conflict) -> Act:
        return await self.write(order, conflict, conflict.mine)

    async def keep_theirs(self, order: Order, conflict: Conflict) -> Act:
        """Sent too: central closes the conflict when an edit has named its field."""
        return await self.write(order, conflict, conflict.theirs)

    async def write(self, order: Order, conflict: Conflict, text: str) -> Act:
        """A third text, or either of the two."""
        return await self._acts.do(order, ActKind.EDIT, Edit(fields={conflict.field: text}))
