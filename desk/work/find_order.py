"""The search box: an order by its number, a citizen's orders by a telephone number, or orders by words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.ports import Cache, Clock, Filter
from desk.rules.caller import caller_key
from desk.rules.number import is_number
from desk.rules.roles import Actor
from desk.rules.text import clean
from desk.wire.records import Order

SHORTEST_PHONE = 7


class How(StrEnum):
    """By what the orders were found."""

    NUMBER = "number"
    CALLER = "caller"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class FoundOrders:
    how: How
    orders: tuple[Order, ...]


class FindOrder:
    """`caller_salt` comes with the session; a telephone number is searched by its key and never leaves the desk."""

    def __init__(self, cache: Cache, clock: Clock, me: Actor, caller_salt: str) -> None:
        self._cache = cache
        self._clock = clock
        self._me = me
        self._salt = caller_salt

    async def find(self, typed: str, limit: int = 50) -> FoundOrders:
        """Newest first; nothing typed finds nothing. Digits that are neither a number nor a telephone are words."""
        words = clean(typed)
        digits = words.replace(" ", "").replace("-", "")
        if not words:
            return FoundOrders(How.WORDS, ())
        if is_number(digits):
            order = await self._cache.order_by_number(digits)
            return FoundOrders(How.NUMBER, (order,) if order else ())
        if digits.isascii() and digits.isdecimal() and SHORTEST_PHONE <= len(digits) < 15:
            orders = await self._cache.of_caller(caller_key(digits, self._salt), limit)
            if orders:
                return FoundOrders(How.CALLER, tuple(orders))
        ids = await self._cache.queue("everything", self._me.number, self._clock.now(), Filter(words=words), limit)
        return FoundOrders(How.WORDS, tuple(await self._cache.orders(ids)))
