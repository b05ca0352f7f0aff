"""Orders, entries and pages to feed a cache with, a clock that stands still, and a vault that lives in memory."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from desk.rules.acts import Intake
from desk.rules.calendar import CHINA
from desk.rules.errors import Outage
from desk.rules.ids import StaffNumber
from desk.rules.order import State
from desk.rules.roles import Actor, Role
from desk.wire.feed import Change, Operation, Page
from desk.wire.records import RECORDS, Kind, Order, Record, TimelineEntry
from local_cache.keys import Cost
from local_cache.open import LocalCache, open_cache

NOW = datetime(2026, 9, 18, 10, 0, tzinfo=CHINA)
KEY = bytes(range(32))
WORKSTATION = "ws-1"
SALT = "pepper"
QUICK = Cost(rounds=1, memory=64, lanes=1)

ZHANG = Actor(StaffNumber("01023"), "张敏", frozenset({Role.SEAT, Role.LEAD, Role.CALL_BACK}))
LI = Actor(StaffNumber("01024"), "李强", frozenset({Role.SEAT}))


@dataclass
class StillClock:
    """A clock that a test moves by hand."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


class Locked(Outage):
    """The vault's way to say it does not open."""


@dataclass
class MemoryVault:
    """A keyring in memory: `there` whether one is usable at all, `locked` whether it refuses just now."""

    there: bool = True
    locked: bool = False
    secrets: dict[str, str] = field(default_factory=dict)
    name: str = "memory"

    def usable(self) -> bool:
        return self.there

    def get(self, name: str) -> str | None:
        if self.locked:
            raise Locked
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        if self.locked:
            raise Locked
        self.secrets[name] = secret

    def forget(self, name: str) -> None:
        self.secrets.pop(name, None)


async def opened(folder: Path, key: bytes = KEY, clock: StillClock | None = None) -> LocalCache:
    """A cache with somebody signed in."""
    local = await open_cache(folder, key, WORKSTATION, clock or StillClock())
    await local.use(ZHANG, SALT)
    return local


def order(name: str, **fields: object) -> Order:
    number = f"260918{zlib.crc32(name.encode()) % 10**9:09d}"
    usual: dict[str, object] = {
        "number": number,
        "version": 1,
        "state": State.ACCEPTED.value,
        "title": "小区停水",
        "content": "幸福里小区三号楼停水两天",
        "place": "幸福里小区",
        "division": "320505001001",
        "holder": ZHANG.number,
        "accepted_by": ZHANG.number,
        "accepted_at": NOW - timedelta(hours=3),
        "due_at": NOW + timedelta(hours=2),
        "due_step": "dispatch",
        "due_from": NOW - timedelta(hours=3),
    }
    return msgspec.convert({"id": name} | usual | fields, Order)


def entry(name: str, order_id: str, act: str = "", kind: str = "add_note") -> TimelineEntry:
    return TimelineEntry(id=name, order=order_id, kind=kind, at=NOW, words="说明", act=act)


KINDS = {record: kind for kind, record in RECORDS.items()}


def put(seq: int, record: Record, version: int = 1) -> Change:
    return Change(
        seq=seq,
        scope="hotline",
        op=Operation.PUT,
        kind=KINDS[type(record)],
        id=record.id,
        version=record.version if isinstance(record, Order) else version,
        data=msgspec.Raw(msgspec.json.encode(record)),
    )


def remove(seq: int, record_id: str, kind: Kind = Kind.ORDER) -> Change:
    return Change(seq=seq, scope="hotline", op=Operation.REMOVE, kind=kind, id=record_id)


def page(changes: Sequence[Change], previous: str, cursor: str, **fields: object) -> Page:
    """A page of central's feed; `at` and `head` follow from its last change unless given."""
    last = max((change.seq for change in changes), default=0)
    usual: dict[str, object] = {"dataset": "set", "incarnation": 1, "scope_epoch": 1, "head": last, "at": last}
    return Page(previous=previous, cursor=cursor, changes=tuple(changes), **(usual | fields))  # type: ignore[arg-type]  # the fields of a page, by name


async def feed(local: LocalCache, *changes: Change, **fields: object) -> None:
    """One more page from where the replica stands."""
    at = await local.replica.position()
    await local.replica.apply(page(changes, at.cursor, f"{int(at.cursor or 0) + 1}", **fields))


def intake(number: str = "260918010230001", **fields: object) -> Intake:
    usual: dict[str, object] = {
        "then": State.ACCEPTED,
        "content": "平江路路灯不亮",
        "contact_name": "王小明",
        "contact_phone": "13812345678",
        "line_phone": "13812345678",
    }
    return Intake(number=number, **(usual | fields))  # type: ignore[arg-type]  # the fields of the form, by name
