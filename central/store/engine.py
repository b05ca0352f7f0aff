"""The database and its two kinds of transaction: one that reads a still picture, one that writes alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Row, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

Transaction = Connection
"""What the other rooms hand around without knowing it."""

AnyRow = Row[*tuple[Any, ...]]

T = TypeVar("T")

TRIES = 5
_BUSY_MILLISECONDS = 10_000
_CAN_BE_REPEATED = frozenset({"40001", "40P01"})  # serialization failure, deadlock


class BadAddress(ValueError):
    """The database's address names nothing central can use."""


class WriteClash(Exception):
    """The transaction met another one, or a value the tables do not take; nothing of it is left."""


class StoreAway(Exception):
    """The database does not answer."""


def address_of(text: str) -> URL:
    """The address with the driver central uses; BadAddress for anything but SQLite files and PostgreSQL."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise BadAddress("not a database address; use sqlite:///file.db or postgresql://user@host/name") from error
    name = url.get_backend_name()
    if name == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if name == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite+pysqlite")
    raise BadAddress(f"{url.drivername} is not a database central can use; sqlite:///file.db or postgresql://")


class Store:
    """One database. Thread-safe; `close` when done."""

    def __init__(self, address: str) -> None:
        url = address_of(address)
        self.on_sqlite = url.get_backend_name() == "sqlite"
        self.place = url.render_as_string(hide_password=True)
        self._one_writer = threading.Lock()
        if self.on_sqlite:
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000}, max_overflow=40)
            event.listen(engine, "connect", _sqlite_connected)
            event.listen(engine, "begin", _sqlite_begins)
            self._reading = engine
            self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        else:
            engine = create_engine(url, max_overflow=20, pool_pre_ping=True, connect_args={"connect_timeout": 10})
            self._reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self._writing = engine.execution_options(isolation_level="READ COMMITTED")
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A still picture of one moment."""
        with _answering(), self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """All or nothing; WriteClash when it may be tried again. On SQLite nobody else writes meanwhile."""
        with self._turn(), _answering(), self._writing.connect() as connection, connection.begin():
            yield connection

    def write(self, work: Callable[[Transaction], T]) -> T:
        """What `work` gives, done again from its beginning where it met another transaction; WriteClash in the end."""
        for _ in range(TRIES - 1):
            try:
                with self.writing() as tx:
                    return work(tx)
            except WriteClash:
                continue
        with self.writing() as tx:
            return work(tx)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.on_sqlite:
            yield
            return
        with self._one_writer:
            yield

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in _CAN_BE_REPEATED or "database is locked" in str(error.orig):
            raise WriteClash(type(error.orig).__name__) from error
        raise StoreAway(type(error.orig).__name__) from error
    except IntegrityError as error:
        raise WriteClash(type(error.orig).__name__) from error
    except DBAPIError as error:
        raise (StoreAway if error.connection_invalidated else WriteClash)(type(error.orig).__name__) from error


def _sqlite_connected(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late for a still picture
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MILLISECONDS}",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begins(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("begin", "BEGIN")))
