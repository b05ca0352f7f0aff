"""When a turn is taken: spread out after an outage, later and later while it lasts, at once when asked."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from desk.sync.schedule import BackOff, Schedule
from tests.fakes import run


def most(low: float, high: float) -> float:
    return high


def least(low: float, high: float) -> float:
    return low


def test_the_first_retry_falls_anywhere_in_ten_seconds_and_later_ones_double_up_to_a_minute() -> None:
    back_off = BackOff(most)
    assert [back_off.failed(0.0) for _ in range(8)] == [10.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]


def test_a_minute_of_health_starts_the_next_outage_from_the_beginning_and_less_does_not() -> None:
    back_off = BackOff(most)
    for _ in range(4):
        back_off.failed(0.0)
    back_off.succeeded(100.0)
    assert back_off.failed(159.0) == 32.0
    back_off.succeeded(200.0)
    assert back_off.failed(260.0) == 10.0


@given(st.lists(st.one_of(st.none(), st.floats(0, 3600)), max_size=30), st.floats(0, 1))
def test_no_pause_is_shorter_than_central_asked_for_or_longer_than_it_need_be(
    asked: list[float | None], chance: float
) -> None:
    back_off = BackOff(lambda low, high: low + (high - low) * chance)
    for retry_after in asked:
        pause = back_off.failed(0.0, retry_after)
        if retry_after is None:
            assert 0.0 <= pause <= 60.0
        else:
            assert retry_after <= pause <= retry_after + 1.0


def test_a_poke_waits_for_the_pause_and_the_retry_key_does_not() -> None:
    async def story() -> list[float]:
        loop = asyncio.get_running_loop()
        schedule = Schedule(most)
        times: list[float] = []
        await schedule.due()
        times.append(loop.time())
        schedule.failed()
        schedule.poke()
        await schedule.due()
        times.append(loop.time())
        schedule.failed(retry_after=50.0)
        loop.call_later(3.0, schedule.insist)
        await schedule.due()
        times.append(loop.time())
        schedule.succeeded()
        loop.call_later(2.0, schedule.poke)
        await schedule.due()
        times.append(loop.time())
        schedule.succeeded()
        await schedule.due()
        times.append(loop.time())
        return times

    assert run(story()) == [0.0, 10.0, 13.0, 15.0, 315.0]


def test_a_lost_stream_brings_the_next_turn_nearer_but_spreads_the_desks() -> None:
    async def story(chance: float) -> float:
        schedule = Schedule(lambda low, high: low + (high - low) * chance)
        schedule.succeeded()
        schedule.stream_lost()
        await schedule.due()
        return asyncio.get_running_loop().time()

    assert [run(story(chance)) for chance in (0.0, 0.5, 1.0)] == [0.0, 5.0, 10.0]
