"""The seat follows the telephone and the operator, and tells central of every step."""

from __future__ import annotations

import asyncio

import pytest

from desk.phone.simulator import SimulatedPhone
from desk.rules.acts import SeatStep
from desk.rules.errors import Refusal
from desk.rules.seat import SeatState
from desk.wire.acts import form_of
from desk.work.seat import SeatDesk
from tests.fake_cache import FakeOutbox
from tests.fakes import LoopClock, actor, run


class Desk:
    def __init__(self, *callers: str) -> None:
        self.clock = LoopClock()
        self.phone = SimulatedPhone(self.clock, callers)
        self.outbox = FakeOutbox(self.clock)
        self.seat = SeatDesk(self.phone, self.outbox, self.clock, actor())
        self.seen: list[SeatState] = []
        self.seat.listen(lambda now: self.seen.append(now.state))

    def told(self) -> list[str]:
        forms = [form_of(line.act) for line in self.outbox.rows.values()]
        return [form.state for form in forms if isinstance(form, SeatStep)]


def test_a_call_rings_is_answered_and_wrapped_up() -> None:
    async def story() -> None:
        desk = Desk("13800005678")
        writing = asyncio.create_task(desk.seat.run())
        desk.seat.choose(SeatState.READY)
        await asyncio.sleep(13)
        assert desk.seat.now.state is SeatState.RINGING
        desk.phone.answer()
        since = desk.seat.now.since
        await asyncio.sleep(60)
        assert desk.seat.now.since == since
        desk.phone.hang_up()
        await asyncio.sleep(120)
        assert desk.seat.now.state is SeatState.WRAP_UP
        assert desk.seen == [SeatState.READY, SeatState.RINGING, SeatState.TALKING, SeatState.WRAP_UP]
        assert desk.told() == ["ready", "ringing", "talking", "wrap_up"]
        writing.cancel()
        desk.seat.close()
        desk.phone.close()

    run(story())


def test_a_missed_ring_makes_ready_again() -> None:
    async def story() -> None:
        desk = Desk("13800005678")
        desk.seat.choose(SeatState.READY)
        await asyncio.sleep(43)
        assert desk.seen[:3] == [SeatState.READY, SeatState.RINGING, SeatState.READY]
        desk.seat.choose(SeatState.SIGNED_OUT)
        desk.phone.close()

    run(story())


def test_no_state_is_chosen_against_the_telephone() -> None:
    async def story() -> None:
        desk = Desk()
        desk.seat.choose(SeatState.READY)
        desk.phone.dial("13800005678")
        await asyncio.sleep(4)
        assert desk.seat.now.state is SeatState.TALKING
        with pytest.raises(Refusal):
            desk.seat.choose(SeatState.BREAK)
        desk.seat.choose(SeatState.SIGNED_OUT)
        await desk.seat.written()
        assert desk.told() == ["ready", "talking", "signed_out"]

    run(story())


def test_a_call_dialled_on_a_break_ends_the_break() -> None:
    async def story() -> None:
        desk = Desk()
        desk.seat.choose(SeatState.READY)
        desk.seat.choose(SeatState.BREAK, "喝水")
        desk.phone.dial("13800005678")
        await asyncio.sleep(4)
        assert desk.seen == [SeatState.READY, SeatState.BREAK, SeatState.BUSY, SeatState.TALKING]

    run(story())


def test_signed_out_the_telephone_changes_nothing() -> None:
    async def story() -> None:
        desk = Desk()
        desk.phone.dial("13800005678")
        await asyncio.sleep(4)
        assert desk.seen == []
        desk.phone.close()

    run(story())
