"""The one door from signals into asyncio: named tasks, held strongly, the newer replacing the older of the same name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from desk.rules.errors import Outage, Refusal

Bug = Callable[[BaseException], None]


class Tasks:
    """Starts coroutines from slots. Refusals and outages that reach here go to `unanswered`, bugs to `bug`."""

    def __init__(self, bug: Bug, unanswered: Callable[[Refusal | Outage], None]) -> None:
        self._bug = bug
        self._unanswered = unanswered
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._nameless: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str = "") -> None:
        """Run `work`; with a name, an unfinished task of that name is cancelled first."""
        task = asyncio.get_running_loop().create_task(work, name=name or None)
        if name:
            self.cancel(name)
            self._running[name] = task
        else:
            self._nameless.add(task)
        task.add_done_callback(self._ended)

    def cancel(self, name: str) -> None:
        task = self._running.pop(name, None)
        if task is not None:
            task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._nameless.discard(task)
        if self._running.get(task.get_name()) is task:
            del self._running[task.get_name()]
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, Refusal | Outage):
            self._unanswered(error)
        elif error is not None:
            self._bug(error)

    async def close(self) -> None:
        """Let work that saves something end, for a short while; cancel the rest."""
        left = [*self._running.values(), *self._nameless]
        if left:
            _, unfinished = await asyncio.wait(left, timeout=2)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)
