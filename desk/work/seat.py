"""The seat: its state follows the telephone and the operator's choice, and every change is told to central."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk.ports import Call, CallState, Clock, Outbox, Phone
from desk.rules.acts import SeatStep
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.rules.seat import FOLLOWS, SeatState, check_step


@dataclass(frozen=True, slots=True)
class SeatNow:
    """The state, why (for busy and the like), and since when: the timer starts there."""

    state: SeatState
    since: datetime
    reason: str = ""


class SeatDesk:
    """`run` writes the steps to the outbox, as a task of the one who made this; the state itself never waits for it."""

    def __init__(self, phone: Phone, outbox: Outbox, clock: Clock, me: Actor) -> None:
        self._phone = phone
        self._outbox = outbox
        self._clock = clock
        self._me = me
        self._now = SeatNow(SeatState.SIGNED_OUT, clock.now())
        self._listeners: list[Callable[[SeatNow], None]] = []
        self._steps: asyncio.Queue[SeatNow] = asyncio.Queue()
        self._stop_hearing = phone.listen(self._heard)

    @property
    def now(self) -> SeatNow:
        return self._now

    def listen(self, heard: Callable[[SeatNow], None]) -> Callable[[], None]:
        """Call `heard` at every change; the answer stops it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def choose(self, state: SeatState, reason: str = "") -> None:
        """The operator picks a state (or signs out); Refusal `seat_state` where the telephone says otherwise."""
        check_step(self._now.state, state)
        self._go(state, reason)

    async def run(self) -> None:
        while True:
            step = await self._steps.get()
            await self._write(step)
            self._steps.task_done()

    async def written(self) -> None:
        """Returns when every step so far is in the outbox; for signing out and closing."""
        while not self._steps.empty():
            await self._write(self._steps.get_nowait())

    def close(self) -> None:
        self._stop_hearing()

    async def _write(self, step: SeatNow) -> None:
        form = SeatStep(state=step.state.value, reason=step.reason)
        await self._outbox.add(ActKind.SEAT_STATE, f"seat:{self._me.number}", form, step.since)

    def _heard(self, call: Call) -> None:
        state = self._now.state
        if state is SeatState.SIGNED_OUT:
            return
        if call.state is CallState.RINGING and state is SeatState.READY:
            self._go(SeatState.RINGING)
        elif call.state is CallState.TALKING:
            if SeatState.TALKING not in FOLLOWS[state]:
                self._go(SeatState.BUSY)  # a call dialled on a break ends the break first
            self._go(SeatState.TALKING)
        elif call.state in (CallState.ENDED, CallState.IDLE):
            if state is SeatState.TALKING:
                self._go(SeatState.WRAP_UP)
            elif state is SeatState.RINGING:
                self._go(SeatState.READY)

    def _go(self, state: SeatState, reason: str = "") -> None:
        if (state, reason) == (self._now.state, self._now.reason):
            return
        self._now = SeatNow(state, self._clock.now(), reason)
        self._steps.put_nowait(self._now)
        self._phone.ready(state is SeatState.READY)
        for heard in tuple(self._listeners):
            heard(self._now)
