"""What acts do to an order: the whole good life, the redo, the refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from desk.rules import acts
from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.deadline import default_limits
from desk.rules.errors import Refusal
from desk.rules.ids import StaffNumber, UnitCode
from desk.rules.life import Effect, Occasion, accept, effect_of
from desk.rules.order import ActKind, State
from desk.rules.roles import Actor, Role
from desk.wire.records import Order

NOW = datetime(2026, 9, 18, 9, 28, tzinfo=CHINA)
EVERYBODY = Actor(StaffNumber("01023"), "沈禾", frozenset(Role))
CLERK = Actor(StaffNumber("70001"), "周宁", frozenset({Role.UNIT}), UnitCode("U1"))
FORM = acts.Intake(
    number="260918010230001",
    then=State.DISPATCHED,
    content="育才路雨水井盖松动",
    division="320582100001",
    category="0101",
    unit="U1",
    line_phone="13812345678",
)


def on(actor: Actor = EVERYBODY, at: datetime = NOW) -> Occasion:
    return Occasion(actor, at, default_limits())


def order(effect: Effect, **fields: Any) -> Order:
    return Order(id="o", number=FORM.number, **{**effect.changes, **fields})


def live(current: Order, kind: ActKind, args: acts.Args, actor: Actor = EVERYBODY) -> Order:
    return msgspec.structs.replace(current, **effect_of(kind, current, args, on(actor)).changes)


def replied() -> Order:
    filed = order(accept(FORM.checked(), on()))
    signed = live(filed, ActKind.SIGN, acts.PerhapsWords(), CLERK)
    return live(signed, ActKind.REPLY, acts.Words(words="已加装橡胶垫。"), CLERK)


GOOD = acts.Attempt(
    outcome=Outcome.COMPLETED, contacted=True, solved=Solved.YES, satisfaction=Satisfaction.VERY_SATISFIED
)


def test_an_order_lives_from_the_call_to_the_evaluation() -> None:
    waiting = live(replied(), ActKind.ACCEPT_REPLY, acts.PerhapsWords())
    assert waiting.state == State.TO_CALL_BACK
    closed = live(waiting, ActKind.RECORD_ATTEMPT, GOOD)
    assert (closed.state, closed.satisfaction, closed.due_at) == (State.CLOSED, "5", None)


def test_signing_puts_the_handling_limit_on_the_clock() -> None:
    filed = order(accept(FORM.checked(), on()))
    assert filed.due_step == "sign"
    signed = live(filed, ActKind.SIGN, acts.PerhapsWords(), CLERK)
    assert (signed.due_step, signed.due_at) == ("handle", filed.handle_due_at)


@pytest.mark.parametrize(("justified", "state"), [(True, State.REDO), (False, State.TO_CLOSE)])
def test_a_bad_review_is_redone_when_justified_and_else_left_to_the_lead(justified: bool, state: State) -> None:
    waiting = live(replied(), ActKind.ACCEPT_REPLY, acts.PerhapsWords())
    bad = replace(GOOD, satisfaction=Satisfaction.DISSATISFIED, reason="问题未解决", justified=justified)
    assert live(waiting, ActKind.RECORD_ATTEMPT, bad).state == state


def test_three_failures_end_the_attempts_and_are_counted_apart() -> None:
    waiting = live(replied(), ActKind.ACCEPT_REPLY, acts.PerhapsWords())
    silent = acts.Attempt(outcome=Outcome.NO_ANSWER)
    for _ in range(2):
        waiting = live(waiting, ActKind.RECORD_ATTEMPT, silent)
        assert waiting.state == State.TO_CALL_BACK
        assert waiting.next_attempt_at is not None
        assert waiting.next_attempt_at >= NOW + timedelta(hours=2)
    ended = live(waiting, ActKind.RECORD_ATTEMPT, silent)
    assert (ended.state, ended.unreached, ended.satisfaction) == (State.TO_CLOSE, True, "")


def test_an_appointment_is_no_failed_attempt_and_is_kept() -> None:
    waiting = live(replied(), ActKind.ACCEPT_REPLY, acts.PerhapsWords())
    later = NOW + timedelta(hours=6)
    agreed = live(waiting, ActKind.RECORD_ATTEMPT, acts.Attempt(outcome=Outcome.APPOINTMENT, appointment_at=later))
    assert (agreed.failed_attempts, agreed.attempts, agreed.next_attempt_at, agreed.appointment) == (0, 1, later, True)


def test_the_third_return_is_refused() -> None:
    current = order(accept(FORM.checked(), on()))
    for _ in range(2):
        current = live(current, ActKind.ASK_RETURN, acts.Words(words="不属本单位职责"), CLERK)
        current = live(current, ActKind.REFUSE_RETURN, acts.Words(words="清单归你单位"))
    with pytest.raises(Refusal, match="return_limit"):
        live(current, ActKind.ASK_RETURN, acts.Words(words="不属本单位职责"), CLERK)


def test_another_units_order_is_not_ones_own() -> None:
    filed = order(accept(FORM.checked(), on()))
    with pytest.raises(Refusal, match="not_your_unit"):
        live(filed, ActKind.SIGN, acts.PerhapsWords(), replace(CLERK, unit=UnitCode("U2")))


def test_a_citizen_who_wants_no_call_back_gets_none() -> None:
    current = msgspec.structs.replace(replied(), wants_call_back=False)
    assert live(current, ActKind.ACCEPT_REPLY, acts.PerhapsWords()).state == State.CLOSED


@pytest.mark.parametrize(
    ("then", "fields", "field"),
    [
        (State.DISPATCHED, {"content": ""}, "content"),
        (State.DISPATCHED, {"content": "\x00\x07 \n"}, "content"),
        (State.DISPATCHED, {"content": "字" * 2001}, "content"),
        (State.DISPATCHED, {"unit": ""}, "unit"),
        (State.DISPATCHED, {"division": ""}, "division"),
        (State.DISPATCHED, {"appeal": "9"}, "appeal"),
        (State.DISPATCHED, {"urgency": "0"}, "urgency"),
        (State.DISPATCHED, {"contact_phone": "一二三"}, "contact_phone"),
        (State.CLOSED, {"answer": " "}, "answer"),
        (State.NOT_ACCEPTED, {"reason": ""}, "reason"),
    ],
)
def test_a_form_that_cannot_be_filed_names_the_field_to_mend(then: State, fields: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        replace(FORM, then=then, **fields).checked()
    assert refused.value.field == field


def test_an_invalid_call_needs_no_words() -> None:
    closed = order(accept(acts.Intake(number=FORM.number, then=State.INVALID).checked(), on()))
    assert (closed.state, closed.due_at) == (State.INVALID, None)


def test_emoji_and_line_breaks_stay_and_control_characters_go() -> None:
    form = replace(FORM, content="井盖响\r\n\x00孩子👨‍👩‍👧怕\t").checked()
    assert form.content == "井盖响\n孩子👨‍👩‍👧怕"
