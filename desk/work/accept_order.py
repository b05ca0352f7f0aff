"""Accepting an order: its number and id are given here, so that it can be filed with central away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk.ports import Clock, Outbox
from desk.rules.acts import Intake
from desk.rules.deadline import LimitBook, default_limits
from desk.rules.ids import OrderId, OrderNumber, uuid7
from desk.rules.life import Occasion, accept
from desk.rules.number import order_number
from desk.rules.order import ActKind, State, check_move
from desk.rules.roles import Actor
from desk.wire.acts import Act


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order begun: what it will be known by, whether filed today or dropped."""

    order_id: OrderId
    number: OrderNumber


class AcceptOrder:
    """`last_serial`: the highest serial of today that central knows for this operator."""

    def __init__(
        self, outbox: Outbox, clock: Clock, me: Actor, last_serial: int = 0, limits: LimitBook | None = None
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._me = me
        self._last_serial = last_serial
        self._begun_on = clock.now().date()
        self._limits = limits or default_limits()

    async def begin(self) -> NewOrder:
        """A number never given before; Refusal `serials_used_up` after 9,999 in a day."""
        now = self._clock.now()
        at_least = self._last_serial if now.date() == self._begun_on else 0
        serial = await self._outbox.next_serial(now.date(), self._me.number, at_least)
        return NewOrder(OrderId(uuid7(int(now.timestamp() * 1000))), order_number(now.date(), self._me.number, serial))

    def check(self, form: Intake) -> Intake:
        """The form, cleaned, as it would be filed; a Refusal names the first field to mend."""
        check_move(ActKind.ACCEPT, State.DRAFT, self._me.roles)
        checked = form.checked()
        accept(checked, Occasion(self._me, self._clock.now(), self._limits))
        return checked

    async def file(self, new: NewOrder, form: Intake, draft: str = "") -> Act:
        """Durable on return; `draft` goes in the same transaction. A refused form leaves everything as it was."""
        checked = self.check(replace(form, number=new.number))
        return await self._outbox.add(ActKind.ACCEPT, new.order_id, checked, self._clock.now(), draft=draft)
