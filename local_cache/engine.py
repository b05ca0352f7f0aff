"""SQLAlchemy's engine over SQLCipher: one connection, a raw key, every commit on the disk before it returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlcipher3 import dbapi2

from local_cache.errors import EngineTooOld

SAFE_SINCE = (3, 51, 3)
"""Before it, a checkpoint that races with another connection can reset the write-ahead log (fixed in this version)."""

KEY_BYTES = 32

PRAGMAS = (
    "locking_mode = EXCLUSIVE",  # a second desk on this cache is refused, and no shared memory file is needed
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "cache_size = -32768",
)


def check_engine(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """EngineTooOld where SQLite is older than is safe."""
    if version < SAFE_SINCE:
        raise EngineTooOld(".".join(map(str, version)))


def connect(file: Path, key: bytes) -> Any:
    """A driver connection with the key set, nothing read yet."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    # Transactions are begun and ended by the engine alone, never by the driver's guess.
    connection = dbapi2.connect(str(file), timeout=0.0, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def open_engine(file: Path, key: bytes) -> tuple[Engine, Connection]:
    """The engine with its one connection, which belongs to the calling thread. Raises what the driver raises."""
    check_engine()

    def opened() -> Any:
        connection = connect(file, key)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the exclusive lock
        except dbapi2.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=opened, module=dbapi2, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine, engine.connect()
