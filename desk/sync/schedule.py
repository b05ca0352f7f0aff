"""When to take a turn: at once when there is something to send or a sign of news, later and later while central is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PERIOD = 300.0
"""Seconds between turns when nothing asks for one; the live stream brings the news meanwhile."""

FIRST_SPREAD = 10.0
"""The first retry after an outage falls anywhere in this many seconds, so that a restarted central meets no herd."""

SHORTEST, LONGEST = 1.0, 60.0
HEALTHY_AFTER = 60.0
"""A central that has answered for this long starts the next outage from the beginning."""


class BackOff:
    """Full jitter: each pause is drawn from zero (at least a second) to a bound that doubles up to a minute."""

    def __init__(self, uniform: Callable[[float, float], float]) -> None:
        self._uniform = uniform
        self._failures = 0
        self._well_since: float | None = None

    def failed(self, now: float, retry_after: float | None = None) -> float:
        """Seconds to wait before the next try; never sooner than central asked for."""
        if self._well_since is not None and now - self._well_since >= HEALTHY_AFTER:
            self._failures = 0
        self._well_since = None
        self._failures += 1
        if self._failures == 1:
            pause = self._uniform(0.0, FIRST_SPREAD)
        else:
            pause = self._uniform(SHORTEST, max(SHORTEST, min(LONGEST, 2.0 ** min(self._failures, 10))))
        if retry_after is None:
            return pause
        return max(0.0, retry_after) + self._uniform(0.0, 1.0)

    def succeeded(self, now: float) -> None:
        if self._well_since is None:
            self._well_since = now


class Schedule:
    """One waiter asks `due()`; everyone else may poke it. Made for one running loop."""

    def __init__(self, uniform: Callable[[float, float], float], period: float = PERIOD) -> None:
        self._back_off = BackOff(uniform)
        self._uniform = uniform
        self.period = period
        self._changed = asyncio.Event()
        self._asked = False
        self._insisted = False
        self._not_before = 0.0
        self._next = 0.0

    def poke(self) -> None:
        """Take a turn soon: now, or when the pause after a failure is over."""
        self._asked = True
        self._changed.set()

    def insist(self) -> None:
        """Take a turn now, pause or not: the operator pressed the retry key."""
        self._insisted = True
        self._changed.set()

    def succeeded(self) -> None:
        now = _now()
        self._back_off.succeeded(now)
        self._not_before = 0.0
        self._next = now + self._uniform(0.8, 1.0) * self.period

    def failed(self, retry_after: float | None = None) -> float:
        """Pause before the next turn; the answer is its length in seconds."""
        pause = self._back_off.failed(_now(), retry_after)
        self._not_before = self._next = _now() + pause
        return pause

    def stream_lost(self, retry_after: float | None = None) -> None:
        """The live stream closed: look soon whether central is there, but not all desks at the same moment."""
        pause = self._uniform(0.0, FIRST_SPREAD) if retry_after is None else retry_after
        self._next = min(self._next, _now() + pause)
        self._changed.set()

    async def due(self) -> None:
        """Return when a turn should be taken."""
        while (seconds := self._seconds_left()) > 0:
            self._changed.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait()
            except TimeoutError:
                continue
        self._asked = self._insisted = False

    def _seconds_left(self) -> float:
        if self._insisted:
            return 0.0
        return max(self._not_before, 0.0 if self._asked else self._next) - _now()


def _now() -> float:
    return asyncio.get_running_loop().time()
