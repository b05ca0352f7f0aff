"""What happens, as it happens: one look at the feed for the whole process, fanned out to every stream."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from central.pages import Now, wanted_by
from central.store import feed
from central.store.current import Current, current
from central.store.engine import Store, StoreAway, WriteClash
from central.store.feed import Logged
from desk.wire.records import Kind

_log = logging.getLogger("central.live")

_REMEMBERED = 256
_ROWS = 2000
_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Batch:
    """The log's rows after `after` up to `reached`, of all scopes, and the records they speak of as they stand."""

    after: int
    reached: int
    rows: Sequence[Logged]
    now: Now


class Live:
    """`head` is how far the streams have been told. Use from the loop it runs in; `poke` from any thread."""

    def __init__(self, store: Store, look_every: float) -> None:
        self._store = store
        self._look_every = look_every
        self._batches: deque[Batch] = deque(maxlen=_REMEMBERED)
        self._news = asyncio.Event()
        self._poked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.head = 0
        self.closing = False
        self.streams = 0

    async def begin(self) -> None:
        """Take the feed's head as the place to start from."""
        self._loop = asyncio.get_running_loop()
        self.head = await asyncio.to_thread(self._look)

    async def run(self) -> None:
        """Until `close`. A database that does not answer is asked again."""
        while not self.closing:
            await self._pause(self._look_every)
            try:
                while batch := await asyncio.to_thread(self._after, self.head):
                    self._tell(batch)
            except (StoreAway, WriteClash) as trouble:
                _log.warning("the feed cannot be read", extra={"facts": {"why": str(trouble)}})
                await asyncio.sleep(_PAUSE)

    def poke(self) -> None:
        """Something was just written here: look now. Harmless when nothing runs."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._poked.set)

    def close(self) -> None:
        """Every stream says good-bye and ends."""
        self.closing = True
        self._poked.set()
        self._wake()

    async def news(self, seconds: float) -> None:
        """Waits for something new, for the end, or for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()

    def since(self, seq: int) -> tuple[list[Logged], Now] | None:
        """The rows after `seq` with their records; None where the memory does not reach back so far."""
        if seq >= self.head:
            return [], {}
        rows: list[Logged] = []
        now: dict[tuple[Kind, str], Current] = {}
        covered = False
        for batch in self._batches:
            if batch.reached <= seq:
                continue
            if not covered and batch.after > seq:
                return None
            covered = True
            rows += [row for row in batch.rows if row.seq > seq]
            now |= batch.now
        return (rows, now) if covered else None

    def _look(self) -> int:
        with self._store.reading() as tx:
            return feed.head_of(tx)

    def _after(self, seq: int) -> Batch | None:
        with self._store.reading() as tx:
            if feed.head_of(tx) <= seq:
                return None
            rows, reached, _ = feed.read(tx, seq, None, _ROWS)
            return Batch(seq, reached, rows, current(tx, wanted_by(rows)))

    def _tell(self, batch: Batch) -> None:
        self._batches.append(batch)
        self.head = batch.reached
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._poked.wait()
        self._poked.clear()
