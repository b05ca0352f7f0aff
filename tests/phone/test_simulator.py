"""The telephone without an exchange."""

from __future__ import annotations

import asyncio
import random

from desk.phone.simulator import SimulatedPhone
from desk.ports import Call, CallState
from tests.fakes import LoopClock, run


def heard_by(phone: SimulatedPhone) -> list[tuple[CallState, str]]:
    heard: list[tuple[CallState, str]] = []

    def note(call: Call) -> None:
        heard.append((call.state, call.number))

    phone.listen(note)
    return heard


def test_callers_ring_in_turn_while_the_seat_is_ready_and_the_same_chance_gives_the_same_day() -> None:
    async def day(seed: int) -> list[tuple[CallState, str]]:
        phone = SimulatedPhone(LoopClock(), ("1", "2"), random.Random(seed))
        heard = heard_by(phone)
        for _ in range(3):
            phone.ready(True)
            await asyncio.sleep(12.5)
            phone.answer()
            phone.ready(False)
            await asyncio.sleep(5)
            phone.hang_up()
        await asyncio.sleep(600)
        phone.close()
        return heard

    once = run(day(1))
    assert [number for state, number in once if state is CallState.TALKING] == ["1", "2", "1"]
    assert once == run(day(1))


def test_a_caller_gives_up_after_half_a_minute_and_the_next_one_comes() -> None:
    async def story() -> None:
        phone = SimulatedPhone(LoopClock(), ("1", "2"), random.Random(1))
        heard = heard_by(phone)
        phone.ready(True)
        await asyncio.sleep(75)
        phone.close()
        states = [state for state, number in heard if number == "1"]
        assert states == [CallState.RINGING, CallState.ENDED]
        assert (CallState.RINGING, "2") in heard

    run(story())


def test_nobody_rings_a_seat_that_is_not_ready() -> None:
    async def story() -> None:
        phone = SimulatedPhone(LoopClock(), ("1",))
        heard = heard_by(phone)
        phone.ready(True)
        phone.ready(False)
        await asyncio.sleep(600)
        assert heard == []

    run(story())


def test_a_dialled_call_is_answered_held_muted_and_ended_once() -> None:
    async def story() -> None:
        phone = SimulatedPhone(LoopClock(), ())
        heard = heard_by(phone)
        phone.dial("13800005678")
        phone.dial("110")
        phone.answer()
        await asyncio.sleep(4)
        assert phone.call.answered_at is not None
        phone.hold(True)
        phone.mute(True)
        assert phone.call.held
        assert phone.call.muted
        phone.hang_up()
        phone.hang_up()
        assert not phone.call.held
        assert heard[0] == (CallState.DIALLING, "13800005678")
        assert [state for state, _ in heard].count(CallState.ENDED) == 1

    run(story())


def test_hanging_up_before_anybody_answers_ends_the_call() -> None:
    async def story() -> None:
        phone = SimulatedPhone(LoopClock(), ())
        heard = heard_by(phone)
        phone.dial("1")
        phone.hang_up()
        await asyncio.sleep(60)
        assert [state for state, _ in heard] == [CallState.DIALLING, CallState.ENDED]

    run(story())
