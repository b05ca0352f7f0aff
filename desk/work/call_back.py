"""Calling back: today's list, the call, and what is recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.ports import Cache, Clock, Filter, Outbox, Phone
from desk.rules.acts import Attempt
from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome, half_of, into_calling_hours, next_attempt
from desk.rules.deadline import LimitBook, default_limits
from desk.rules.errors import Refusal
from desk.rules.life import Occasion, effect_of
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.acts import Act
from desk.wire.records import Order


class PartName(StrEnum):
    """The parts of today's list, in their order."""

    APPOINTMENT = "appointment"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Part:
    name: PartName
    orders: tuple[Order, ...]


_HALVES = (PartName.MORNING, PartName.AFTERNOON, PartName.EVENING)


class CallBack:
    def __init__(
        self,
        cache: Cache,
        outbox: Outbox,
        phone: Phone,
        clock: Clock,
        me: Actor,
        limits: LimitBook | None = None,
    ) -> None:
        self._cache = cache
        self._outbox = outbox
        self._phone = phone
        self._clock = clock
        self._me = me
        self._limits = limits or default_limits()

    async def today(self, narrowed: Filter | None = None) -> tuple[Part, ...]:
        """Whom I am to ring today: appointments by their time, then each part of the day by what is due first.

        Without a narrowing my own orders: the clear number comes to the one who is to call back and to nobody else.
        """
        now = self._clock.now()
        ids = await self._cache.queue("to_call_back", self._me.number, now, narrowed or Filter(holder=self._me.number))
        return parts_of(await self._cache.orders(ids), now)

    async def dial(self, order: Order) -> None:
        """Ring the citizen; Refusal `nothing_to_reveal` where this desk has not been given the number."""
        contact = await self._cache.contact(order.id)
        if contact is None or not contact.phone:
            raise Refusal("nothing_to_reveal", "contact_phone")
        self._phone.dial(contact.phone)

    def preview(self, order: Order, outcome: Outcome, at: datetime | None = None) -> datetime | None:
        """When it would be tried again after this outcome; None when there would be nothing more to try."""
        return next_attempt(outcome, at or self._clock.now(), order.failed_attempts, self._limits)

    async def record(self, order: Order, attempt: Attempt, draft: str = "") -> Act:
        """Durable on return; the Refusal of an incomplete form, or of an appointment in the past, leaves all as it was."""
        now = self._clock.now()
        checked = attempt.checked()
        if checked.appointment_at is not None and checked.appointment_at <= now:
            raise Refusal("appointment_past", "appointment_at")
        effect_of(ActKind.RECORD_ATTEMPT, order, checked, Occasion(self._me, now, self._limits))
        return await self._outbox.add(ActKind.RECORD_ATTEMPT, order.id, checked, now, order.version, draft)


def parts_of(orders: list[Order], now: datetime) -> tuple[Part, ...]:
    """All four parts, empty ones too; an order whose next attempt is after today is in none."""
    today = now.astimezone(CHINA).date()
    lists: dict[PartName, list[Order]] = {name: [] for name in PartName}
    for order in orders:
        when = order.next_attempt_at or now
        if when.astimezone(CHINA).date() > today:
            continue
        if order.appointment:
            lists[PartName.APPOINTMENT].append(order)
            continue
        rung = into_calling_hours(max(when, now))
        if rung.date() == today:
            lists[_HALVES[half_of(rung)]].append(order)
    lists[PartName.APPOINTMENT].sort(key=lambda order: order.next_attempt_at or now)
    for name in _HALVES:
        lists[name].sort(key=lambda order: order.due_at or order.accepted_at)
    return tuple(Part(name, tuple(lists[name])) for name in PartName)
