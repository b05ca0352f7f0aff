"""One reading at a time: what changes while it runs is read once more afterwards, never on top of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from ui.tasks import Tasks

PAUSE = 0.2
"""Seconds between two readings, so that a busy feed does not keep the cache and the screen busy."""


class Refresh:
    """`ask` starts `read` now, or after the one that is running; `hurried` does without the pause between."""

    def __init__(self, tasks: Tasks, read: Callable[[], Awaitable[None]]) -> None:
        self._tasks, self._read = tasks, read
        self._asked = False
        self._running = False
        self._hurry = asyncio.Event()

    def ask(self, hurried: bool = False) -> None:
        self._asked = True
        if hurried:
            self._hurry.set()
        if not self._running:
            self._running = True
            self._tasks.start(self._run())

    async def _run(self) -> None:
        try:
            while self._asked:
                self._asked = False
                self._hurry.clear()
                await self._read()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._hurry.wait(), PAUSE)
        finally:
            self._running = False
