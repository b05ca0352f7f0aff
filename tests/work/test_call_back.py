"""Today's list of calls, the call, and what is recorded of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desk.phone.simulator import SimulatedPhone
from desk.rules.acts import Attempt
from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.wire.records import Contact, Order
from desk.work.call_back import CallBack, PartName, parts_of
from tests.fake_cache import FakeCache, FakeOutbox
from tests.fakes import START, SetClock, actor, order


def waiting(order_id: str, at: datetime | None, **fields: object) -> Order:
    return order(order_id, state="to_call_back", holder="01023", next_attempt_at=at, **fields)


def today(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, 18, hour, minute, tzinfo=CHINA)


def test_appointments_first_then_by_the_part_of_the_day() -> None:
    orders = [
        waiting("evening", today(17, 5)),
        waiting("due later", None, due_at=today(17)),
        waiting("due first", today(8), due_at=today(12)),
        waiting("lunch", today(12)),
        waiting("tomorrow", today(9) + timedelta(days=1)),
        waiting("agreed at three", today(15), appointment=True),
        waiting("agreed at ten", today(10), appointment=True),
    ]
    parts = {part.name: [row.id for row in part.orders] for part in parts_of(orders, START)}
    assert parts == {
        PartName.APPOINTMENT: ["agreed at ten", "agreed at three"],
        PartName.MORNING: ["due first", "due later"],
        PartName.AFTERNOON: ["lunch"],
        PartName.EVENING: ["evening"],
    }


def test_after_eight_in_the_evening_only_a_missed_appointment_is_left() -> None:
    orders = [waiting("any", None), waiting("missed", today(19), appointment=True)]
    parts = {part.name: [row.id for row in part.orders] for part in parts_of(orders, today(20, 30))}
    assert [ids for ids in parts.values() if ids] == [["missed"]]


class Desk:
    def __init__(self) -> None:
        self.cache = FakeCache(waiting("o1", None), waiting("o2", None))
        self.cache.contacts["o1"] = Contact(id="o1", name="王敏", phone="13800005678")
        self.clock = SetClock()
        self.outbox = FakeOutbox(self.clock)
        self.phone = SimulatedPhone(self.clock, ())
        self.call_back = CallBack(self.cache, self.outbox, self.phone, self.clock, actor())


async def test_dialling_takes_the_clear_number_where_this_desk_has_it() -> None:
    desk = Desk()
    await desk.call_back.dial(desk.cache.rows["o1"])
    assert desk.phone.call.number == "13800005678"
    desk.phone.close()
    with pytest.raises(Refusal) as refusal:
        await desk.call_back.dial(desk.cache.rows["o2"])
    assert refusal.value.code == "nothing_to_reveal"


async def test_the_list_is_my_own_unless_asked_otherwise() -> None:
    desk = Desk()
    desk.cache.rows["theirs"] = order("theirs", state="to_call_back", holder="01033")
    assert [len(part.orders) for part in await desk.call_back.today()] == [0, 2, 0, 0]


async def test_an_attempt_is_recorded_whole_or_not_at_all() -> None:
    desk = Desk()
    row = desk.cache.rows["o1"]
    done = Attempt(outcome=Outcome.COMPLETED, contacted=True, solved=Solved.YES, satisfaction=Satisfaction.SATISFIED)
    act = await desk.call_back.record(row, done, draft="d1")
    assert (act.kind, desk.outbox.dropped_drafts) == (ActKind.RECORD_ATTEMPT, ["d1"])
    for wrong, code in [
        (Attempt(outcome=Outcome.COMPLETED, contacted=True), "answers_missing"),
        (Attempt(outcome=Outcome.APPOINTMENT), "appointment_needed"),
        (Attempt(outcome=Outcome.APPOINTMENT, appointment_at=START - timedelta(minutes=1)), "appointment_past"),
    ]:
        with pytest.raises(Refusal) as refusal:
            await desk.call_back.record(row, wrong)
        assert refusal.value.code == code
    assert len(desk.outbox.rows) == 1


def test_the_next_attempt_is_shown_before_it_is_recorded() -> None:
    desk = Desk()
    row = desk.cache.rows["o1"]
    assert desk.call_back.preview(row, Outcome.NO_ANSWER) == today(14)
    assert desk.call_back.preview(row, Outcome.NO_SUCH_NUMBER) is None
