"""What is known of the citizen on the line: open orders first, then earlier ones and how content the citizen was."""

from __future__ import annotations

from dataclasses import dataclass

from desk.ports import Cache
from desk.rules.callback import BAD_REVIEWS
from desk.rules.caller import caller_key
from desk.rules.order import OPEN
from desk.wire.records import Order


@dataclass(frozen=True, slots=True)
class CallerHistory:
    """`called_back`: orders with a valid call-back; `satisfied`: those of them with one of the three good grades."""

    open: tuple[Order, ...] = ()
    ended: tuple[Order, ...] = ()
    satisfied: int = 0
    called_back: int = 0

    @property
    def calls(self) -> int:
        """How many orders the citizen has had, this call not counted."""
        return len(self.open) + len(self.ended)


async def caller_history(cache: Cache, phone: str, caller_salt: str, limit: int = 50) -> CallerHistory:
    """By the number on the line; nothing is known of a withheld number. Refusal `bad_phone`."""
    key = caller_key(phone, caller_salt)
    return history_of(await cache.of_caller(key, limit)) if key else CallerHistory()


def history_of(orders: list[Order]) -> CallerHistory:
    """Open orders by what is due first, ended ones newest first."""
    ongoing = [order for order in orders if order.state in OPEN]
    ended = [order for order in orders if order.state not in OPEN]
    said = [order.satisfaction for order in orders if order.satisfaction]
    return CallerHistory(
        open=tuple(sorted(ongoing, key=lambda order: (order.due_at is None, order.due_at or order.accepted_at))),
        ended=tuple(sorted(ended, key=lambda order: order.accepted_at, reverse=True)),
        satisfied=sum(grade not in BAD_REVIEWS for grade in said),
        called_back=len(said),
    )
