"""Bringing the database to this central's tables, once, whoever starts first."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import insert, inspect, select, text

from central.store.engine import Store, Transaction
from central.store.migrations import HEAD
from central.store.tables import access_head, dataset, feed_head
from desk.rules.ids import uuid7

_LOCK = 0x12345
"""The advisory lock that makes a second starter on PostgreSQL wait."""


class DatabaseTooNew(RuntimeError):
    """A newer central has changed the tables."""


def upgrade(store: Store, now_milliseconds: int) -> None:
    """Tables made or changed as needed; the first time, the dataset gets its name and its secrets."""
    with store.reading() as tx:
        if _revision(tx) == HEAD:
            return
    with store.writing() as tx:
        if not store.on_sqlite:
            tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = _revision(tx)
        if before == HEAD:
            return
        if before > HEAD:
            raise DatabaseTooNew(f"the database is of step {before}, this central knows {HEAD}; use the newer central")
        _run_steps(tx)
        if not before:
            _found(tx, now_milliseconds)


def _revision(tx: Transaction) -> str:
    if not inspect(tx).has_table("alembic_version"):
        return ""
    return str(tx.scalar(text("SELECT version_num FROM alembic_version")) or "")


def _run_steps(tx: Transaction) -> None:
    # Imported here because it takes a third of a second, and a start seldom needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = tx
    command.upgrade(config, "head")


def _found(tx: Transaction, now_milliseconds: int) -> None:
    if tx.scalar(select(dataset.c.id)) is not None:
        return
    tx.execute(
        insert(dataset),
        {
            "one": 1,
            "id": uuid7(now_milliseconds),
            "incarnation": 1,
            "reference": 0,
            "caller_salt": secrets.token_hex(16),
            "secret": secrets.token_bytes(32),
        },
    )
    tx.execute(insert(feed_head), {"one": 1, "seq": 0, "floor": 0})
    tx.execute(insert(access_head), {"one": 1, "seq": 0, "hash": ""})
