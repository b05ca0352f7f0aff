"""Who looked at what: lines that are only ever added, each sealed with the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import insert, select, update

from central.store.engine import Transaction
from central.store.tables import access_head, access_log


@dataclass(frozen=True, slots=True)
class Look:
    """`what`: what was done; `reason` in the words of who did it."""

    at: datetime
    who: str
    what: str
    order: str
    reason: str


def record(tx: Transaction, look: Look) -> None:
    previous = tx.execute(select(access_head.c.seq, access_head.c.hash).with_for_update()).one()
    seq, hashed = previous.seq + 1, _hash(previous.seq + 1, look, previous.hash)
    values = {name: getattr(look, name) for name in Look.__slots__}
    tx.execute(insert(access_log), values | {"seq": seq, "previous": previous.hash, "hash": hashed})
    tx.execute(update(access_head).values(seq=seq, hash=hashed))


def looks(tx: Transaction) -> list[Look]:
    """All of them, oldest first."""
    columns = (access_log.c[name] for name in Look.__slots__)
    return [Look(*row) for row in tx.execute(select(*columns).order_by(access_log.c.seq))]


def first_broken(tx: Transaction) -> int | None:
    """The first line that was changed, taken out or put in afterwards; None where the chain holds."""
    expected, before = 1, ""
    columns = (access_log.c[name] for name in (*Look.__slots__, "seq", "previous", "hash"))
    for *fields, seq, previous, hashed in tx.execute(select(*columns).order_by(access_log.c.seq)):
        if seq != expected or previous != before or hashed != _hash(seq, Look(*fields), previous):
            return expected
        expected, before = expected + 1, hashed
    head = tx.execute(select(access_head.c.seq, access_head.c.hash)).one()
    return None if (head.seq, head.hash) == (expected - 1, before) else expected


def _hash(seq: int, look: Look, previous: str) -> str:
    at = int(look.at.timestamp() * 1_000_000)
    told = [previous, seq, at, look.who, look.what, look.order, look.reason]
    return sha256(msgspec.json.encode(told)).hexdigest()
