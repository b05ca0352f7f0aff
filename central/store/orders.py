"""Orders with what belongs to them, as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, func, insert, select, update
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.expression import BindParameter

from central.store.engine import AnyRow, Transaction
from central.store.tables import conflicts, entries, orders
from desk.rules.order import State
from desk.wire.records import Conflict, Order, TimelineEntry

MANY = 500
"""How many keys one statement names at most."""

_FIELDS = Order.__struct_fields__
ORDER_COLUMNS = tuple(orders.c[name] for name in _FIELDS)
ENTRY_COLUMNS = tuple(entries.c[name] for name in TimelineEntry.__struct_fields__)
CONFLICT_COLUMNS = tuple(conflicts.c[name] for name in Conflict.__struct_fields__)


@dataclass(frozen=True, slots=True)
class FieldMark:
    """The last change of a field: the order's version it made, by whom and when (microseconds), at which workstation."""

    version: int
    by: str
    at: int
    workstation: str


Marks = Mapping[str, FieldMark]


@dataclass(frozen=True, slots=True)
class OrderRow:
    order: Order
    marks: Marks


def order_from(values: Sequence[Any]) -> Order:
    """From a row of ORDER_COLUMNS."""
    return Order(**dict(zip(_FIELDS, values, strict=True)))


def entry_from(row: AnyRow) -> TimelineEntry:
    """From a row that has ENTRY_COLUMNS."""
    values = {column.name: row._mapping[column] for column in ENTRY_COLUMNS}
    values["facts"] = msgspec.json.decode(values["facts"], type=dict[str, str]) if values["facts"] else {}
    return TimelineEntry(**values)


def conflict_from(row: AnyRow) -> Conflict:
    """From a row that has CONFLICT_COLUMNS."""
    return Conflict(**{column.name: row._mapping[column] for column in CONFLICT_COLUMNS})


def lock(tx: Transaction, ids: Iterable[str]) -> dict[str, OrderRow]:
    """The orders there are of these, held until the transaction ends; taken in one order, so that two never cross."""
    found: dict[str, OrderRow] = {}
    for some in in_parts(sorted(ids)):
        wanted = select(*ORDER_COLUMNS, orders.c.field_versions).where(orders.c.id.in_(some)).order_by(orders.c.id)
        for *values, marks in tx.execute(wanted.with_for_update()):
            order = order_from(values)
            found[order.id] = OrderRow(order, msgspec.json.decode(marks, type=dict[str, FieldMark]))
    return found


def in_parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(keys), MANY):
        yield keys[first : first + MANY]


def write(tx: Transaction, new: Sequence[OrderRow], changed: Sequence[OrderRow]) -> None:
    if new:
        tx.execute(insert(orders), [_values(row) for row in new])
    if changed:
        columns: dict[str, BindParameter[Any]] = {
            name: bindparam(f"new_{name}") for name in (*_FIELDS, "field_versions") if name != "id"
        }
        statement = update(orders).where(orders.c.id == bindparam("key")).values(columns)
        tx.execute(
            statement,
            [
                {("key" if name == "id" else f"new_{name}"): value for name, value in _values(row).items()}
                for row in changed
            ],
        )


def _values(row: OrderRow) -> dict[str, object]:
    values = {name: getattr(row.order, name) for name in _FIELDS}
    values["field_versions"] = msgspec.json.encode(row.marks).decode()
    return values


def write_entries(tx: Transaction, lines: Sequence[TimelineEntry]) -> None:
    if lines:
        tx.execute(insert(entries), [_entry_values(line) for line in lines])


def _entry_values(line: TimelineEntry) -> dict[str, object]:
    values = {name: getattr(line, name) for name in TimelineEntry.__struct_fields__}
    values["facts"] = msgspec.json.encode(line.facts).decode() if line.facts else ""
    return values


def write_conflicts(tx: Transaction, opened: Sequence[Conflict], closed: Collection[str]) -> None:
    if opened:
        names = Conflict.__struct_fields__
        tx.execute(insert(conflicts), [{name: getattr(conflict, name) for name in names} for conflict in opened])
    if closed:
        tx.execute(update(conflicts).where(conflicts.c.id.in_(sorted(closed))).values(open=False))


def open_conflicts(tx: Transaction, order_ids: Iterable[str]) -> list[Conflict]:
    found: list[Conflict] = []
    for some in in_parts(sorted(order_ids)):
        wanted = select(*CONFLICT_COLUMNS).where(conflicts.c.order.in_(some), conflicts.c.open)
        found += [conflict_from(row) for row in tx.execute(wanted.order_by(conflicts.c.id))]
    return found


def entry_ids(tx: Transaction, order_ids: Iterable[str]) -> list[tuple[str, str]]:
    """(order, entry) of every line of these orders' timelines."""
    found: list[tuple[str, str]] = []
    for some in in_parts(sorted(order_ids)):
        wanted = select(entries.c.order, entries.c.id).where(entries.c.order.in_(some)).order_by(entries.c.id)
        found += [(order, entry) for order, entry in tx.execute(wanted)]
    return found


def units_before(tx: Transaction, order_ids: Iterable[str]) -> set[tuple[str, str]]:
    """(order, unit) of every unit these orders have been with."""
    found: set[tuple[str, str]] = set()
    for some in in_parts(sorted(order_ids)):
        for order, facts in tx.execute(select(entries.c.order, entries.c.facts).where(entries.c.order.in_(some))):
            unit = msgspec.json.decode(facts, type=dict[str, str]).get("unit") if facts else None
            if unit:
                found.add((order, unit))
    return found


def taken_numbers(tx: Transaction, numbers: Iterable[str]) -> set[str]:
    taken: set[str] = set()
    for some in in_parts(sorted(numbers)):
        taken |= set(tx.scalars(select(orders.c.number).where(orders.c.number.in_(some))))
    return taken


def hold_numbers(tx: Transaction, prefix: str) -> None:
    """Nobody else gives out numbers that begin so until this transaction ends. On SQLite nobody else writes anyway."""
    if tx.dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(prefix, 0))))


def highest_number(tx: Transaction, prefix: str) -> str:
    """The highest order number that begins so (date and seat, 11 digits); empty where there is none."""
    between = (orders.c.number > prefix, orders.c.number < prefix + ":")
    return tx.scalar(select(func.max(orders.c.number)).where(*between)) or ""


def to_call_back(tx: Transaction) -> dict[str, int]:
    """How many orders each colleague has to call back."""
    wanted = select(orders.c.holder, func.count()).where(orders.c.state == State.TO_CALL_BACK.value)
    return {row[0]: row[1] for row in tx.execute(wanted.group_by(orders.c.holder))}


def find(tx: Transaction, key: str) -> Order | None:
    """By id or by number."""
    row = tx.execute(select(*ORDER_COLUMNS).where((orders.c.id == key) | (orders.c.number == key))).first()
    return None if row is None else order_from(tuple(row))


def timeline(tx: Transaction, order_id: str) -> list[TimelineEntry]:
    wanted = select(*ENTRY_COLUMNS).where(entries.c.order == order_id).order_by(entries.c.at, entries.c.id)
    return [entry_from(row) for row in tx.execute(wanted)]


def listed(tx: Transaction, *, state: str, unit: str, dispatched: bool, limit: int) -> list[Order]:
    """The newest orders, narrowed where a state or a unit is given; `dispatched`: only those that went to the unit."""
    narrowed: list[ColumnElement[bool]] = []
    if state:
        narrowed.append(orders.c.state == state)
    if unit:
        narrowed.append(orders.c.unit == unit)
    if dispatched:
        narrowed.append(orders.c.dispatched_at.is_not(None))
    wanted: Select[*tuple[Any, ...]] = select(*ORDER_COLUMNS).where(*narrowed)
    return [order_from(tuple(row)) for row in tx.execute(wanted.order_by(orders.c.accepted_at.desc()).limit(limit))]


def is_empty(tx: Transaction) -> bool:
    return tx.scalar(select(orders.c.id).limit(1)) is None
