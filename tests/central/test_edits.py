"""Two people change one order: what goes together is merged, what does not is kept twice and asked of the holder."""

from __future__ import annotations

import pytest

from central.handlers.edits import unmasked
from central.store.orders import find
from desk.rules.acts import Edit, ToHolder
from desk.rules.masking import masked_text
from desk.rules.order import ActKind, State
from desk.wire.acts import Outcome, Verdict
from desk.wire.records import Conflict, Kind
from tests.central.centre import DISPATCHER, LEAD, PHONE, SEAT, Centre, Colleague


def edit(who: Colleague, lane: str, base: int, **fields: str) -> Outcome:
    return who.do(lane, ActKind.EDIT, Edit(fields=fields), base)


def clash(centre: Centre) -> tuple[str, str]:
    """An order (its id) whose title two people have changed, and the open question's id."""
    lane = centre.file(State.ACCEPTED)
    base = centre.order(lane).version
    edit(centre.colleague(DISPATCHER), lane, base, title="井盖松动")
    outcome = edit(centre.colleague(LEAD), lane, base, title="校门口井盖异响")
    assert outcome.verdict == Verdict.CONFLICT_KEPT
    return lane, outcome.conflicts[0].id


def test_different_fields_go_together(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    base = centre.order(lane).version
    assert edit(centre.colleague(DISPATCHER), lane, base, place="育才路小学北门").verdict == Verdict.APPLIED
    assert edit(centre.colleague(LEAD), lane, base, urgency="2").verdict == Verdict.MERGED
    order = centre.order(lane)
    assert (order.place, order.urgency, order.version) == ("育才路小学北门", "2", base + 2)


def test_the_same_value_from_two_people_is_no_question(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    base = centre.order(lane).version
    for number in (DISPATCHER, LEAD):
        assert edit(centre.colleague(number), lane, base, urgency="3").verdict == Verdict.APPLIED
    assert centre.order(lane).version == base + 1


def test_a_true_collision_keeps_both_values_before_the_holder(centre: Centre) -> None:
    lane, question = clash(centre)
    assert centre.order(lane).title == "井盖松动"
    known: Conflict = centre.colleague(SEAT).pull().of(Conflict, question)
    assert (known.field, known.mine, known.mine_by) == ("title", "校门口井盖异响", LEAD)
    assert (known.theirs, known.theirs_by) == ("井盖松动", DISPATCHER)
    assert centre.colleague(LEAD).pull().ids(Kind.CONFLICT) == set()


def test_what_does_not_collide_in_the_same_edit_is_taken(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    base = centre.order(lane).version
    edit(centre.colleague(DISPATCHER), lane, base, title="甲")
    outcome = edit(centre.colleague(LEAD), lane, base, title="乙", place="北门")
    assert outcome.verdict == Verdict.CONFLICT_KEPT
    assert (centre.order(lane).title, centre.order(lane).place) == ("甲", "北门")


@pytest.mark.parametrize("choice", ["井盖松动", "校门口井盖异响", "校门口井盖松动异响"])
def test_the_holders_choice_ends_the_question(centre: Centre, choice: str) -> None:
    lane, _ = clash(centre)
    holder = centre.colleague(SEAT)
    outcome = edit(holder, lane, holder.order(lane).version, title=choice)
    assert outcome.verdict == Verdict.APPLIED
    assert outcome.seq > 0
    assert centre.order(lane).title == choice
    assert holder.pull().ids(Kind.CONFLICT) == set()
    assert centre.colleague(SEAT).digest() == holder.replica.digest()


def test_the_question_goes_with_the_order_to_its_next_holder(centre: Centre) -> None:
    lane, question = clash(centre)
    assert centre.colleague(SEAT).pull().ids(Kind.CONFLICT) == {question}
    centre.colleague(LEAD).do(lane, ActKind.REASSIGN, ToHolder(holder="01011"))
    assert centre.colleague(SEAT).pull().ids(Kind.CONFLICT) == set()
    assert centre.colleague("01011").pull().ids(Kind.CONFLICT) == {question}
    centre.colleague(LEAD).do(lane, ActKind.REASSIGN, ToHolder(holder=""))
    for number in (SEAT, "01011", LEAD):
        assert centre.colleague(number).pull().ids(Kind.CONFLICT) == {question}


def test_a_seats_own_edits_never_collide_with_each_other(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    seat = centre.colleague(SEAT)
    acts = [seat.act(lane, ActKind.EDIT, Edit(fields={"title": title}), 1) for title in ("甲", "乙", "丙")]
    assert [outcome.verdict for outcome in seat.push(acts)] == ["applied"] * 3
    assert centre.order(lane).title == "丙"


def test_a_code_nobody_knows_changes_nothing(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    before = centre.order(lane)
    outcome = edit(centre.colleague(SEAT), lane, before.version, division="000000", title="新")
    assert (outcome.verdict, outcome.code) == (Verdict.REJECTED_KEPT, "unknown_division")
    assert centre.order(lane) == before


def test_a_name_and_number_sent_back_as_they_were_shown_stay_clear(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    shown = centre.order(lane)
    sent = {"contact_name": shown.contact_name, "contact_phone": shown.contact_phone, "place": "北门"}
    outcome = edit(centre.colleague(SEAT), lane, shown.version, **sent)
    assert outcome.verdict == Verdict.APPLIED
    revealed = centre.colleague(SEAT).post(f"/api/orders/{lane}/reveal", {"reason": "核对"}).json()
    assert (revealed["contact_name"], revealed["contact_phone"]) == ("张小明", PHONE)


def test_a_typing_error_mended_in_masked_text_does_not_cost_the_number_in_it(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED, content=f"井盖松了，打{PHONE}找我")
    seat = centre.colleague(SEAT)
    shown = seat.order(lane)
    edit(seat, lane, shown.version, content=shown.content.replace("松了", "松动了"))
    with centre.store.reading() as tx:
        kept = find(tx, lane)
    assert kept is not None
    assert kept.content == f"井盖松动了，打{PHONE}找我"


@pytest.mark.parametrize(
    ("old", "edited", "kept"),
    [
        ("甲13812345678乙", "甲138****5678丙", "甲13812345678丙"),
        ("13812345678、13899995678", "138****5678和138****5678", "13812345678和13899995678"),
        ("13812345678、13812345678", "138****5678和138****5678", "13812345678和13812345678"),
        ("+86 13812345678", "138****5678", "+86 13812345678"),
        ("13812345678", "没有号码", "没有号码"),
        ("13812345678", "13700000000", "13700000000"),
        ("没有号码", "138****5678", "138****5678"),
    ],
)
def test_masks_are_put_back_in_the_order_they_came(old: str, edited: str, kept: str) -> None:
    assert unmasked("content", edited, old) == kept
    assert unmasked("content", masked_text(old), old) == old
