"""The engine at work for hours of a clock that jumps: what the status bar says, and that nothing ends the synchronising."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from desk.rules.acts import Words
from desk.rules.errors import CentralAway, DiskFull, PleaseUpdate, SessionEnded
from desk.rules.order import ActKind
from desk.sync.engine import Engine, StillDifferent
from desk.sync.status import SyncState, SyncStatus
from desk.wire.feed import Digest
from tests.fake_cache import FakeOutbox
from tests.fakes import FakeCentral, FakeReplica, LoopClock, order, run


class Seat:
    """A seat with its engine running."""

    def __init__(self, orders: int = 5) -> None:
        self.central = FakeCentral()
        self.replica = FakeReplica()
        self.clock = LoopClock()
        self.outbox = FakeOutbox(self.clock)
        self.bugs: list[BaseException] = []
        self.said: list[SyncStatus] = []
        for place in range(orders):
            self.central.put(order(f"o{place}"))
        self.engine = Engine(
            central=self.central,
            outbox=self.outbox,
            replica=self.replica,
            cache=self.outbox,  # type: ignore[arg-type]  # only `listen` is asked of it
            clock=self.clock,
            workstation="w",
            report=self.bugs.append,
            uniform=lambda low, high: (low + high) / 2,
        )
        self.engine.status.listen(self.said.append)

    async def note(self, words: str) -> None:
        await self.outbox.add(ActKind.NOTE, "o0", Words(words=words), self.clock.now())

    def equal(self) -> bool:
        return self.replica.orders == self.central.orders

    @property
    def status(self) -> SyncStatus:
        return self.engine.status.now

    def states(self) -> list[SyncState]:
        states = [status.state for status in self.said]
        return [state for at, state in enumerate(states) if at == 0 or state is not states[at - 1]]


def at_work(story: Callable[[Seat], Awaitable[None]], orders: int = 5) -> Seat:
    async def told() -> Seat:
        seat = Seat(orders)
        seat.engine.start()
        try:
            await story(seat)
        finally:
            await seat.engine.stop()
        await asyncio.sleep(0)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left
        return seat

    return run(told())


def test_a_fresh_desk_catches_up_and_is_online() -> None:
    async def story(seat: Seat) -> None:
        await asyncio.sleep(1)
        assert seat.equal()
        assert seat.status.last_ok_at is not None

    seat = at_work(story)
    assert seat.states() == [SyncState.CATCHING_UP, SyncState.ONLINE]
    assert seat.bugs == []


def test_what_is_done_here_goes_out_at_once_and_what_is_done_there_comes_in_by_the_stream() -> None:
    async def story(seat: Seat) -> None:
        await asyncio.sleep(1)
        await seat.note("马上就传")
        await asyncio.sleep(0.2)
        assert seat.central.notes == ["马上就传"]
        assert seat.status.waiting == 0
        pulls = seat.central.calls.count("pull")
        seat.central.put(order("o3", title="那边改的"))
        await asyncio.sleep(0.1)
        assert seat.equal()
        assert seat.central.calls.count("pull") == pulls

    at_work(story)


def test_offline_is_said_with_its_beginning_and_ends_by_itself() -> None:
    async def story(seat: Seat) -> None:
        await asyncio.sleep(1)
        seat.central.away = CentralAway("gone")
        for stream in tuple(seat.central.streams):
            stream.put_nowait(CentralAway("gone"))
        await asyncio.sleep(20)
        offline = seat.status
        assert offline.state is SyncState.OFFLINE
        assert offline.next_try_at is not None
        await seat.note("离线时记的")
        await asyncio.sleep(60)
        assert seat.status.since == offline.since
        assert seat.status.waiting == 1
        seat.central.away = None
        await asyncio.sleep(90)
        assert seat.status.state is SyncState.ONLINE
        assert seat.central.notes == ["离线时记的"]
        assert seat.equal()

    assert at_work(story).states()[-2:] == [SyncState.OFFLINE, SyncState.ONLINE]


def test_the_retry_key_does_not_wait() -> None:
    async def story(seat: Seat) -> None:
        seat.central.faults = [CentralAway(retry_after=600.0)]
        await asyncio.sleep(1)
        assert seat.status.state is SyncState.OFFLINE
        seat.engine.sync_now()
        await asyncio.sleep(0.5)
        assert seat.status.state is SyncState.ONLINE

    at_work(story)


def test_an_expired_session_is_renewed_without_a_word() -> None:
    async def story(seat: Seat) -> None:
        seat.central.faults = [SessionEnded()]
        await asyncio.sleep(1)
        assert seat.central.calls.count("refresh") == 1
        assert seat.equal()

    assert SyncState.SIGNED_OUT not in at_work(story).states()


def test_a_refused_renewal_signs_out_and_keeps_the_outbox_until_somebody_signs_in() -> None:
    async def story(seat: Seat) -> None:
        seat.central.may_renew = False
        seat.central.away = SessionEnded()
        await seat.note("签出后也不丢")
        await asyncio.sleep(5)
        assert seat.status.state is SyncState.SIGNED_OUT
        calls = len(seat.central.calls)
        await asyncio.sleep(3600)
        assert len(seat.central.calls) == calls
        assert seat.status.waiting == 1
        seat.central.away, seat.central.may_renew = None, True
        seat.engine.signed_in()
        await asyncio.sleep(1)
        assert seat.status.state is SyncState.ONLINE
        assert seat.central.notes == ["签出后也不丢"]

    at_work(story)


def test_the_brake_asks_and_the_answer_lets_go() -> None:
    async def story(seat: Seat) -> None:
        seat.central.page_size = 500
        await asyncio.sleep(1)
        for stream in tuple(seat.central.streams):
            stream.put_nowait(CentralAway())
        for place in range(80):
            seat.central.remove(f"o{place}")
        await asyncio.sleep(30)
        assert seat.status.state is SyncState.STOPPED_FOR_BRAKE
        assert seat.status.removed == 80
        assert len(seat.replica.orders) == 100
        await seat.note("照样上传")
        await asyncio.sleep(1)
        assert seat.central.notes == ["照样上传"]
        seat.engine.allow_removals()
        await asyncio.sleep(1)
        assert seat.status.state is SyncState.ONLINE
        assert seat.equal()

    at_work(story, orders=100)


def test_a_silent_stream_is_dropped_and_opened_again() -> None:
    async def story(seat: Seat) -> None:
        await asyncio.sleep(1)
        (first,) = seat.central.streams
        await asyncio.sleep(60)
        (second,) = seat.central.streams
        assert second is not first
        for _ in range(20):
            await asyncio.sleep(15)
            second.put_nowait(None)
        assert seat.central.streams == [second]
        seat.central.put(order("o1", title="重连之后"))
        await asyncio.sleep(0.1)
        assert seat.equal()

    at_work(story)


def test_a_proxy_that_closes_every_stream_makes_the_desk_poll() -> None:
    async def story(seat: Seat) -> None:
        async def closed(cursor: str) -> Any:
            raise CentralAway("closed by a proxy")
            yield

        seat.central.live = closed  # type: ignore[method-assign]  # the test puts its own in place
        await asyncio.sleep(60)
        seat.central.put(order("o1", title="靠轮询"))
        await asyncio.sleep(4)
        assert seat.equal()
        assert seat.status.state is SyncState.ONLINE

    at_work(story)


def test_a_difference_nobody_can_explain_is_fetched_anew_and_the_outbox_stays() -> None:
    async def story(seat: Seat) -> None:
        await asyncio.sleep(1)
        del seat.replica.orders["o2"]
        seat.central.away = None
        await asyncio.sleep(700)
        assert seat.equal()
        assert seat.replica.started_over >= 2

    at_work(story)


def test_a_difference_that_fetching_does_not_mend_is_a_bug_and_no_reason_to_fetch_for_ever() -> None:
    async def story(seat: Seat) -> None:
        counted = seat.replica.digest

        async def counted_otherwise() -> Digest:
            return msgspec.structs.replace(await counted(), sums={"order": "otherwise"})

        seat.replica.digest = counted_otherwise  # type: ignore[method-assign]  # the test puts its own in place
        await asyncio.sleep(7200)
        assert seat.replica.started_over == 2

    seat = at_work(story)
    assert seat.bugs
    assert {type(bug) for bug in seat.bugs} == {StillDifferent}


@pytest.mark.parametrize("outage", [PleaseUpdate(), DiskFull()])
def test_other_outages_are_said_and_lived_through(outage: Exception) -> None:
    async def story(seat: Seat) -> None:
        if isinstance(outage, DiskFull):
            seat.replica.fault = outage
        else:
            seat.central.away = outage
        await asyncio.sleep(20)
        if isinstance(outage, DiskFull):
            assert seat.status.disk_full
        else:
            assert seat.status.state is SyncState.NEEDS_UPDATE
        seat.replica.fault = seat.central.away = None
        await asyncio.sleep(400)
        assert seat.status.state is SyncState.ONLINE
        assert not seat.status.disk_full

    at_work(story)


def test_a_bug_is_reported_and_does_not_end_the_synchronising() -> None:
    async def story(seat: Seat) -> None:
        seat.replica.fault = ZeroDivisionError("a bug of ours")
        await asyncio.sleep(5)
        seat.replica.fault = None
        await asyncio.sleep(60)
        assert seat.equal()

    seat = at_work(story)
    assert [str(bug) for bug in seat.bugs] == ["a bug of ours"]


def test_a_hundred_desks_do_not_come_back_as_a_herd() -> None:
    """The first tries after an outage fall evenly over ten seconds."""
    import random

    from desk.sync.schedule import Schedule

    async def first_try(seed: int) -> float:
        schedule = Schedule(random.Random(seed).uniform)
        schedule.succeeded()
        schedule.stream_lost()
        await schedule.due()
        return asyncio.get_running_loop().time()

    tries = sorted(run(first_try(seed)) for seed in range(100))
    busiest = max(sum(at <= other < at + 1 for other in tries) for at in tries)
    assert busiest < 30
