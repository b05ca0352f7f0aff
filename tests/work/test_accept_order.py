"""An order is accepted with its own number, whether or not central is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.rules.acts import Intake
from desk.rules.errors import Refusal
from desk.rules.order import ActKind, State
from desk.rules.roles import Role
from desk.wire.acts import form_of
from desk.work.accept_order import AcceptOrder
from tests.fake_cache import FakeOutbox
from tests.fakes import START, SetClock, actor


def form(**fields: object) -> Intake:
    given: dict[str, object] = {"number": "", "then": State.DISPATCHED, "content": "路灯不亮", "title": "路灯不亮"}
    where = {"division": "320508", "category": "010204", "unit": "32050801"}
    return Intake(**(given | where | fields))  # type: ignore[arg-type]  # fields by name, of mixed types


async def test_numbers_go_on_from_the_highest_central_knows_and_begin_anew_the_next_day() -> None:
    clock = SetClock()
    desk = AcceptOrder(FakeOutbox(clock), clock, actor(), last_serial=16)
    assert [(await desk.begin()).number for _ in range(2)] == ["260918010230017", "260918010230018"]
    clock.at += timedelta(days=1)
    assert (await desk.begin()).number == "260919010230001"


async def test_filing_writes_one_act_and_drops_the_draft_with_it() -> None:
    clock = SetClock()
    outbox = FakeOutbox(clock)
    desk = AcceptOrder(outbox, clock, actor())
    new = await desk.begin()
    act = await desk.file(new, form(line_phone="138-0000 5678"), draft="d1")
    assert (act.kind, act.lane, act.at) == (ActKind.ACCEPT, new.order_id, START)
    sent = form_of(act)
    assert isinstance(sent, Intake)
    assert (sent.number, sent.line_phone) == (new.number, "13800005678")
    assert outbox.dropped_drafts == ["d1"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"content": "  "}, "content"),
        ({"content": "长" * 2001}, "content"),
        ({"unit": ""}, "unit"),
        ({"then": State.CLOSED}, "answer"),
        ({"then": State.NOT_ACCEPTED}, "reason"),
        ({"contact_phone": "不知道"}, "contact_phone"),
    ],
)
async def test_a_form_with_a_gap_is_refused_at_its_field_and_nothing_is_written(
    wrong: dict[str, object], field: str
) -> None:
    clock = SetClock()
    outbox = FakeOutbox(clock)
    desk = AcceptOrder(outbox, clock, actor())
    with pytest.raises(Refusal) as refusal:
        await desk.file(await desk.begin(), form(**wrong), draft="d1")
    assert refusal.value.field == field
    assert outbox.rows == {}
    assert outbox.dropped_drafts == []


async def test_a_unit_does_not_accept_orders() -> None:
    clock = SetClock()
    desk = AcceptOrder(FakeOutbox(clock), clock, actor(Role.UNIT))
    with pytest.raises(Refusal) as refusal:
        await desk.file(await desk.begin(), form())
    assert refusal.value.code == "not_your_role"


async def test_a_wrong_number_is_closed_with_an_empty_form() -> None:
    clock = SetClock()
    desk = AcceptOrder(FakeOutbox(clock), clock, actor())
    await desk.file(await desk.begin(), Intake(number="", then=State.INVALID))
