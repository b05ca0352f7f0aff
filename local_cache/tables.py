"""The tables as SQLAlchemy Core sees them (made by `schema` and `migrations`; a test holds the two together)."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

tables = MetaData()

kv = Table("kv", tables, Column("name", String, primary_key=True), Column("value", String))

base = Table(
    "base",
    tables,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("version", Integer),
    Column("order_id", String),
    Column("mark", Integer),
    Column("data", LargeBinary),
)

outbox = Table(
    "outbox",
    tables,
    Column("id", String, primary_key=True),
    Column("seq", Integer),
    Column("lane", String),
    Column("kind", String),
    Column("data", LargeBinary),
    Column("actor", LargeBinary),
    Column("state", String),
    Column("tries", Integer),
    Column("not_before", Integer),
    Column("landed", Integer),
    Column("effect_seq", Integer),
    Column("outcome", LargeBinary),
    Column("number", String),
    Column("title", String),
)

filed = Table(
    "filed",
    tables,
    Column("id", String, primary_key=True),
    Column("seq", Integer),
    Column("why", String),
    Column("at", Integer),
    Column("data", LargeBinary),
    Column("actor", LargeBinary),
    Column("outcome", LargeBinary),
)

serial = Table(
    "serial",
    tables,
    Column("day", String, primary_key=True),
    Column("seat", String, primary_key=True),
    Column("last", Integer),
)

draft = Table(
    "draft",
    tables,
    Column("id", String, primary_key=True),
    Column("page", String),
    Column("title", String),
    Column("fields", LargeBinary),
    Column("saved_at", String),
)

shown = Table(
    "shown",
    tables,
    Column("row", Integer, primary_key=True),
    Column("id", String),
    Column("number", String),
    Column("state", String),
    Column("open", Integer),
    Column("holder", String),
    Column("accepted_by", String),
    Column("due_at", Integer),
    Column("accepted_at", Integer),
    Column("next_attempt_at", Integer),
    Column("closed_at", Integer),
    Column("caller_key", String),
    Column("division", String),
    Column("unit", String),
    Column("data", LargeBinary),
)

searched = Table("searched", tables, Column("row", Integer, primary_key=True), Column("folded", String))

tally = Table(
    "tally",
    tables,
    Column("side", String, primary_key=True),
    Column("who", String, primary_key=True),
    Column("state", String, primary_key=True),
    Column("n", Integer),
)
