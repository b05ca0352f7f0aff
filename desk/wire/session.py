"""Signing in: what is sent and what comes back, and how an error travels."""

from __future__ import annotations

from datetime import datetime

import msgspec

from desk.wire.records import Staff


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    number: str
    password: str
    workstation: str
    extension: str = ""


class Refresh(msgspec.Struct, frozen=True, kw_only=True):
    refresh: str


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """`access` lives minutes, in memory; `refresh` is rotated at each use. `serial`: the highest order serial used today."""

    access: str
    access_expires_at: datetime
    refresh: str
    staff: Staff
    scopes: tuple[str, ...]
    scope_epoch: int
    serial: int
    caller_salt: str
    now: datetime


class Reveal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a masked name and number are looked at."""

    reason: str


class Revealed(msgspec.Struct, frozen=True, kw_only=True):
    contact_name: str
    contact_phone: str
    line_phone: str


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of every answer that is no success: a code of the refusals' table, its sentence and facts."""

    code: str
    sentence: str
    field: str = ""
    facts: dict[str, str] = {}
