"""Reference records: units, divisions, categories, colleagues, articles; and the colleagues' passwords."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import func, insert, select, update

from central.city import City, city_of
from central.scopes import ALL, reader_of
from central.store import feed
from central.store.dataset import read_dataset
from central.store.engine import Transaction
from central.store.tables import dataset, reference, staff_keys
from desk.wire.feed import Operation
from desk.wire.records import RECORDS, Kind, Record, Staff

KINDS = (Kind.DIVISION, Kind.CATEGORY, Kind.UNIT, Kind.STAFF, Kind.ARTICLE)

_KIND_OF = {shape: kind for kind, shape in RECORDS.items()}


def put(tx: Transaction, records: Sequence[Record], at: datetime) -> None:
    """Write these, new or changed, and tell everybody. Takes feed numbers: to be called last in its transaction."""
    lines: list[feed.Line] = []
    new: list[dict[str, object]] = []
    known = tx.execute(select(reference.c.kind, reference.c.id, reference.c.version))
    versions = {(kind, key): version for kind, key, version in known}
    for record in records:
        kind = _KIND_OF[type(record)]
        version = versions.get((kind.value, record.id), 0) + 1
        body = msgspec.json.encode(record)
        if version == 1:
            new.append({"kind": kind.value, "id": record.id, "version": version, "record": body})
        else:
            if isinstance(record, Staff):
                _mind_scopes(tx, record)
            here = (reference.c.kind == kind.value) & (reference.c.id == record.id)
            tx.execute(update(reference).where(here).values(version=version, record=body))
        lines.append(feed.Line(ALL, Operation.PUT, kind.value, record.id, version))
    if new:
        tx.execute(insert(reference), new)
    tx.execute(update(dataset).values(reference=dataset.c.reference + 1))
    feed.append(tx, lines, at)


def _mind_scopes(tx: Transaction, staff: Staff) -> None:
    """A colleague whose scopes change must start over: what was sent for the old ones has to go."""
    here = (reference.c.kind == Kind.STAFF.value) & (reference.c.id == staff.id)
    before = tx.execute(select(reference.c.record).where(here)).scalar_one()
    if reader_of(msgspec.json.decode(before, type=Staff)) != reader_of(staff):
        epoch = staff_keys.c.scope_epoch
        tx.execute(update(staff_keys).where(staff_keys.c.number == staff.id).values(scope_epoch=epoch + 1))


def read(tx: Transaction) -> list[Record]:
    """All of them, by kind and id."""
    wanted = select(reference.c.kind, reference.c.record).order_by(reference.c.kind, reference.c.id)
    return [msgspec.json.decode(body, type=RECORDS[Kind(kind)]) for kind, body in tx.execute(wanted)]


def is_empty(tx: Transaction) -> bool:
    return not tx.scalar(select(func.count()).select_from(reference))


class CityOf:
    """The city as the database has it, read again only when it has changed."""

    def __init__(self) -> None:
        self._city: City | None = None

    def read(self, tx: Transaction) -> City:
        version = read_dataset(tx).reference
        city = self._city
        if city is None or city.version != version:
            city = self._city = city_of(version, read(tx))
        return city


def set_passwords(tx: Transaction, staff: Sequence[Staff], password: str) -> None:
    """Give new colleagues the (hashed) password."""
    tx.execute(insert(staff_keys), [{"number": member.id, "password": password, "scope_epoch": 1} for member in staff])


def password_of(tx: Transaction, number: str) -> str | None:
    """The hash; None for a number nobody has."""
    return tx.scalar(select(staff_keys.c.password).where(staff_keys.c.number == number))


def scope_epoch_of(tx: Transaction, number: str) -> int:
    """Counts how often this colleague's scopes have changed; 0 for a stranger."""
    return tx.scalar(select(staff_keys.c.scope_epoch).where(staff_keys.c.number == number)) or 0
