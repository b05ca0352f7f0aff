"""Reassigning orders to colleagues: tried out first, a verdict for each, one act for each, and a way back for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.ports import Cache, Clock, Held, Outbox
from desk.rules.acts import ToHolder
from desk.rules.deadline import LimitBook, default_limits
from desk.rules.errors import Refusal
from desk.rules.life import Occasion, effect_of
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.records import Order

UNDO_FOR = timedelta(minutes=10)
POOL = ""
"""The holder of an order that is in nobody's hands."""


@dataclass(frozen=True, slots=True)
class Row:
    """One order's verdict: to whom it goes, or why it does not."""

    order: Order
    to: str = POOL
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The dry run. `in_hand_after`: how many open orders each of the colleagues would have."""

    rows: tuple[Row, ...]
    in_hand_after: Mapping[str, int]

    @property
    def going(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.refusal is None)


@dataclass(frozen=True, slots=True)
class Moved:
    order_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Done:
    moves: tuple[Moved, ...]
    at: datetime


class Reassign:
    def __init__(self, cache: Cache, outbox: Outbox, clock: Clock, me: Actor, limits: LimitBook | None = None) -> None:
        self._cache = cache
        self._outbox = outbox
        self._clock = clock
        self._me = me
        self._limits = limits or default_limits()

    async def plan(self, order_ids: Sequence[str], to: Sequence[str]) -> Plan:
        """Each order to the one of `to` with the fewest in hand; `to` may be the pool (`POOL`). Changes nothing."""
        orders = await self._cache.orders(order_ids)
        held = await self._cache.held(self._clock.now())
        return share_out(orders, to, held, Occasion(self._me, self._clock.now(), self._limits))

    async def execute(self, plan: Plan, words: str = "") -> Done:
        """One act for each order that can go; the others are left alone."""
        now = self._clock.now()
        moves: list[Moved] = []
        for row in plan.going:
            form = ToHolder(holder=row.to, words=words).checked()
            await self._outbox.add(ActKind.REASSIGN, row.order.id, form, now, row.order.version)
            moves.append(Moved(row.order.id, row.order.holder, row.to))
        return Done(tuple(moves), now)

    def undoable(self, done: Done) -> bool:
        return bool(done.moves) and self._clock.now() - done.at < UNDO_FOR

    async def undo(self, done: Done) -> Done:
        """Give back what is still where it was put; what others have moved on since stays. Refusal `too_late_to_undo`."""
        if not self.undoable(done):
            raise Refusal("too_late_to_undo")
        by_id = {order.id: order for order in await self._cache.orders([move.order_id for move in done.moves])}
        occasion = Occasion(self._me, self._clock.now(), self._limits)
        rows: list[Row] = []
        for move in done.moves:
            order = by_id.get(move.order_id)
            if order is not None and order.holder == move.after:
                rows.append(_row(order, move.before, occasion))
        return await self.execute(Plan(tuple(rows), {}))


def share_out(orders: Sequence[Order], to: Sequence[str], held: Mapping[str, Held], on: Occasion) -> Plan:
    """Fewest in hand first, ties in the order given; an order never goes to the one who has it."""
    hands = {colleague: held.get(colleague, Held()).in_hand for colleague in to}
    rows: list[Row] = []
    for order in orders:
        others = [colleague for colleague in to if colleague != order.holder]
        if not others:
            refusal = Refusal("same_holder") if to else Refusal("empty", "holder")
            rows.append(Row(order, order.holder, refusal))
            continue
        row = _row(order, min(others, key=lambda colleague: hands[colleague]), on)
        if row.refusal is None:
            hands[row.to] += 1
            if order.holder in hands:
                hands[order.holder] -= 1
        rows.append(row)
    return Plan(tuple(rows), {colleague: hands[colleague] for colleague in to if colleague != POOL})


def _row(order: Order, to: str, on: Occasion) -> Row:
    try:
        effect_of(ActKind.REASSIGN, order, ToHolder(holder=to), on)
    except Refusal as refusal:
        return Row(order, to, refusal)
    return Row(order, to)
