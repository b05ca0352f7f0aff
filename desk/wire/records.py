"""The records of the feed: what central sends and the seat keeps, each with an id and a version."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """The kinds of record."""

    ORDER = "order"
    ENTRY = "entry"
    CONTACT = "contact"
    CONFLICT = "conflict"
    SEAT = "seat"
    STAFF = "staff"
    UNIT = "unit"
    DIVISION = "division"
    CATEGORY = "category"
    ARTICLE = "article"


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A work order. Names and numbers of citizens are masked; `caller_key` links a citizen's calls."""

    id: str
    number: str
    version: int = 0
    state: str
    appeal: str = "2"
    urgency: str = "1"
    channel: str = "phone"
    title: str = ""
    content: str = ""
    place: str = ""
    division: str = ""
    division_name: str = ""
    category: str = ""
    category_name: str = ""
    unit: str = ""
    unit_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    line_phone: str = ""
    caller_key: str = ""
    confidential: bool = False
    anonymous: bool = False
    wants_call_back: bool = True
    holder: str = ""
    holder_name: str = ""
    accepted_by: str = ""
    accepted_by_name: str = ""
    accepted_at: datetime
    dispatched_at: datetime | None = None
    signed_at: datetime | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    handle_due_at: datetime | None = None
    due_at: datetime | None = None
    due_step: str = ""
    due_from: datetime | None = None
    urge_count: int = 0
    return_count: int = 0
    redo_count: int = 0
    attempts: int = 0
    failed_attempts: int = 0
    next_attempt_at: datetime | None = None
    appointment: bool = False
    unreached: bool = False
    reply: str = ""
    contacted: bool | None = None
    solved: str = ""
    satisfaction: str = ""
    justified: bool | None = None


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of an order's timeline; only ever added. `limit_at`: by when it had to be done. `late`: came after a move."""

    id: str
    order: str
    kind: str
    at: datetime
    by: str = ""
    by_name: str = ""
    words: str = ""
    facts: dict[str, str] = {}
    limit_at: datetime | None = None
    late: bool = False
    act: str = ""


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The clear name and number of one order's citizen, sent only to the seat that is to call back; id = order id."""

    id: str
    name: str = ""
    phone: str = ""


class Conflict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field two people changed: both values, until the order's holder chooses. id = act id + ':' + field."""

    id: str
    order: str
    field: str
    mine: str
    mine_by: str = ""
    mine_at: datetime
    theirs: str = ""
    theirs_by: str = ""
    theirs_at: datetime | None = None
    open: bool = True


class Seat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A seat as the lead sees it; id = staff number."""

    id: str
    state: str
    since: datetime
    reason: str = ""
    extension: str = ""


class Staff(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A colleague; id = staff number."""

    id: str
    name: str
    roles: tuple[str, ...]
    unit: str = ""
    team: str = ""
    extension: str = ""
    active: bool = True


class Unit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A unit that handles orders; id = its code. `duties`: words of what it answers for."""

    id: str
    name: str
    level: str
    division: str
    duties: tuple[str, ...] = ()


class Division(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A division of the city; id = its code; level: city, district, town, village."""

    id: str
    name: str
    level: str
    parent: str = ""


class Category(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A leaf of the category tree; id = its code; `path` from the root."""

    id: str
    path: tuple[str, ...]


class Article(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A knowledge article the agent may answer from, until `valid_until` (a date, ISO)."""

    id: str
    title: str
    answer: str
    valid_until: str = ""
    category: str = ""
    keywords: tuple[str, ...] = ()


Record = Order | TimelineEntry | Contact | Conflict | Seat | Staff | Unit | Division | Category | Article

RECORDS: dict[Kind, type[Record]] = {
    Kind.ORDER: Order,
    Kind.ENTRY: TimelineEntry,
    Kind.CONTACT: Contact,
    Kind.CONFLICT: Conflict,
    Kind.SEAT: Seat,
    Kind.STAFF: Staff,
    Kind.UNIT: Unit,
    Kind.DIVISION: Division,
    Kind.CATEGORY: Category,
    Kind.ARTICLE: Article,
}
