"""The one thread that touches the database: jobs go in, answers come out, and every commit is told to who listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from desk.ports import Changed
from desk.rules.errors import CacheUnreadable
from local_cache.answers import answered
from local_cache.journal import Journal, Note

T = TypeVar("T")


@dataclass(slots=True)
class Touched:
    """Filled by a writing job: what its commit changes, and what the journal must hold before it."""

    orders: set[str] = field(default_factory=set)
    seats: bool = False
    reference: bool = False
    outbox: bool = False
    drafts: bool = False
    notes: list[Note] = field(default_factory=list)

    def changed(self) -> Changed:
        return Changed(frozenset(self.orders), self.seats, self.reference, self.outbox, self.drafts)


class Store:
    """Jobs run one after the other on the thread that opened the engine; keep each under 50 ms, a save may wait behind it."""

    def __init__(
        self, engine: Engine, connection: Connection, journal: Journal, thread: ThreadPoolExecutor, suspect: Path
    ) -> None:
        self._engine = engine
        self._connection = connection
        self._journal = journal
        self._thread = thread
        self._suspect = suspect
        self._listeners: list[Callable[[Changed], None]] = []
        self._closed = False

    async def read(self, job: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, job)

    async def write(self, job: Callable[[Connection, Touched], T]) -> T:
        """One transaction; it stands, on the disk, when this returns. DiskFull and CacheUnreadable leave all as it was."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._write, job, loop)

    def listen(self, heard: Callable[[Changed], None]) -> Callable[[], None]:
        self._listeners.append(heard)

        def stop() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return stop

    async def close(self) -> None:
        """After the jobs already given; closing a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self._shut)
        self._thread.shutdown()

    def _read(self, job: Callable[[Connection], T]) -> T:
        with self._watched(), self._connection.begin():
            return job(self._connection)

    def _write(self, job: Callable[[Connection, Touched], T], loop: asyncio.AbstractEventLoop) -> T:
        touched = Touched()
        with self._watched(), self._journal.kept_if_committed(touched.notes), self._connection.begin():
            answer = job(self._connection, touched)
            self._journal.append(touched.notes)
        changed = touched.changed()
        if changed != Changed() and not loop.is_closed():
            loop.call_soon_threadsafe(self._tell, changed)
        return answer

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """A damaged page met on the way is remembered beside the file, so that the next start looks at all of it."""
        try:
            with answered():
                yield
        except CacheUnreadable:
            self._suspect.touch()
            raise

    def _tell(self, changed: Changed) -> None:
        for heard in tuple(self._listeners):
            heard(changed)

    def _shut(self) -> None:
        self._journal.close()
        self._connection.close()
        self._engine.dispose()
