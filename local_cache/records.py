"""Central's rows as they came: pages applied, rows read back, and what stands for the digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, text

from desk.wire.feed import Change, Operation, record_mark
from desk.wire.records import Kind, Record

R = TypeVar("R", bound=Record)

REFERENCE = frozenset({Kind.STAFF, Kind.UNIT, Kind.DIVISION, Kind.CATEGORY, Kind.ARTICLE})

_PUT = text("""
    INSERT INTO base (kind, id, version, order_id, mark, data) VALUES (:kind, :id, :version, :order_id, :mark, :data)
    ON CONFLICT (kind, id) DO UPDATE SET
        version = excluded.version, order_id = excluded.order_id, mark = excluded.mark, data = excluded.data
    WHERE excluded.version > base.version""")
_REMOVE = text("DELETE FROM base WHERE kind = :kind AND id = :id")
_REMOVE_ORDER = text("DELETE FROM base WHERE order_id = :id")
_ORDER_OF = text("SELECT order_id FROM base WHERE kind = :kind AND id = :id")
_ALL = text("SELECT data FROM base WHERE kind = :kind AND data IS NOT NULL ORDER BY id")
_OF_ORDER = text("SELECT data FROM base WHERE order_id = :id AND kind = :kind AND data IS NOT NULL")
_ONE = text("SELECT data FROM base WHERE kind = :kind AND id = :id AND data IS NOT NULL")
_PRESENT = text("""
    SELECT count(*) FROM base
    WHERE kind = 'order' AND data IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))""")
_ORDERS = text("SELECT count(*) FROM base WHERE kind = 'order' AND data IS NOT NULL")


class _Belongs(msgspec.Struct):
    """The part of an entry or a conflict that says where it belongs."""

    order: str = ""
    act: str = ""
    open: bool = True


@dataclass(slots=True)
class Applied:
    """What a page did. `orders`: rows to show anew; `around`: orders whose entries, contact or conflicts changed.

    `landed`: acts whose effect is now in base; `decided`: conflicts that are no longer open.
    """

    orders: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    landed: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    seats: bool = False
    reference: bool = False


def apply(connection: Connection, changes: Iterable[Change]) -> Applied:
    """Carry the changes out, in their order; a row is put only over an older version of itself."""
    applied = Applied()
    puts: dict[tuple[str, str], tuple[Change, str]] = {}
    removed: dict[tuple[str, str], None] = {}
    for change in changes:
        key = (change.kind, change.id)
        applied.seats |= change.kind == Kind.SEAT
        applied.reference |= change.kind in REFERENCE
        if change.op is Operation.REMOVE:
            puts.pop(key, None)
            removed[key] = None
            if change.kind == Kind.ORDER:
                puts = {other: put for other, put in puts.items() if put[1] != change.id}
            _note_removal(connection, change, applied)
            continue
        order_id = _order_of(change, applied)
        if key not in puts or change.version > puts[key][0].version:
            puts[key] = (change, order_id)
    orders = [{"id": name} for kind, name in removed if kind == Kind.ORDER]
    others = [{"kind": kind, "id": name} for kind, name in removed if kind != Kind.ORDER]
    rows = [_row(change, order_id) for change, order_id in puts.values()]
    for statement, values in ((_REMOVE_ORDER, orders), (_REMOVE, others), (_PUT, rows)):
        if values:
            connection.execute(statement, values)
    return applied


def _row(change: Change, order_id: str) -> dict[str, object]:
    return {
        "kind": change.kind,
        "id": change.id,
        "version": change.version,
        "order_id": order_id,
        "mark": record_mark(change.id, change.version),
        "data": bytes(change.data),
    }


def _note_removal(connection: Connection, change: Change, applied: Applied) -> None:
    if change.kind == Kind.ORDER:
        applied.orders.add(change.id)
        return
    if change.kind == Kind.CONFLICT:
        applied.decided.add(change.id)
    belongs = connection.execute(_ORDER_OF, {"kind": change.kind, "id": change.id}).scalar()
    if belongs:
        applied.around.add(belongs)


def _order_of(change: Change, applied: Applied) -> str:
    """The order a record belongs to, noted as changed; empty for a record of no order."""
    if change.kind == Kind.ORDER:
        applied.orders.add(change.id)
        return change.id
    if change.kind == Kind.CONTACT:
        applied.around.add(change.id)
        return change.id
    if change.kind not in (Kind.ENTRY, Kind.CONFLICT):
        return ""
    belongs = msgspec.json.decode(change.data, type=_Belongs)
    applied.around.add(belongs.order)
    if belongs.act:
        applied.landed.add(belongs.act)
    if change.kind == Kind.CONFLICT and not belongs.open:
        applied.decided.add(change.id)
    return belongs.order


def all_of(connection: Connection, kind: Kind, record: type[R]) -> list[R]:
    """Every record of a kind, by id."""
    return decoded(connection.execute(_ALL, {"kind": kind.value}).scalars(), record)


def of_order(connection: Connection, order_id: str, kind: Kind, record: type[R]) -> list[R]:
    return decoded(connection.execute(_OF_ORDER, {"kind": kind.value, "id": order_id}).scalars(), record)


def one(connection: Connection, kind: Kind, record_id: str, record: type[R]) -> R | None:
    row = connection.execute(_ONE, {"kind": kind.value, "id": record_id}).scalars()
    return next(iter(decoded(row, record)), None)


def decoded(rows: Iterable[bytes], record: type[R]) -> list[R]:
    """Without those this program's types cannot hold: a newer central wrote them, a newer desk will show them."""
    decoder, known = msgspec.json.Decoder(record), list[R]()
    for row in rows:
        try:
            known.append(decoder.decode(row))
        except msgspec.ValidationError:
            continue
    return known


def removals_share(connection: Connection, changes: Sequence[Change]) -> float:
    """Which share of the orders here the changes would take away."""
    wanted = {change.id for change in changes if change.kind == Kind.ORDER and change.op is Operation.REMOVE}
    if not wanted:
        return 0.0
    present = int(connection.execute(_PRESENT, {"ids": json.dumps(sorted(wanted))}).scalar_one())
    return present / int(connection.execute(_ORDERS).scalar_one()) if present else 0.0
