"""The live stream: pages as they happen, a watchdog over its silence, and polling where a proxy breaks it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from desk.ports import Central, Replica
from desk.rules.errors import CentralAway, Outage, Refusal
from desk.sync.schedule import Schedule
from desk.sync.turn import Turn

SILENCE = 40.0
"""Seconds without a sign of life after which the stream is dropped; central sends one every 15."""

QUICK = 5.0
"""A stream that ends sooner than this was closed quickly; so many in a row and the desk polls instead."""
MOST_QUICK = 3
POLL_EVERY = 3.0
POLL_FOR = 300.0


class LiveFeed:
    """Runs while the engine runs. `connected` is set by the engine after each good turn and cleared while central is away."""

    def __init__(
        self,
        central: Central,
        replica: Replica,
        turn: Turn,
        schedule: Schedule,
        connected: asyncio.Event,
        heard_from: Callable[[], None],
    ) -> None:
        self._central = central
        self._replica = replica
        self._turn = turn
        self._schedule = schedule
        self._connected = connected
        self._heard_from = heard_from
        self._quick = 0

    async def run(self) -> None:
        while True:
            await self._connected.wait()
            if self._quick >= MOST_QUICK:
                await self._poll()
                self._quick = 0
                continue
            began = _now()
            retry_after: float | None = None
            try:
                await self._follow()
            except CentralAway as away:
                retry_after = away.retry_after
            except (Outage, Refusal):
                pass  # the next turn meets the same and says what it is
            self._quick = self._quick + 1 if _now() - began < QUICK else 0
            self._connected.clear()
            self._turn.forget_central()
            self._schedule.stream_lost(retry_after)

    async def _follow(self) -> None:
        """Until the stream ends, falls silent or breaks."""
        cursor = (await self._replica.position()).cursor
        async with aclosing(self._central.live(cursor)) as stream:
            while True:
                try:
                    async with asyncio.timeout(SILENCE):
                        page = await anext(stream)
                except (StopAsyncIteration, TimeoutError):
                    return
                if page is not None and not await self._turn.apply_live(page):
                    self._schedule.poke()
                    continue
                self._heard_from()

    async def _poll(self) -> None:
        until = _now() + POLL_FOR
        while self._connected.is_set() and _now() < until:
            await asyncio.sleep(POLL_EVERY)
            self._schedule.poke()


def _now() -> float:
    return asyncio.get_running_loop().time()
