"""The records as they stand now: where each may be read, and how it looks to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from central import render
from central.scopes import (
    ALL,
    HOTLINE,
    NOWHERE,
    Reader,
    conflict_scope,
    contact_scope,
    order_scopes,
    seat_scope,
)
from central.store.engine import AnyRow, Transaction
from central.store.orders import (
    CONFLICT_COLUMNS,
    ENTRY_COLUMNS,
    ORDER_COLUMNS,
    conflict_from,
    entry_from,
    in_parts,
    order_from,
)
from central.store.reference import KINDS as REFERENCE_KINDS
from central.store.tables import conflicts, entries, orders, reference, seats
from desk.rules.ids import Scope
from desk.wire.records import Kind, Order, Seat


class Current:
    """One record with its scopes. What it shows is made once for each way it looks, and only when asked for."""

    __slots__ = ("_made", "_show", "id", "kind", "scopes", "version")

    def __init__(
        self, kind: Kind, key: str, version: int, scopes: frozenset[Scope], show: Callable[[bool], object]
    ) -> None:
        self.kind, self.id, self.version, self.scopes = kind, key, version, scopes
        self._show = show
        self._made: dict[bool, bytes] = {}

    def data(self, reader: Reader) -> bytes:
        """As JSON, for this reader."""
        inside = self._inside(reader)
        if inside not in self._made:
            shown = self._show(inside)
            self._made[inside] = shown if isinstance(shown, bytes) else msgspec.json.encode(shown)
        return self._made[inside]

    def _inside(self, reader: Reader) -> bool:
        """Which of the two ways it looks: to the hotline or to a unit; of a conflict, to its holder or to others."""
        if self.kind is Kind.CONFLICT:
            return seat_scope(reader.number) in self.scopes
        return reader.hotline


def current(tx: Transaction, wanted: Mapping[Kind, Iterable[str]]) -> dict[tuple[Kind, str], Current]:
    """Of these records those that are there and may be read by somebody."""
    found: dict[tuple[Kind, str], Current] = {}
    for kind, ids in wanted.items():
        for some in in_parts(sorted(set(ids))):
            found |= {(kind, record.id): record for record in _READERS[kind](tx, kind, some)}
    return found


def order_now(order: Order) -> Current:
    return Current(
        Kind.ORDER, order.id, order.version, order_scopes(order), lambda inside: render.shown_order(order, inside)
    )


def contact_now(order: Order) -> Current:
    """Changes with its order, so it has its order's version."""
    scope = frozenset({contact_scope(order)} - {NOWHERE})
    return Current(Kind.CONTACT, order.id, order.version, scope, lambda _: render.contact_of(order))


def entry_now(row: AnyRow) -> Current:
    """From a row of ENTRY_COLUMNS and its order's unit and dispatch; entries never change, so theirs is version 1."""
    entry = entry_from(row)
    with_unit = row._mapping["unit"] and row._mapping["dispatched_at"] is not None
    scopes = frozenset({HOTLINE, Scope(f"unit:{row._mapping['unit']}")}) if with_unit else frozenset({HOTLINE})
    return Current(Kind.ENTRY, entry.id, 1, scopes, lambda _: render.shown_entry(entry))


ENTRY_WITH_ORDER = select(*ENTRY_COLUMNS, orders.c.unit, orders.c.dispatched_at).select_from(entries).join(orders)
CONFLICT_WITH_ORDER = select(*CONFLICT_COLUMNS, orders.c.holder).select_from(conflicts).join(orders)


def conflict_now(row: AnyRow) -> Current:
    """From a row of CONFLICT_COLUMNS and its order's holder; a conflict is opened once and closed once: version 1."""
    conflict = conflict_from(row)
    holder = str(row._mapping["holder"])
    scope = frozenset({conflict_scope(conflict, holder)} - {NOWHERE})
    return Current(Kind.CONFLICT, conflict.id, 1, scope, lambda inside: render.shown_conflict(conflict, inside))


def reference_now(kind: Kind, key: str, version: int, record: bytes) -> Current:
    return Current(kind, key, version, frozenset({ALL}), lambda _: bytes(record))


def seat_now(values: Sequence[Any]) -> Current:
    """From the version and the fields of a seat."""
    version, *fields = values
    seat = Seat(**dict(zip(Seat.__struct_fields__, fields, strict=True)))
    return Current(Kind.SEAT, seat.id, version, frozenset({HOTLINE}), lambda _: seat)


SEAT_ROWS = select(seats.c.version, *(seats.c[name] for name in Seat.__struct_fields__))


def _orders(tx: Transaction, kind: Kind, ids: Sequence[str]) -> list[Current]:
    make = order_now if kind is Kind.ORDER else contact_now
    wanted = select(*ORDER_COLUMNS).where(orders.c.id.in_(ids))
    return [make(order_from(tuple(row))) for row in tx.execute(wanted)]


def _entries(tx: Transaction, _: Kind, ids: Sequence[str]) -> list[Current]:
    return [entry_now(row) for row in tx.execute(ENTRY_WITH_ORDER.where(entries.c.id.in_(ids)))]


def _conflicts(tx: Transaction, _: Kind, ids: Sequence[str]) -> list[Current]:
    return [conflict_now(row) for row in tx.execute(CONFLICT_WITH_ORDER.where(conflicts.c.id.in_(ids)))]


def _seats(tx: Transaction, _: Kind, ids: Sequence[str]) -> list[Current]:
    return [seat_now(tuple(row)) for row in tx.execute(SEAT_ROWS.where(seats.c.id.in_(ids)))]


def _reference(tx: Transaction, kind: Kind, ids: Sequence[str]) -> list[Current]:
    wanted = select(reference.c.id, reference.c.version, reference.c.record)
    here = (reference.c.kind == kind.value) & reference.c.id.in_(ids)
    return [reference_now(kind, key, version, record) for key, version, record in tx.execute(wanted.where(here))]


_READERS: dict[Kind, Callable[[Transaction, Kind, Sequence[str]], list[Current]]] = {
    Kind.ORDER: _orders,
    Kind.CONTACT: _orders,
    Kind.ENTRY: _entries,
    Kind.CONFLICT: _conflicts,
    Kind.SEAT: _seats,
    **dict.fromkeys(REFERENCE_KINDS, _reference),
}
