"""One transaction's work in memory: the records it holds, what each act made of them, and the writing at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from central.city import City
from central.handlers.numbers import Numbers
from central.store import orders as order_rows
from central.store import seats as seat_rows
from central.store.engine import Transaction
from central.store.orders import Marks, OrderRow
from central.store.seats import SeatRow
from desk.rules.deadline import LimitBook
from desk.wire.records import Conflict, Order, Seat, TimelineEntry


@dataclass(slots=True)
class HeldOrder:
    """An order of this transaction: as it was found (None: it is new) and as it is now."""

    before: Order | None
    order: Order
    marks: Marks
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    act: str = ""

    @property
    def changed(self) -> bool:
        return self.before is None or self.before.version != self.order.version


@dataclass(slots=True)
class HeldSeat:
    before: SeatRow | None
    seat: Seat
    version: int
    act: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one act makes of the ledger; put together first, taken in one go, so that a failing act leaves no trace."""

    act: str
    order: Order | None = None
    marks: Marks = field(default_factory=dict)
    entries: tuple[TimelineEntry, ...] = ()
    opened: tuple[Conflict, ...] = ()
    closed: tuple[str, ...] = ()
    seat: Seat | None = None


@dataclass(slots=True)
class Ledger:
    """`now`: when central carries this out. `back`: how many orders each colleague has to call back."""

    now: datetime
    city: City
    limits: LimitBook
    caller_salt: str
    numbers: Numbers
    orders: dict[str, HeldOrder] = field(default_factory=dict)
    seats: dict[str, HeldSeat] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)
    units_before: set[tuple[str, str]] = field(default_factory=set)
    entries: list[TimelineEntry] = field(default_factory=list)
    opened: list[Conflict] = field(default_factory=list)
    closed: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, result: Result) -> None:
        """Nothing in here can fail."""
        if result.order is not None:
            self._take_order(result, result.order)
        if result.seat is not None:
            held = self.seats.get(result.seat.id)
            if held is None:
                self.seats[result.seat.id] = HeldSeat(None, result.seat, 1, result.act)
            else:
                held.seat, held.version, held.act = result.seat, held.version + 1, result.act

    def _take_order(self, result: Result, order: Order) -> None:
        held = self.orders.get(order.id)
        if held is None:
            held = self.orders[order.id] = HeldOrder(None, order, result.marks)
            self.numbers.take(order.number)
        self._count_call_backs(held, order)
        held.order, held.marks, held.act = order, result.marks, result.act
        held.conflicts |= {conflict.id: conflict for conflict in result.opened}
        for key in result.closed:
            held.conflicts.pop(key, None)
        self.entries += result.entries
        self.opened += result.opened
        self.closed |= dict.fromkeys(result.closed, (order.id, result.act))

    def _count_call_backs(self, held: HeldOrder, after: Order) -> None:
        for order, step in ((held.order, -1), (after, 1)):
            if order.state == "to_call_back":
                self.back[order.holder] = self.back.get(order.holder, 0) + step

    def write(self, tx: Transaction) -> None:
        changed = [held for held in self.orders.values() if held.changed]
        order_rows.write(
            tx,
            [OrderRow(held.order, held.marks) for held in changed if held.before is None],
            [OrderRow(held.order, held.marks) for held in changed if held.before is not None],
        )
        order_rows.write_entries(tx, self.entries)
        opened = [conflict for conflict in self.opened if conflict.id not in self.closed]
        order_rows.write_conflicts(tx, opened, set(self.closed) - {conflict.id for conflict in self.opened})
        seats = [seat for seat in self.seats.values() if seat.before is None or seat.before.version != seat.version]
        seat_rows.write(
            tx,
            [SeatRow(held.seat, held.version) for held in seats if held.before is None],
            [SeatRow(held.seat, held.version) for held in seats if held.before is not None],
        )


def load_orders(tx: Transaction, ledger: Ledger, ids: Iterable[str]) -> None:
    """Lock these orders, with their open conflicts, until the transaction ends."""
    for key, row in order_rows.lock(tx, ids).items():
        ledger.orders[key] = HeldOrder(row.order, row.order, row.marks)
    for conflict in order_rows.open_conflicts(tx, ledger.orders):
        ledger.orders[conflict.order].conflicts[conflict.id] = conflict


def load_seats(tx: Transaction, ledger: Ledger, numbers: Iterable[str]) -> None:
    for key, row in seat_rows.lock(tx, numbers).items():
        ledger.seats[key] = HeldSeat(row, row.seat, row.version)
