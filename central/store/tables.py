"""The tables of central, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from desk.rules.calendar import CHINA, EPOCH

_MICROSECOND = timedelta(microseconds=1)
_EPOCH_HERE = EPOCH.astimezone(CHINA)


class Instant(TypeDecorator[datetime]):
    """An aware time as whole microseconds since 1970; comes back in the service's time zone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH_HERE + timedelta(microseconds=value)


metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="", server_default="")


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, default=0, server_default="0")


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


dataset = Table(
    "dataset",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("reference", Integer, nullable=False),
    Column("caller_salt", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
)

feed_head = Table(
    "feed_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("floor", BigInteger, nullable=False),
)

change_log = Table(
    "change_log",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    Column("scope", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    _text("act"),
    Column("at", Instant, nullable=False),
    Index("change_log_scope", "scope", "seq"),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    *(_text(name) for name in ("appeal", "urgency", "channel", "title", "content", "place")),
    *(_text(name) for name in ("division", "division_name", "category", "category_name", "unit", "unit_name")),
    *(_text(name) for name in ("contact_name", "contact_phone", "line_phone", "caller_key")),
    *(_flag(name) for name in ("confidential", "anonymous", "wants_call_back")),
    *(_text(name) for name in ("holder", "holder_name", "accepted_by", "accepted_by_name")),
    Column("accepted_at", Instant, nullable=False),
    *(Column(name, Instant) for name in ("dispatched_at", "signed_at", "replied_at", "closed_at")),
    *(Column(name, Instant) for name in ("handle_due_at", "due_at")),
    _text("due_step"),
    Column("due_from", Instant),
    *(_count(name) for name in ("urge_count", "return_count", "redo_count", "attempts", "failed_attempts")),
    Column("next_attempt_at", Instant),
    *(_flag(name) for name in ("appointment", "unreached")),
    _text("reply"),
    Column("contacted", Boolean),
    *(_text(name) for name in ("solved", "satisfaction")),
    Column("justified", Boolean),
    Column("field_versions", Text, nullable=False),
    Index("orders_state", "state", "holder"),
    Index("orders_unit", "unit", "id"),
    Index("orders_holder", "holder", "state"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("order", Text, ForeignKey("orders.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    *(_text(name) for name in ("by", "by_name", "words", "facts")),
    Column("limit_at", Instant),
    _flag("late"),
    _text("act"),
    Index("entries_order", "order"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("order", Text, ForeignKey("orders.id"), nullable=False),
    Column("field", Text, nullable=False),
    *(_text(name) for name in ("mine", "mine_by")),
    Column("mine_at", Instant, nullable=False),
    *(_text(name) for name in ("theirs", "theirs_by")),
    Column("theirs_at", Instant),
    _flag("open"),
    Index("conflicts_order", "order"),
)

seats = Table(
    "seats",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False),
    *(_text(name) for name in ("reason", "extension")),
)

reference = Table(
    "reference",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

staff_keys = Table(
    "staff_keys",
    metadata,
    Column("number", Text, primary_key=True),
    Column("password", Text, nullable=False),
    Column("scope_epoch", Integer, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", LargeBinary, nullable=False),
    Column("outcome", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    Index("seen_at", "at"),
)

kept = Table(
    "kept",
    metadata,
    Column("act", Text, primary_key=True),
    Column("sha256", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("by", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("family", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("extension", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("rotated_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    _flag("revoked"),
)

wrong_passwords = Table(
    "wrong_passwords",
    metadata,
    Column("number", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
)

access_log = Table(
    "access_log",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("order", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

access_head = Table(
    "access_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)
