"""Everything a reader may see, kind by kind and key by key: the way a new replica is filled, and what a digest counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from central.scopes import Reader
from central.store.current import (
    CONFLICT_WITH_ORDER,
    ENTRY_WITH_ORDER,
    SEAT_ROWS,
    Current,
    conflict_now,
    contact_now,
    entry_now,
    order_now,
    reference_now,
    seat_now,
)
from central.store.engine import Transaction
from central.store.orders import ORDER_COLUMNS, order_from
from central.store.tables import conflicts, entries, orders, reference, seats
from desk.rules.order import State
from desk.wire.records import Kind

SEQUENCE = (
    Kind.DIVISION,
    Kind.CATEGORY,
    Kind.UNIT,
    Kind.STAFF,
    Kind.ARTICLE,
    Kind.SEAT,
    Kind.ORDER,
    Kind.ENTRY,
    Kind.CONTACT,
    Kind.CONFLICT,
)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a snapshot has come: after the record `key` of the kind at `kind` in SEQUENCE."""

    kind: int = 0
    key: str = ""


def records_after(tx: Transaction, reader: Reader, place: Place, limit: int) -> tuple[list[Current], Place | None]:
    """The next `limit` records, and where to go on; None when these were the last."""
    found: list[Current] = []
    kind, key = place.kind, place.key
    while kind < len(SEQUENCE):
        part = list(_of_kind(tx, reader, SEQUENCE[kind], key, limit - len(found)))
        found += part
        if len(found) == limit:
            return found, Place(kind, part[-1].id)
        kind, key = kind + 1, ""
    return found, None


def everything(tx: Transaction, reader: Reader) -> Iterator[Current]:
    for kind in SEQUENCE:
        yield from _of_kind(tx, reader, kind, "", None)


def _of_kind(tx: Transaction, reader: Reader, kind: Kind, after: str, limit: int | None) -> Iterator[Current]:
    match kind:
        case Kind.SEAT:
            rows = tx.execute(SEAT_ROWS.where(seats.c.id > after).order_by(seats.c.id).limit(limit))
            return (seat_now(tuple(row)) for row in rows) if reader.hotline else iter(())
        case Kind.ORDER:
            narrowed = _with_reader(select(*ORDER_COLUMNS), reader).where(orders.c.id > after)
            rows = tx.execute(narrowed.order_by(orders.c.id).limit(limit))
            return (order_now(order_from(tuple(row))) for row in rows)
        case Kind.ENTRY:
            narrowed = _with_reader(ENTRY_WITH_ORDER, reader).where(entries.c.id > after)
            return (entry_now(row) for row in tx.execute(narrowed.order_by(entries.c.id).limit(limit)))
        case Kind.CONTACT:
            own = (orders.c.holder == reader.number) & (orders.c.state == State.TO_CALL_BACK.value)
            narrowed = select(*ORDER_COLUMNS).where(own, orders.c.id > after).order_by(orders.c.id)
            return (contact_now(order_from(tuple(row))) for row in tx.execute(narrowed.limit(limit)))
        case Kind.CONFLICT:
            return _conflicts(tx, reader, after, limit)
        case _:
            columns = select(reference.c.id, reference.c.version, reference.c.record)
            here = columns.where(reference.c.kind == kind.value, reference.c.id > after).order_by(reference.c.id)
            return (reference_now(kind, key, version, body) for key, version, body in tx.execute(here.limit(limit)))


def _conflicts(tx: Transaction, reader: Reader, after: str, limit: int | None) -> Iterator[Current]:
    holders = [reader.number, ""] if reader.hotline else [reader.number]
    narrowed = CONFLICT_WITH_ORDER.where(conflicts.c.open, orders.c.holder.in_(holders), conflicts.c.id > after)
    return (conflict_now(row) for row in tx.execute(narrowed.order_by(conflicts.c.id).limit(limit)))


def _with_reader(wanted: Select[*tuple[Any, ...]], reader: Reader) -> Select[*tuple[Any, ...]]:
    """Only orders in the reader's scopes (an empty unit matches no dispatched order)."""
    if reader.hotline:
        return wanted
    return wanted.where(orders.c.unit == reader.unit, orders.c.unit != "", orders.c.dispatched_at.is_not(None))
