"""Order numbers: the seat's own where it is free, the next of that seat and day where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from central.store import orders as order_rows
from central.store.engine import Transaction
from desk.rules.calendar import CHINA
from desk.rules.ids import OrderNumber, StaffNumber
from desk.rules.number import is_number, order_number, serial_of

_PREFIX = 11


@dataclass(slots=True)
class Numbers:
    """What is known to be taken; `highest` only of the seats and days where a number was asked for twice."""

    taken: set[str] = field(default_factory=set)
    highest: dict[str, int] = field(default_factory=dict)

    def take(self, number: str) -> None:
        self.taken.add(number)
        prefix = number[:_PREFIX]
        if prefix in self.highest:
            self.highest[prefix] = max(self.highest[prefix], serial_of(OrderNumber(number)))

    def free(self, asked: str, at: datetime, seat: str) -> str:
        """`asked`, or the next free one; Refusal `serials_used_up` when the day has no more."""
        if is_number(asked) and asked not in self.taken:
            return asked
        prefix = asked[:_PREFIX] if is_number(asked) else prefix_of(at, seat)
        serials = (serial_of(OrderNumber(number)) for number in self.taken if number.startswith(prefix))
        serial = max(self.highest.get(prefix, 0), *serials, 0) + 1
        if not is_number(asked):
            return order_number(at.astimezone(CHINA).date(), StaffNumber(seat), serial)
        # Told through the rule so that the day's end is refused in one place.
        checked = order_number(at.astimezone(CHINA).date(), StaffNumber(prefix[6:]), serial)
        return prefix + checked[_PREFIX:]


def prefix_of(at: datetime, seat: str) -> str:
    """Date and seat, as the numbers of that day begin."""
    return f"{at.astimezone(CHINA):%y%m%d}{seat}"


def numbers_for(tx: Transaction, asked: Iterable[tuple[str, datetime, str]]) -> Numbers:
    """What must be known to give out these (number asked for, time, seat)."""
    wanted = list(asked)
    counts: dict[str, int] = {}
    for number, _, _ in wanted:
        counts[number] = counts.get(number, 0) + 1
    taken = order_rows.taken_numbers(tx, {number for number in counts if is_number(number)})
    numbers = Numbers(taken)
    prefixes = {
        number[:_PREFIX] if is_number(number) else prefix_of(at, seat)
        for number, at, seat in wanted
        if not is_number(number) or number in taken or counts[number] > 1
    }
    for prefix in sorted(prefixes):
        order_rows.hold_numbers(tx, prefix)
        found = order_rows.highest_number(tx, prefix)
        numbers.highest[prefix] = serial_of(OrderNumber(found)) if found else 0
    return numbers
