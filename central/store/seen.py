"""The acts central has seen, with the answer each was given, and the bodies of those it did not carry out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from central.store.engine import Transaction
from central.store.tables import kept, seen

_UNANSWERED = b""
_MANY = 500


@dataclass(frozen=True, slots=True)
class Known:
    """An act answered before: the fingerprint of its body and the answer, as JSON."""

    sha256: bytes
    outcome: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A body central did not carry out, whole."""

    act: str
    sha256: bytes
    body: bytes
    by: str
    code: str


def claim(tx: Transaction, fingerprints: Mapping[str, bytes], at: datetime) -> dict[str, Known]:
    """Claim these acts for this transaction; those answered before come back, the others are ours.

    A second transaction with one of them waits here until this one has ended.
    """
    ids = sorted(fingerprints)  # always in one order, so that two envelopes never wait for each other
    known: dict[str, Known] = {}
    for first in range(0, len(ids), _MANY):
        some = ids[first : first + _MANY]
        rows = [{"id": act, "sha256": fingerprints[act], "outcome": _UNANSWERED, "at": at} for act in some]
        tx.execute(_if_new(tx, seen), rows)
        found = select(seen.c.id, seen.c.sha256, seen.c.outcome).where(seen.c.id.in_(some))
        known |= {
            act: Known(bytes(sha256), bytes(outcome))
            for act, sha256, outcome in tx.execute(found)
            if bytes(outcome) != _UNANSWERED
        }
    return known


def answer(tx: Transaction, outcomes: Mapping[str, bytes]) -> None:
    """Write the answers (JSON) of the acts claimed."""
    if outcomes:
        written = update(seen).where(seen.c.id == bindparam("act")).values(outcome=bindparam("answer"))
        tx.execute(written, [{"act": act, "answer": outcome} for act, outcome in outcomes.items()])


def keep(tx: Transaction, bodies: Sequence[Kept], at: datetime) -> None:
    """Keep bodies; one already kept is left as it is."""
    if bodies:
        rows = [
            {"act": body.act, "sha256": body.sha256, "body": body.body, "by": body.by, "code": body.code, "at": at}
            for body in bodies
        ]
        tx.execute(_if_new(tx, kept), rows)


def kept_bodies(tx: Transaction, act: str) -> list[Kept]:
    """What is kept of an act, oldest first."""
    wanted = select(kept.c.act, kept.c.sha256, kept.c.body, kept.c.by, kept.c.code).where(kept.c.act == act)
    return [
        Kept(row.act, bytes(row.sha256), bytes(row.body), row.by, row.code)
        for row in tx.execute(wanted.order_by(kept.c.at))
    ]


def forget(tx: Transaction, before: datetime) -> None:
    """Drop answers older than `before`; kept bodies stay."""
    tx.execute(delete(seen).where(seen.c.at < before))


def _if_new(tx: Transaction, table: Table) -> Insert:
    if tx.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
