"""One order from the first call to the closing, by everybody whose turn it is, through the doors of central."""

from __future__ import annotations

import pytest

from desk.rules.acts import Attempt, PerhapsWords, ToHolder, ToUnit, Words
from desk.rules.callback import Outcome as Ended
from desk.rules.order import ActKind, State
from desk.wire.acts import Verdict
from desk.wire.records import Contact, Kind
from tests.central.centre import ANGRY, CALLER, DISPATCHER, LEAD, OTHER_UNIT, PHONE, SEAT, UNIT, Centre


def test_an_order_goes_from_the_call_to_the_closing(centre: Centre) -> None:
    lane = centre.lead_to(State.CLOSED)
    order = centre.order(lane)
    assert (order.solved, order.satisfaction, order.contacted) == ("solved", "5", True)
    assert order.due_at is None
    assert order.closed_at is not None
    lines = sorted(centre.colleague(LEAD).replica.timeline(lane), key=lambda line: line.at)
    assert lines[1].facts == {"unit": UNIT}
    assert [line.kind for line in lines] == [
        "accept_order",
        "dispatch_order",
        "sign_order",
        "reply_order",
        "accept_reply",
        "record_attempt",
        "close_order",
    ]


def test_names_stand_in_the_order_beside_their_codes(centre: Centre) -> None:
    order = centre.order(centre.file())
    assert order.division_name == "张家港市 / 杨舍镇 / 花园浜社区居委会"
    assert order.category_name == "城乡建设 / 城市建设和市政管理 / 城市公共设施"
    assert order.unit_name == "张家港市城市管理局"
    assert (order.holder, order.holder_name) == (SEAT, "沈禾")


def test_an_accepted_reply_goes_to_the_colleague_with_the_fewest_to_call_back(centre: Centre) -> None:
    held = [centre.order(centre.lead_to(State.TO_CALL_BACK)).holder for _ in range(7)]
    assert held == ["01033", "01034", "01036", "01038", "01040", "01042", "01033"]
    lane = centre.lead_to(State.TO_CALL_BACK)
    line = next(line for line in centre.colleague(LEAD).pull().timeline(lane) if line.kind == "accept_reply")
    assert line.facts == {"from": SEAT, "to": "01034"}


def test_a_citizen_who_is_rightly_dissatisfied_gets_the_work_done_again(centre: Centre) -> None:
    lane = centre.lead_to(State.TO_CALL_BACK)
    assert centre.colleague(CALLER).do(lane, ActKind.RECORD_ATTEMPT, ANGRY).verdict == Verdict.APPLIED
    assert centre.order(lane).state == State.REDO
    centre.colleague(LEAD).do(lane, ActKind.START_REDO, PerhapsWords(words="须换井圈"))
    order = centre.order(lane)
    assert (order.state, order.redo_count, order.due_step) == (State.IN_HAND, 1, "handle")


def test_an_order_nobody_answers_is_tried_again_and_then_counted_apart(centre: Centre) -> None:
    lane = centre.lead_to(State.TO_CALL_BACK)
    for attempt in range(1, 4):
        centre.clock.pass_(hours=6)
        centre.colleague(CALLER).do(lane, ActKind.RECORD_ATTEMPT, Attempt(outcome=Ended.NO_ANSWER))
        assert centre.order(lane).attempts == attempt
    assert (centre.order(lane).state, centre.order(lane).unreached) == (State.TO_CLOSE, True)
    centre.colleague(CALLER).do(lane, ActKind.CLOSE, PerhapsWords())
    assert centre.order(lane).state == State.CLOSED


def test_the_clear_number_is_with_the_caller_back_for_as_long_as_it_is_needed(centre: Centre) -> None:
    lane = centre.lead_to(State.TO_CALL_BACK)
    holder = centre.colleague(centre.order(lane).holder)
    assert holder.pull().of(Contact, lane) == Contact(id=lane, name="张小明", phone=PHONE)
    assert centre.colleague(CALLER).pull().ids(Kind.CONTACT) == set()
    centre.colleague(LEAD).do(lane, ActKind.REASSIGN, ToHolder(holder=CALLER))
    assert holder.pull().ids(Kind.CONTACT) == set()
    assert centre.colleague(CALLER).pull().ids(Kind.CONTACT) == {lane}
    centre.colleague(CALLER).do(lane, ActKind.RECORD_ATTEMPT, Attempt(outcome=Ended.NO_SUCH_NUMBER))
    assert centre.colleague(CALLER).pull().ids(Kind.CONTACT) == set()


@pytest.mark.parametrize(
    ("kind", "form", "code", "field"),
    [
        (ActKind.REDISPATCH, ToUnit(unit="nowhere"), "unknown_unit", "unit"),
        (ActKind.REASSIGN, ToHolder(holder="99999"), "unknown_staff", "holder"),
        (ActKind.REASSIGN, ToHolder(holder="00001"), "unknown_staff", "holder"),
        (ActKind.NOTE, Words(words="  "), "empty", "words"),
        (ActKind.SIGN, PerhapsWords(), "not_your_role", ""),
        (ActKind.REPLY, Words(words="办好了"), "not_your_role", ""),
    ],
)
def test_what_a_rule_forbids_is_refused_by_name_and_kept(
    centre: Centre, kind: ActKind, form: Words, code: str, field: str
) -> None:
    lane = centre.file()
    before = centre.order(lane)
    outcome = centre.colleague(LEAD).do(lane, kind, form, base=before.version)
    assert (outcome.verdict, outcome.code, outcome.field) == (Verdict.REJECTED_KEPT, code, field)
    assert centre.order(lane) == before


def test_a_unit_touches_only_its_own_orders(centre: Centre) -> None:
    lane = centre.file()
    stranger = centre.clerk(OTHER_UNIT)
    assert stranger.do(lane, ActKind.SIGN, PerhapsWords(), base=1).code == "not_your_unit"
    only_suggested = centre.file(State.ACCEPTED)
    assert centre.clerk(UNIT).do(only_suggested, ActKind.NOTE, Words(words="看一眼"), base=1).code == "not_your_unit"


def test_a_third_return_is_for_the_lead_to_decide(centre: Centre) -> None:
    lane = centre.file()
    for _ in range(2):
        assert centre.clerk(UNIT).do(lane, ActKind.ASK_RETURN, Words(words="不归我们")).verdict == Verdict.APPLIED
        centre.colleague(LEAD).do(lane, ActKind.REFUSE_RETURN, Words(words="清单写明由你单位负责"))
    refused = centre.clerk(UNIT).do(lane, ActKind.ASK_RETURN, Words(words="不归我们"), base=99)
    assert (refused.code, refused.facts) == ("return_limit", {"most": "2"})


def test_a_dispatcher_may_not_reassign(centre: Centre) -> None:
    outcome = centre.colleague(DISPATCHER).do(centre.file(), ActKind.REASSIGN, ToHolder(holder=""), base=1)
    assert outcome.code == "not_your_role"
