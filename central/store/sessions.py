"""Sessions, and the wrong passwords of the last minutes, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from central.store.engine import Transaction
from central.store.tables import sessions, wrong_passwords


@dataclass(frozen=True, slots=True)
class SessionRow:
    family: str
    number: str
    workstation: str
    extension: str
    generation: int
    rotated_at: datetime
    ends_at: datetime
    revoked: bool = False


def open_session(tx: Transaction, row: SessionRow) -> None:
    tx.execute(insert(sessions), {name: getattr(row, name) for name in SessionRow.__slots__})


def session(tx: Transaction, family: str, *, hold: bool = False) -> SessionRow | None:
    """`hold`: nobody else changes it until this transaction ends."""
    wanted = select(*(sessions.c[name] for name in SessionRow.__slots__)).where(sessions.c.family == family)
    row = tx.execute(wanted.with_for_update() if hold else wanted).first()
    return None if row is None else SessionRow(*row)


def rotate(tx: Transaction, family: str, generation: int, at: datetime) -> None:
    tx.execute(update(sessions).where(sessions.c.family == family).values(generation=generation, rotated_at=at))


def revoke(tx: Transaction, family: str) -> None:
    tx.execute(update(sessions).where(sessions.c.family == family).values(revoked=True))


def forget_ended(tx: Transaction, now: datetime) -> None:
    tx.execute(delete(sessions).where(sessions.c.ends_at < now))


@dataclass(frozen=True, slots=True)
class Wrong:
    """How many wrong passwords in a row, and when the last one."""

    count: int
    last_at: datetime


def wrong(tx: Transaction, number: str) -> Wrong | None:
    wanted = select(wrong_passwords.c.count, wrong_passwords.c.last_at).where(wrong_passwords.c.number == number)
    row = tx.execute(wanted).first()
    return None if row is None else Wrong(row[0], row[1])


def count_wrong(tx: Transaction, number: str, count: int, at: datetime, forget_before: datetime) -> None:
    """Whoever is not tried any more is forgotten, so that made-up numbers do not pile up."""
    gone = (wrong_passwords.c.number == number) | (wrong_passwords.c.last_at < forget_before)
    tx.execute(delete(wrong_passwords).where(gone))
    tx.execute(insert(wrong_passwords), {"number": number, "count": count, "last_at": at})


def clear_wrong(tx: Transaction, number: str) -> None:
    tx.execute(delete(wrong_passwords).where(wrong_passwords.c.number == number))
