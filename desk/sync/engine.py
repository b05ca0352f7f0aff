"""The engine of synchronising: owns the tasks, says how it stands, and survives whatever the world does."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

from desk.ports import Cache, Central, Changed, Clock, Outbox, Replica
from desk.rules.errors import CentralAway, DiskFull, PleaseUpdate, Refusal, SessionEnded
from desk.sync.live import LiveFeed
from desk.sync.pull import Braked
from desk.sync.schedule import Schedule
from desk.sync.status import StatusBoard, SyncState
from desk.sync.turn import Turn

DIGEST_EVERY = 600.0
DIGEST_TRIES = 3
RESTART_AFTER = 30.0
"""Seconds after which a task that met a bug of ours is started again: a reported bug must not end the synchronising."""


class StillDifferent(Exception):
    """Both sides count differently what they hold: a bug of ours, which fetching again and again would only hide."""


class Engine:
    """`start` once there is a running loop; `stop` leaves nothing running. Bugs go to `report`, outages to `status`."""

    def __init__(
        self,
        *,
        central: Central,
        outbox: Outbox,
        replica: Replica,
        cache: Cache,
        clock: Clock,
        workstation: str,
        report: Callable[[BaseException], None],
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.status = StatusBoard()
        self._central = central
        self._outbox = outbox
        self._cache = cache
        self._clock = clock
        self._report = report
        self._uniform = uniform
        self._turn = Turn(central, outbox, replica, clock, workstation)
        self._schedule = Schedule(uniform)
        self._connected = asyncio.Event()
        self._session = asyncio.Event()
        self._session.set()
        self._outbox_changed = asyncio.Event()
        self._outbox_changed.set()
        self._live = LiveFeed(central, replica, self._turn, self._schedule, self._connected, self._heard_from)
        self._renewed = False
        self._removals_allowed = False
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._restarts: dict[str, asyncio.TimerHandle] = {}
        self._stop_listening: Callable[[], None] | None = None

    def start(self) -> None:
        self._stop_listening = self._cache.listen(self._cache_changed)
        self._run("sync: turns", self._take_turns)
        self._run("sync: live", self._live.run)
        self._run("sync: tally", self._tally)
        self._run("sync: digest", self._compare)

    async def stop(self) -> None:
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        for restart in self._restarts.values():
            restart.cancel()
        tasks = tuple(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def sync_now(self) -> None:
        """The retry key: no pause is waited for."""
        self._session.set()
        self._schedule.insist()

    def signed_in(self) -> None:
        """Somebody has signed in with central: go on."""
        self._renewed = False
        self.sync_now()

    def allow_removals(self) -> None:
        """The operator has looked: the orders held back by the brake may go."""
        self._removals_allowed = True
        self._schedule.insist()

    async def _take_turns(self) -> None:
        while True:
            await self._session.wait()
            await self._schedule.due()
            await self._one_turn()

    async def _one_turn(self) -> None:
        allowed, self._removals_allowed = self._removals_allowed, False
        try:
            await (self._turn.take_without_brake if allowed else self._turn.take)(self._behind)
        except CentralAway as away:
            self._away(SyncState.OFFLINE, away.retry_after)
        except SessionEnded:
            await self._renew_session()
        except PleaseUpdate:
            self._no_news(SyncState.NEEDS_UPDATE)
        except Braked as braked:
            self._no_news(SyncState.STOPPED_FOR_BRAKE, braked.removed)
        except DiskFull:
            self.status.note(disk_full=True)
            self._schedule.failed()
        else:
            self._renewed = False
            self._schedule.succeeded()
            self.status.note(disk_full=False, removed=0, next_try_at=None)
            self._heard_from()
            self._connected.set()

    async def _renew_session(self) -> None:
        """Once by the refresh token; refused, the work goes on signed out and the outbox waits."""
        if not self._renewed:
            self._renewed = True
            try:
                await self._central.refresh()
            except CentralAway as away:
                self._renewed = False
                self._away(SyncState.OFFLINE, away.retry_after)
                return
            except PleaseUpdate:
                self._no_news(SyncState.NEEDS_UPDATE)
                return
            except SessionEnded:
                pass
            else:
                self._schedule.insist()
                return
        self._session.clear()
        self._connected.clear()
        self.status.say(SyncState.SIGNED_OUT, self._clock.now(), next_try_at=None)

    def _away(self, state: SyncState, retry_after: float | None) -> None:
        self._connected.clear()
        self._turn.forget_central()
        pause = self._schedule.failed(retry_after)
        now = self._clock.now()
        self.status.say(state, now, behind=0, next_try_at=now + timedelta(seconds=pause))

    def _no_news(self, state: SyncState, removed: int = 0) -> None:
        """Nothing can be taken until somebody does something; what the operator does is still sent at once."""
        self._connected.clear()
        self._turn.forget_central()
        self._schedule.succeeded()
        self.status.say(state, self._clock.now(), behind=0, removed=removed, next_try_at=None)

    def _behind(self, numbers: int) -> None:
        """A page has been written: central answers, and so many feed numbers are still to come."""
        now = self._clock.now()
        state = SyncState.CATCHING_UP if numbers else SyncState.ONLINE
        self.status.say(state, now, behind=numbers, last_ok_at=now, next_try_at=None)

    def _heard_from(self) -> None:
        now = self._clock.now()
        self.status.say(SyncState.ONLINE, now, behind=0, last_ok_at=now)

    def _cache_changed(self, changed: Changed) -> None:
        if changed.outbox:
            self._outbox_changed.set()

    async def _tally(self) -> None:
        """Counts what waits whenever the outbox changes, and asks for a turn if something can go."""
        while True:
            await self._outbox_changed.wait()
            self._outbox_changed.clear()
            self.status.note(waiting=await self._outbox.waiting(), needs_you=await self._outbox.needs_you())
            if await self._outbox.ready(self._clock.now(), 1):
                self._schedule.poke()

    async def _compare(self) -> None:
        """Now and then, whether both sides hold the same; where not, central's rows are fetched anew, once."""
        fetched_anew = False
        while True:
            await asyncio.sleep(DIGEST_EVERY * self._uniform(0.9, 1.1))
            same = await self._same_as_central()
            if same is None:
                continue
            if same or not fetched_anew:
                fetched_anew = not same
            else:
                self._report(StillDifferent("fetching everything anew did not make both sides equal"))
                continue
            if not same:
                await self._turn.start_over()
                self._schedule.insist()

    async def _same_as_central(self) -> bool | None:
        """None where it could not be told: central is away, or the feed moves on faster than we look."""
        for _ in range(DIGEST_TRIES):
            await self._connected.wait()
            try:
                same = await self._turn.same_as_central()
            except (CentralAway, SessionEnded, PleaseUpdate, Refusal):
                return None  # the next turn says what it is
            if same is not None:
                return same
            self._schedule.poke()
            await asyncio.sleep(1.0)
        return None

    def _run(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        task = asyncio.get_running_loop().create_task(work(), name=name)
        self._tasks[name] = task
        task.add_done_callback(partial(self._ended, name, work))

    def _ended(self, name: str, work: Callable[[], Coroutine[Any, Any, None]], task: asyncio.Task[None]) -> None:
        if task.cancelled() or name not in self._tasks:
            return
        bug = task.exception()
        if bug is not None:
            self._report(bug)
            loop = asyncio.get_running_loop()
            self._restarts[name] = loop.call_later(RESTART_AFTER, self._run, name, work)
