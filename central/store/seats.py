"""The seats' states, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.sql.expression import BindParameter

from central.store.engine import Transaction
from central.store.tables import seats
from desk.wire.records import Seat

SEAT_COLUMNS = tuple(seats.c[name] for name in Seat.__struct_fields__)


@dataclass(frozen=True, slots=True)
class SeatRow:
    seat: Seat
    version: int


def lock(tx: Transaction, numbers: Iterable[str]) -> dict[str, SeatRow]:
    wanted = select(*SEAT_COLUMNS, seats.c.version).where(seats.c.id.in_(sorted(numbers))).order_by(seats.c.id)
    found: dict[str, SeatRow] = {}
    for *values, version in tx.execute(wanted.with_for_update()):
        seat = Seat(**dict(zip(Seat.__struct_fields__, values, strict=True)))
        found[seat.id] = SeatRow(seat, version)
    return found


def write(tx: Transaction, new: Sequence[SeatRow], changed: Sequence[SeatRow]) -> None:
    names = Seat.__struct_fields__
    if new:
        rows = [{"version": row.version} | {name: getattr(row.seat, name) for name in names} for row in new]
        tx.execute(insert(seats), rows)
    if changed:
        columns: dict[str, BindParameter[Any]] = {
            name: bindparam(f"new_{name}") for name in (*names, "version") if name != "id"
        }
        rows = [
            {"key": row.seat.id, "new_version": row.version}
            | {f"new_{name}": getattr(row.seat, name) for name in names if name != "id"}
            for row in changed
        ]
        tx.execute(update(seats).where(seats.c.id == bindparam("key")).values(columns), rows)
