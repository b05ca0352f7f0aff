"""When to ring again: by table, and never outside the calling hours."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.calendar import CHINA
from desk.rules.callback import Evaluation, Outcome, Satisfaction, Solved, half_of, halves, next_attempt
from desk.rules.deadline import default_limits
from desk.rules.errors import Refusal


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-09-{text}").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("outcome", "now", "again"),
    [
        (Outcome.NO_ANSWER, "18 09:00", "18 14:00"),  # another part of the day
        (Outcome.NO_ANSWER, "18 13:30", "18 15:30"),  # at least two hours apart
        (Outcome.NO_ANSWER, "18 19:30", "19 08:30"),
        (Outcome.BUSY, "18 09:00", "18 10:00"),
        (Outcome.BUSY, "18 11:00", "18 14:00"),
        (Outcome.CUT_OFF, "18 10:00", "18 10:00"),
        (Outcome.REFUSED, "18 10:00", "25 10:00"),
    ],
)
def test_the_next_attempt_is_where_the_rules_put_it(outcome: Outcome, now: str, again: str) -> None:
    assert next_attempt(outcome, at(now), 0, default_limits()) == at(again)


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.NO_SUCH_NUMBER, Outcome.NUMBER_CHANGED])
def test_there_is_no_next_attempt_where_there_is_nothing_to_try(outcome: Outcome) -> None:
    assert next_attempt(outcome, at("18 10:00"), 0, default_limits()) is None


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(tzinfo=CHINA))


@given(MOMENTS, st.sampled_from([Outcome.NO_ANSWER, Outcome.BUSY, Outcome.REFUSED, Outcome.BARRED]))
def test_nobody_is_rung_outside_the_calling_hours(now: datetime, outcome: Outcome) -> None:
    again = next_attempt(outcome, now, 0, default_limits())
    assert again is not None
    assert again >= now + timedelta(minutes=60)
    minutes = again.hour * 60 + again.minute
    assert any(start <= minutes < end for start, end in halves())


def test_the_parts_of_the_day() -> None:
    assert [half_of(at(f"18 {hour:02d}:00")) for hour in (7, 9, 12, 15, 18)] == [0, 0, 1, 1, 2]


def test_a_bad_review_needs_its_reason_and_a_judgement() -> None:
    with pytest.raises(Refusal, match="reason_needed"):
        Evaluation(True, Solved.NO, Satisfaction.DISSATISFIED).check()
    with pytest.raises(Refusal, match="justified_needed"):
        Evaluation(True, Solved.NO, Satisfaction.DISSATISFIED, "问题未解决").check()
