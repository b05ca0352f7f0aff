"""Signing in, staying signed in, and signing out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from central.passwords import matches
from central.scopes import reader_of
from central.store import orders as order_rows
from central.store import sessions
from central.store.dataset import read_dataset
from central.store.engine import Store, Transaction
from central.store.reference import CityOf, password_of, scope_epoch_of
from central.store.sessions import SessionRow
from central.tokens import (
    ACCESS_LIVES,
    REFRESH_GRACE,
    SESSION_LIVES,
    access_token,
    read_token,
    refresh_token,
)
from desk.rules import text
from desk.rules.calendar import CHINA
from desk.rules.errors import Refusal
from desk.rules.ids import OrderNumber, uuid7
from desk.rules.number import serial_of
from desk.wire.records import Staff
from desk.wire.session import Session, SignIn

MOST_WRONG = 5
LOCKED = timedelta(minutes=10)
_NAME_LENGTH = 64


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who asks, by an access token that holds."""

    staff: Staff
    family: str


def sign_in(store: Store, city: CityOf, request: SignIn, now: datetime) -> Session:
    """A new session. Refusal `bad_password` (an unknown number too) or, after too many of them, `locked_out`."""
    number = text.clean(request.number)[:_NAME_LENGTH]
    with store.reading() as tx:
        _check_lock(tx, number, now)
        known = password_of(tx, number)
        staff = city.read(tx).staff.get(number)
    right = matches(request.password, known) and staff is not None and staff.active
    if not right or staff is None:
        store.write(lambda tx: _count_wrong(tx, number, now))
        raise Refusal("bad_password")
    row = SessionRow(
        family=uuid7(int(now.timestamp() * 1000)),
        number=number,
        workstation=text.clean(request.workstation)[:_NAME_LENGTH],
        extension=text.clean(request.extension)[:_NAME_LENGTH],
        generation=1,
        rotated_at=now,
        ends_at=now + SESSION_LIVES,
    )
    return store.write(lambda tx: _open(tx, row, staff, now))


def _count_wrong(tx: Transaction, number: str, now: datetime) -> None:
    before = sessions.wrong(tx, number)
    count = before.count + 1 if before and now - before.last_at < LOCKED else 1
    sessions.count_wrong(tx, number, count, now, now - LOCKED)


def _open(tx: Transaction, row: SessionRow, staff: Staff, now: datetime) -> Session:
    _check_lock(tx, row.number, now)  # again: many may have guessed while this password was being checked
    sessions.clear_wrong(tx, row.number)
    sessions.forget_ended(tx, now)
    sessions.open_session(tx, row)
    return _session(tx, row, staff, now)


def refresh(store: Store, city: CityOf, token: str, now: datetime) -> Session:
    """The next pair of tokens. An older token than the last ends the whole session: somebody has copied it."""
    renewed = store.write(lambda tx: _renewed(tx, city, token, now))
    if renewed is None:
        raise Refusal("session_ended")
    return renewed


def _renewed(tx: Transaction, city: CityOf, token: str, now: datetime) -> Session | None:
    named = read_token(token, "refresh", read_dataset(tx).secret, now)
    row = sessions.session(tx, named.family, hold=True) if named else None
    if named is None or row is None or row.revoked:
        return None
    staff = city.read(tx).staff.get(row.number)
    lost_answer = named.generation == row.generation - 1 and now - row.rotated_at <= REFRESH_GRACE
    if staff is None or not staff.active or not (named.generation == row.generation or lost_answer):
        sessions.revoke(tx, row.family)
        return None
    if not lost_answer:
        row = replace(row, generation=row.generation + 1, rotated_at=now)
        sessions.rotate(tx, row.family, row.generation, now)
    return _session(tx, row, staff, now)


def sign_out(store: Store, family: str) -> None:
    store.write(lambda tx: sessions.revoke(tx, family))


def signed_in(tx: Transaction, city: CityOf, token: str, now: datetime) -> SignedIn:
    """Who this access token stands for; Refusal `session_ended` where it does not hold (any more)."""
    named = read_token(token, "access", read_dataset(tx).secret, now)
    if named is not None:
        who = still_signed_in(tx, city, named.family, now)
        if who is not None:
            return who
    raise Refusal("session_ended")


def still_signed_in(tx: Transaction, city: CityOf, family: str, now: datetime) -> SignedIn | None:
    row = sessions.session(tx, family)
    if row is None or row.revoked or row.ends_at <= now:
        return None
    staff = city.read(tx).staff.get(row.number)
    return SignedIn(staff, family) if staff is not None and staff.active else None


def _check_lock(tx: Transaction, number: str, now: datetime) -> None:
    wrong = sessions.wrong(tx, number)
    if wrong is None or wrong.count < MOST_WRONG or now - wrong.last_at >= LOCKED:
        return
    left = LOCKED - (now - wrong.last_at)
    raise Refusal("locked_out", minutes=max(1, -(-int(left.total_seconds()) // 60)))


def _session(tx: Transaction, row: SessionRow, staff: Staff, now: datetime) -> Session:
    dataset = read_dataset(tx)
    reader = reader_of(staff)
    highest = order_rows.highest_number(tx, f"{now.astimezone(CHINA):%y%m%d}{row.number}")
    return Session(
        access=access_token(row.family, row.generation, row.rotated_at, dataset.secret),
        access_expires_at=(row.rotated_at + ACCESS_LIVES).astimezone(CHINA),
        refresh=refresh_token(row.family, row.generation, row.ends_at, dataset.secret),
        staff=staff,
        scopes=reader.scopes,
        scope_epoch=scope_epoch_of(tx, row.number),
        serial=serial_of(OrderNumber(highest)) if highest else 0,
        caller_salt=dataset.caller_salt if reader.hotline else "",
        now=now,
    )
