"""Opening the cache: a sound file as it is, an old one brought up to date, a damaged one kept aside and made good."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from desk.ports import Clock
from desk.rules.deadline import LimitBook, default_limits
from desk.rules.errors import CacheUnreadable
from desk.rules.roles import Actor
from local_cache import migrations, settling
from local_cache.answers import answered
from local_cache.cache import ShownCache
from local_cache.drafts import SavedDrafts
from local_cache.engine import check_engine, open_engine
from local_cache.files import copy_aside, copy_file, set_aside
from local_cache.journal import Journal
from local_cache.keys import DATABASE, JOURNAL
from local_cache.outbox import ActOutbox
from local_cache.projection import Projection
from local_cache.prune import prune
from local_cache.recovery import recover
from local_cache.replica import FedReplica
from local_cache.salvage import Salvage, salvage
from local_cache.store import Store
from local_cache.tables import draft, outbox, serial, tally
from local_cache.tables import kv as kv_table
from local_cache.times import milliseconds

SUSPECT = "desk.db-suspect"
"""Stands beside the database once a damaged page was met while working: the next start reads all of it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening had to do: damaged files now kept under these names, and how many acts were brought back."""

    set_aside: tuple[Path, ...] = ()
    recovered: int = 0


class LocalCache:
    """The four ports of one workstation's cache, over one store."""

    def __init__(self, store: Store, projection: Projection, workstation: str, clock: Clock, opening: Opening) -> None:
        self.opening = opening
        self.cache = ShownCache(store, projection)
        self.outbox = ActOutbox(store, projection, workstation, clock)
        self.drafts = SavedDrafts(store)
        self.replica = FedReplica(store, projection, clock)
        self._store = store

    async def use(self, actor: Actor, caller_salt: str) -> None:
        """From now on acts are this operator's; `caller_salt` links callers on orders central has not numbered yet."""
        self.outbox.use(actor)
        await self.replica.use_salt(caller_salt)

    async def prune(self, closed_before: datetime) -> int:
        """Forget the content of orders closed before this moment; how many. Their ids stay until central removes them."""
        return await prune(self._store, closed_before)

    async def forget_all(self) -> None:
        """Central's rows and the cursor go; the outbox, the drafts and what was remembered stay."""
        at = await self.replica.position()
        await self.replica.start_over(at.dataset, at.incarnation, at.scope_epoch)

    async def close(self) -> None:
        await self._store.close()


async def open_cache(
    folder: Path, key: bytes, workstation: str, clock: Clock, limits: LimitBook | None = None
) -> LocalCache:
    """Open the cache in `folder`, made if it is not there.

    CacheInUse, CacheTooNew, EngineTooOld and DiskFull leave everything as it is. A damaged file, or one that this key
    does not open, is renamed and a new one begins with every act that waits.
    """
    check_engine()
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="local-cache")
    projection = Projection(limits or default_limits())
    with ExitStack() as undo:
        undo.callback(thread.shutdown)
        loop = asyncio.get_running_loop()
        opened = await loop.run_in_executor(thread, _open, folder, key, projection, clock.now())
        undo.pop_all()
    engine, connection, journal, opening = opened
    store = Store(engine, connection, journal, thread, folder / SUSPECT)
    return LocalCache(store, projection, workstation, clock, opening)


def _open(
    folder: Path, key: bytes, projection: Projection, now: datetime
) -> tuple[Engine, Connection, Journal, Opening]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file, found, aside = folder / DATABASE, Salvage(), list[Path]()
    try:
        engine, connection = _sound(file, key)
    except CacheUnreadable:
        found = salvage(file, key)
        aside += set_aside([file, folder / f"{DATABASE}-wal"], now)
        (folder / SUSPECT).unlink(missing_ok=True)
        engine, connection = _sound(file, key)
    with ExitStack() as undo, answered():
        undo.callback(engine.dispose)
        undo.callback(connection.close)
        journal = Journal(folder / JOURNAL, key)
        undo.callback(journal.close)
        if journal.unreadable:
            aside.append(copy_aside(folder / JOURNAL, now))
        recovered = recover(connection, journal, found, projection)
        with connection.begin():
            settling.forget_old(connection, milliseconds(now))
        undo.pop_all()
    return engine, connection, journal, Opening(tuple(aside), recovered)


def _sound(file: Path, key: bytes) -> tuple[Engine, Connection]:
    """The open database, of today's shape; CacheUnreadable when any part that matters does not read."""
    with ExitStack() as undo, answered():
        engine, connection = open_engine(file, key)
        undo.callback(engine.dispose)
        undo.callback(connection.close)
        with connection.begin():
            version = migrations.version_of(connection)
        steps = migrations.to_take(version, migrations.STEPS)
        if steps and version:
            undo.close()  # closing folds the write-ahead log into the file, which is then copied whole
            copy_file(file, file.with_name(f"{file.name}.before-{steps[-1].version}"))
            engine, connection = open_engine(file, key)
            undo.callback(engine.dispose)
            undo.callback(connection.close)
        migrations.take(connection, steps)
        _look_over(connection, file.with_name(SUSPECT))
        undo.pop_all()
    return engine, connection


def _look_over(connection: Connection, suspect: Path) -> None:
    """Read the operators' own rows, which nothing else could replace; all pages if a damaged one was met before."""
    with connection.begin():
        for table in (kv_table, outbox, serial, draft, tally):
            connection.execute(select(table)).all()
        if suspect.exists():
            damage = [*connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars()]
            damage += [said for said in connection.exec_driver_sql("PRAGMA quick_check").scalars() if said != "ok"]
            if damage:
                raise CacheUnreadable(damage[0])
    suspect.unlink(missing_ok=True)
