"""The outbox: what is written stays until it is answered, decided or put away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desk.ports import Draft, LineState
from desk.rules.acts import Edit, PerhapsWords, SeatStep, ToHolder, Words
from desk.rules.errors import Refusal
from desk.rules.order import ActKind, State
from desk.wire.acts import Act, Outcome, Verdict, form_of
from desk.wire.records import Conflict, Kind, Seat
from tests.local_cache.samples import LI, NOW, SALT, ZHANG, StillClock, entry, feed, intake, opened, order, put, remove


def answered(act: Act, verdict: Verdict = Verdict.APPLIED, seq: int = 0, **facts: object) -> Outcome:
    return Outcome(act=act.id, verdict=verdict, seq=seq, **facts)  # type: ignore[arg-type]  # the fields of the answer, by name


async def test_a_new_intake_is_shown_at_once_masked_and_in_the_queue(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await local.outbox.add(ActKind.ACCEPT, "order-1", intake(), NOW)
    shown = await local.cache.order("order-1")
    assert shown is not None
    assert (shown.contact_name, shown.contact_phone, shown.state) == ("王**", "138****5678", State.ACCEPTED)
    assert [entry.kind for entry in await local.cache.timeline("order-1")] == ["accept_order"]
    assert (await local.cache.counts(ZHANG.number, NOW))["my_open"] == 1
    assert [found.id for found in await local.cache.of_caller(shown.caller_key)] == ["order-1"]
    await local.close()


async def test_adding_an_act_drops_its_draft_with_it(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await local.drafts.save(Draft("draft-1", "intake", "路灯", {"content": "灯"}, NOW))
    await local.drafts.save(Draft("draft-2", "intake", "停水", {"content": "水"}, NOW))
    await local.outbox.add(ActKind.ACCEPT, "order-1", intake(), NOW, draft="draft-1")
    assert await local.drafts.all() == [Draft("draft-2", "intake", "停水", {"content": "水"}, NOW)]
    await local.close()


async def test_an_act_needs_somebody_signed_in(tmp_path: Path) -> None:
    from local_cache.open import open_cache

    local = await open_cache(tmp_path, bytes(32), "ws-1", StillClock())
    with pytest.raises(RuntimeError):
        await local.outbox.add(ActKind.NOTE, "order-1", Words(words="记"), NOW)
    assert await local.outbox.ready(NOW, 10) == []
    await local.close()


async def test_a_lane_keeps_its_order_and_waits_behind_a_postponed_act(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    first = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW)
    second = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="二"), NOW)
    other = await local.outbox.add(ActKind.NOTE, "order-2", Words(words="三"), NOW)
    assert [act.id for act in await local.outbox.ready(NOW, 10)] == [first.id, second.id, other.id]
    assert [act.id for act in await local.outbox.ready(NOW, 2)] == [first.id, second.id]
    await local.outbox.postpone([first.id], NOW + timedelta(minutes=1))
    assert [act.id for act in await local.outbox.ready(NOW, 10)] == [other.id]
    assert [line.tries for line in await local.outbox.lines()] == [1, 0, 0]
    assert len(await local.outbox.ready(NOW + timedelta(minutes=1), 10)) == 3
    await local.close()


async def test_a_colleagues_acts_wait_for_the_colleague(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    mine = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="张"), NOW)
    await local.use(LI, SALT)
    await local.outbox.add(ActKind.NOTE, "order-1", Words(words="李"), NOW)
    other = await local.outbox.add(ActKind.NOTE, "order-2", Words(words="李"), NOW)
    assert [act.id for act in await local.outbox.ready(NOW, 10)] == [other.id]
    assert [entry.by_name for entry in await local.cache.timeline("order-1")] == ["张敏", "李强"]
    await local.use(ZHANG, SALT)
    assert [act.id for act in await local.outbox.ready(NOW, 10)] == [mine.id]
    await local.close()


async def test_an_acknowledged_act_stays_laid_over_until_the_feed_has_passed_it(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    act = await local.outbox.add(ActKind.URGE, "order-1", Words(words="快"), NOW, base_version=1)
    await local.outbox.settle([answered(act, seq=3)])
    assert [line.state for line in await local.outbox.lines()] == [LineState.ACKNOWLEDGED]
    assert await local.outbox.waiting() == 0
    shown = await local.cache.order("order-1")
    assert shown is not None
    assert shown.urge_count == 1
    await feed(local, put(2, order("order-2")))
    assert len(await local.outbox.lines()) == 1
    await feed(local, put(3, order("order-1", version=2, urge_count=1)))
    assert await local.outbox.lines() == []
    assert (await local.cache.order("order-1")) == order("order-1", version=2, urge_count=1)
    assert [receipt.id for receipt in await local.outbox.receipts()] == [act.id]
    await local.close()


async def test_an_effect_that_comes_before_its_answer_is_not_shown_twice(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    act = await local.outbox.add(ActKind.URGE, "order-1", Words(words="快"), NOW, base_version=1)
    await feed(local, put(2, order("order-1", version=2, urge_count=1)), put(3, entry("e1", "order-1", act.id)))
    shown = await local.cache.order("order-1")
    assert shown is not None
    assert shown.urge_count == 1
    assert [entry.id for entry in await local.cache.timeline("order-1")] == ["e1"]
    assert [found.id for found in await local.outbox.ready(NOW, 10)] == [act.id]
    await local.outbox.settle([answered(act, seq=3)])
    assert await local.outbox.lines() == []
    await local.close()


@pytest.mark.parametrize(
    ("verdict", "facts", "kept"),
    [
        (Verdict.APPLIED, {}, False),
        (Verdict.MERGED, {}, False),
        (Verdict.SUPERSEDED, {}, False),
        (Verdict.SUPERSEDED, {"code": "wrong_state"}, True),
        (Verdict.REJECTED_KEPT, {"code": "not_your_role"}, True),
        (Verdict.CONFLICT_KEPT, {}, False),
        (
            Verdict.CONFLICT_KEPT,
            {"conflicts": (Conflict(id="x:title", order="order-1", field="title", mine="我", mine_at=NOW),)},
            True,
        ),
    ],
)
async def test_what_leaves_something_to_decide_is_kept_for_the_operator(
    tmp_path: Path, verdict: Verdict, facts: dict[str, object], kept: bool
) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    act = await local.outbox.add(ActKind.EDIT, "order-1", Edit(fields={"title": "新的标题"}), NOW, base_version=1)
    await local.outbox.settle([answered(act, verdict, 1, **facts)])
    lines = await local.outbox.lines()
    assert [line.state for line in lines] == ([LineState.NEEDS_YOU] if kept else [])
    assert await local.outbox.needs_you() == int(kept)
    assert [receipt.id for receipt in await local.outbox.receipts()] == ([] if kept else [act.id])
    shown = await local.cache.order("order-1")
    assert shown is not None
    assert shown.title == "小区停水"
    if kept:
        assert lines[0].outcome is not None
        assert form_of(lines[0].act) == Edit(fields={"title": "新的标题"})
        assert lines[0].title == "小区停水"
    await local.close()


async def test_a_refused_act_does_not_hold_up_its_lane(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    first = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW)
    second = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="二"), NOW)
    await local.outbox.settle([answered(first, Verdict.REJECTED_KEPT, code="unknown_order")])
    assert [act.id for act in await local.outbox.ready(NOW, 10)] == [second.id]
    await local.close()


async def test_a_kept_act_sent_again_is_a_new_act_on_the_present_version(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    act = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW, base_version=1)
    await local.outbox.settle([answered(act, Verdict.REJECTED_KEPT, code="bad_form")])
    await feed(local, put(2, order("order-1", version=5)))
    again = await local.outbox.send_again(act.id, NOW, Words(words="改过"))
    assert (again.base_version, form_of(again)) == (5, Words(words="改过"))
    assert again.id != act.id
    assert again.seq > act.seq
    assert [(line.act.id, line.state) for line in await local.outbox.lines()] == [(again.id, LineState.WAITING)]
    with pytest.raises(Refusal):
        await local.outbox.send_again(act.id, NOW)
    await local.close()


async def test_a_dropped_act_leaves_the_list_and_only_a_kept_one_can_be_dropped(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    act = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW)
    await local.outbox.drop(act.id)
    assert await local.outbox.waiting() == 1
    await local.outbox.settle([answered(act, Verdict.REJECTED_KEPT, code="unknown_order")])
    await local.outbox.drop(act.id)
    assert await local.outbox.lines() == []
    assert await local.outbox.receipts() == []
    await local.close()


async def test_receipts_are_forgotten_after_seven_days(tmp_path: Path) -> None:
    clock = StillClock()
    local = await opened(tmp_path, clock=clock)
    act = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW)
    await local.outbox.settle([answered(act)])
    clock.at += timedelta(days=6)
    assert [receipt.id for receipt in await local.outbox.receipts()] == [act.id]
    clock.at += timedelta(days=2)
    assert await local.outbox.receipts() == []
    await local.close()


async def test_a_receipt_whose_answer_turns_bad_comes_back_to_the_operator(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    act = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW)
    await local.outbox.settle([answered(act)])
    await local.outbox.settle([answered(act, Verdict.REJECTED_KEPT, code="unknown_order")])
    assert [(line.act.id, line.state) for line in await local.outbox.lines()] == [(act.id, LineState.NEEDS_YOU)]
    assert await local.outbox.receipts() == []
    await local.close()


async def test_a_conflict_somebody_has_decided_leaves_the_list_by_itself(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    act = await local.outbox.add(ActKind.EDIT, "order-1", Edit(fields={"title": "甲", "place": "乙"}), NOW)
    open_ones = [
        Conflict(id=f"{act.id}:{field}", order="order-1", field=field, mine="甲", mine_at=NOW)
        for field in ("title", "place")
    ]
    await local.outbox.settle([answered(act, Verdict.CONFLICT_KEPT, 2, conflicts=tuple(open_ones))])
    await feed(local, *(put(2, conflict) for conflict in open_ones))
    assert {conflict.field for conflict in await local.cache.conflicts()} == {"title", "place"}
    await feed(
        local,
        put(3, Conflict(id=f"{act.id}:title", order="order-1", field="title", mine="甲", mine_at=NOW, open=False), 2),
    )
    assert await local.outbox.needs_you() == 1
    await feed(local, remove(4, f"{act.id}:place", Kind.CONFLICT))
    assert await local.outbox.needs_you() == 0
    assert await local.cache.conflicts() == []
    await local.close()


async def test_an_order_serial_is_never_given_twice(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    day = NOW.date()
    assert [await local.outbox.next_serial(day, "01023") for _ in range(3)] == [1, 2, 3]
    assert await local.outbox.next_serial(day, "01023", at_least=17) == 18
    assert await local.outbox.next_serial(day, "01023", at_least=4) == 19
    assert await local.outbox.next_serial(day, "01024") == 1
    await local.close()
    again = await opened(tmp_path)
    assert await again.outbox.next_serial(day, "01023") == 20
    assert await again.outbox.next_serial(day + timedelta(days=1), "01023") == 1
    await again.close()


async def test_acts_are_numbered_upwards_even_when_the_clock_goes_back(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    first = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="一"), NOW)
    second = await local.outbox.add(ActKind.NOTE, "order-1", Words(words="二"), NOW - timedelta(hours=1))
    assert second.seq > first.seq
    assert [act.id for act in await local.outbox.ready(NOW, 10)] == [first.id, second.id]
    await local.close()


async def test_an_act_the_newer_base_forbids_changes_nothing_that_is_shown(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("order-1")))
    await local.outbox.add(ActKind.INVALIDATE, "order-1", PerhapsWords(), NOW, base_version=1)
    await local.outbox.add(ActKind.REASSIGN, "order-1", ToHolder(holder="01024"), NOW, base_version=1)
    shown = await local.cache.order("order-1")
    assert shown is not None
    assert (shown.state, shown.holder) == (State.INVALID, ZHANG.number)
    closed = order("order-1", version=2, state=State.CLOSED.value, due_at=None)
    await feed(local, put(2, closed))
    assert await local.cache.order("order-1") == closed
    await local.close()


async def test_my_own_seat_shows_the_state_i_chose_before_central_has_heard(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, Seat(id=ZHANG.number, state="ready", since=NOW)))
    heard: list[bool] = []
    stop = local.cache.listen(lambda changed: heard.append(changed.seats))
    later = NOW + timedelta(minutes=1)
    await local.outbox.add(ActKind.SEAT_STATE, f"seat:{ZHANG.number}", SeatStep(state="break", reason="午休"), later)
    stop()
    assert await local.cache.seats() == [Seat(id=ZHANG.number, state="break", since=later, reason="午休")]
    assert heard == [True]
    await local.close()
