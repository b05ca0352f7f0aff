"""A telephone that needs no exchange: calls come in by themselves while the seat is ready, and dialled numbers answer."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from desk.ports import Call, CallState, Clock

GAP = (4.0, 12.0)
"""Seconds from being ready to the next incoming call."""
PATIENCE = 30.0
"""Seconds a caller lets it ring."""
PICK_UP = (1.0, 3.0)
"""Seconds until somebody answers a dialled call."""


class SimulatedPhone:
    """`callers`: the numbers that ring, in turn, over and over; none: nobody rings. Needs a running loop."""

    def __init__(self, clock: Clock, callers: Sequence[str], chance: random.Random | None = None) -> None:
        self._clock = clock
        self._callers = tuple(callers)
        self._chance = chance or random.Random()
        self._next_caller = 0
        self._ready = False
        self._call = Call(CallState.IDLE)
        self._listeners: list[Callable[[Call], None]] = []
        self._timer: asyncio.TimerHandle | None = None

    @property
    def call(self) -> Call:
        return self._call

    def listen(self, heard: Callable[[Call], None]) -> Callable[[], None]:
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def answer(self) -> None:
        if self._call.state is CallState.RINGING:
            self._stop_timer()
            self._now(replace(self._call, state=CallState.TALKING, answered_at=self._clock.now()))

    def hang_up(self) -> None:
        if self._call.state in (CallState.RINGING, CallState.DIALLING, CallState.TALKING):
            self._end()

    def dial(self, number: str) -> None:
        """Nothing happens while another call is on the line."""
        if self._call.state in (CallState.IDLE, CallState.ENDED):
            self._now(Call(CallState.DIALLING, number, incoming=False, began_at=self._clock.now()))
            self._after(self._chance.uniform(*PICK_UP), self._picked_up)

    def hold(self, held: bool) -> None:
        if self._call.state is CallState.TALKING:
            self._now(replace(self._call, held=held))

    def mute(self, muted: bool) -> None:
        if self._call.state is CallState.TALKING:
            self._now(replace(self._call, muted=muted))

    def ready(self, ready: bool) -> None:
        if ready == self._ready:
            return
        self._ready = ready
        if self._call.state in (CallState.IDLE, CallState.ENDED):
            self._stop_timer()
            self._wait_for_caller()

    def close(self) -> None:
        self._ready = False
        self._stop_timer()
        self._listeners.clear()

    def _wait_for_caller(self) -> None:
        if self._ready and self._callers:
            self._after(self._chance.uniform(*GAP), self._ring)

    def _ring(self) -> None:
        number = self._callers[self._next_caller % len(self._callers)]
        self._next_caller += 1
        self._after(PATIENCE, self._end)
        self._now(Call(CallState.RINGING, number, incoming=True, began_at=self._clock.now()))

    def _picked_up(self) -> None:
        self._now(replace(self._call, state=CallState.TALKING, answered_at=self._clock.now()))

    def _end(self) -> None:
        self._stop_timer()
        self._now(replace(self._call, state=CallState.ENDED, held=False, muted=False))
        if self._timer is None and self._call.state is CallState.ENDED:
            self._wait_for_caller()

    def _now(self, call: Call) -> None:
        self._call = call
        for heard in tuple(self._listeners):
            heard(call)

    def _after(self, seconds: float, then: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._rung, then)

    def _rung(self, then: Callable[[], None]) -> None:
        self._timer = None
        then()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
