"""Any way through a script ends in an attempt that can be recorded, or can be gone back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.errors import Refusal
from desk.script.conversation import Conversation, Place, begin, resume
from desk.script.script import shipped_script
from tests.fakes import START

FACTS = {"address": "王女士", "title": "育才路雨水井盖松动", "unit": "姑苏区城市管理局"}
APPEAL = (FACTS["title"], FACTS["unit"])


def started() -> Conversation:
    return begin(shipped_script("result"), FACTS)


def along(*values: str) -> Conversation:
    conversation = started()
    for value in values:
        conversation = conversation.answer(value)
    return conversation


def test_a_content_citizen_is_six_steps() -> None:
    conversation = along("yes", "yes", "solved", "4")
    assert conversation.position == (5, 6)
    assert [step.label for step in conversation.progress if step.place is Place.DONE] == [
        "身份",
        "是否联系",
        "是否解决",
        "满意度",
    ]
    attempt = conversation.answer("孩子上学放心了").answer("said").to_attempt(talked_seconds=68)
    assert attempt.outcome is Outcome.COMPLETED
    assert attempt.contacted is True
    assert attempt.solved is Solved.YES
    assert attempt.satisfaction is Satisfaction.SATISFIED
    assert attempt.words == "孩子上学放心了"
    assert attempt.talked_seconds == 68


def test_a_bad_review_is_asked_why_and_judged() -> None:
    conversation = along("yes", "no", "unsolved", "1")
    with pytest.raises(Refusal) as refusal:
        conversation.answer("  ")
    assert refusal.value.code == "empty"
    attempt = conversation.answer("没有人来过").answer("yes").answer("").answer("said").to_attempt()
    assert (attempt.reason, attempt.justified, attempt.contacted) == ("没有人来过", True, False)


def test_the_judgement_is_not_read_aloud() -> None:
    question = along("yes", "yes", "unsolved", "2", "没修好").question
    assert question is not None
    assert not question.aloud


@pytest.mark.parametrize("path", [(), ("no",), ("no", "later"), ("no", "unknown"), ("no", "stranger"), ("not_now",)])
def test_a_third_person_never_hears_what_the_appeal_was(path: tuple[str, ...]) -> None:
    conversation = along(*path)
    assert not conversation.appeal_may_be_told
    assert not any(fact in conversation.say + conversation.hint for fact in APPEAL)


def test_even_a_careless_script_tells_a_third_person_nothing() -> None:
    script = shipped_script("result")
    careless = begin(script, FACTS | {"address": "{标题}"})
    assert FACTS["title"] not in careless.say
    assert FACTS["title"] not in careless.answer("no").say


def test_the_person_hears_it() -> None:
    assert FACTS["title"] in along("yes").say


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        (("no", "unknown", "said"), Outcome.NOT_THE_PERSON),
        (("no", "stranger", "said"), Outcome.NUMBER_CHANGED),
        (("refused", "said"), Outcome.REFUSED),
    ],
)
def test_the_answers_say_how_the_attempt_ended(path: tuple[str, ...], outcome: Outcome) -> None:
    assert along(*path).to_attempt().outcome is outcome


def test_an_appointment_needs_its_time() -> None:
    conversation = along("not_now", "agreed", "said")
    with pytest.raises(Refusal) as refusal:
        conversation.to_attempt()
    assert refusal.value.code == "appointment_needed"
    at = START + timedelta(hours=6)
    assert conversation.to_attempt(appointment_at=at).appointment_at == at


def test_a_call_cut_off_goes_on_where_it_broke_after_the_person_is_confirmed_anew() -> None:
    broken = along("yes", "yes", "partly")
    attempt = broken.to_attempt(Outcome.CUT_OFF)
    assert (attempt.contacted, attempt.solved, attempt.satisfaction) == (True, Solved.PARTLY, None)
    again = begin(broken.script, FACTS, earlier=broken.answers())
    assert again.current == "identity"
    assert again.answer("yes").current == "satisfaction"
    assert again.answer("no").current == "not_the_person"


def test_a_saved_conversation_stands_where_it_stood() -> None:
    conversation = along("yes", "yes", "solved", "2", "没修好")
    assert resume(conversation.script, FACTS, conversation.answers()) == conversation


def test_answers_that_no_longer_fit_are_asked_again() -> None:
    assert resume(shipped_script("result"), FACTS, {"identity": "yes", "contacted": "perhaps"}).current == "contacted"


def test_an_answer_nobody_offered_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        started().answer("maybe")
    assert refusal.value.code == "unknown_answer"


@given(st.lists(st.integers(0, 9), max_size=30))
def test_any_way_ends_in_a_checked_attempt_or_can_be_gone_back(picks: list[int]) -> None:
    """Each pick is an answer by its place, 0 a step back."""
    conversation = started()
    visited = [conversation]
    for pick in picks:
        question = conversation.question
        if pick == 0 and conversation.can_go_back:
            visited.pop()
            conversation = conversation.back()
            assert conversation == visited[-1]
        elif question is not None:
            offered = [answer.value for answer in question.answers] or ["", "没有"]
            conversation = conversation.answer(offered[pick % len(offered)])
            visited.append(conversation)
    if conversation.finished:
        appointed = START if conversation.outcome is Outcome.APPOINTMENT else None
        attempt = conversation.to_attempt(appointment_at=appointed)
        assert attempt.checked() == attempt
        assert (attempt.outcome is Outcome.COMPLETED) == (attempt.satisfaction is not None)
    while conversation.can_go_back:
        conversation = conversation.back()
    assert conversation == started()
