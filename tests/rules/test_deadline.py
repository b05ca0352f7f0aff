"""Limits: by table for the days that go wrong, by property for all the others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk.rules.calendar import CHINA, china_calendar
from desk.rules.deadline import (
    Level,
    Limit,
    LimitUnit,
    SpanKind,
    Step,
    deadline,
    default_limits,
    level,
    limit_book,
    time_left,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


FIVE_DAYS, THREE_DAYS = Limit(5, LimitUnit.WORKDAY), Limit(3, LimitUnit.WORKDAY)
TWO_HOURS, TWENTY_MINUTES = Limit(2, LimitUnit.WORKHOUR), Limit(20, LimitUnit.MINUTE)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-09-18 09:28", FIVE_DAYS, "2026-09-24 17:30"),  # Sunday the 20th is a make-up workday
        ("2026-09-23 23:00", THREE_DAYS, "2026-09-29 17:30"),  # over the mid-autumn holiday
        ("2026-09-30 23:00", TWO_HOURS, "2026-10-08 11:00"),  # over the national holiday
        ("2026-09-18 11:00", TWO_HOURS, "2026-09-18 14:30"),  # over the lunch break
        ("2026-09-18 12:10", TWO_HOURS, "2026-09-18 15:30"),  # filed in the lunch break
        ("2026-09-18 16:30", TWO_HOURS, "2026-09-20 10:00"),  # over Saturday into the make-up Sunday
        ("2026-09-18 17:30", TWO_HOURS, "2026-09-20 11:00"),  # filed as the day closes
        ("2026-09-18 23:55", TWENTY_MINUTES, "2026-09-19 00:15"),  # natural time does not stop
        ("2025-01-27 10:00", Limit(1, LimitUnit.WORKDAY), "2025-02-05 17:30"),  # over the spring festival
    ],
)
def test_a_limit_ends_where_the_calendar_says(start: str, limit: Limit, due: str) -> None:
    assert deadline(at(start), limit).due_at == at(due)


def test_the_make_up_sunday_is_named_as_the_first_day() -> None:
    spans = deadline(at("2026-09-18 09:28"), FIVE_DAYS).spans
    first = next(span for span in spans if span.ordinal == 1)
    assert first.make_up
    assert first.start.date().isoformat() == "2026-09-20"


MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2026, 11, 1)).map(lambda moment: moment.replace(tzinfo=CHINA))
LIMITS = st.builds(Limit, st.integers(1, 40), st.sampled_from(LimitUnit))


@given(MOMENTS, LIMITS)
def test_the_spans_cover_the_way_with_no_gap_and_no_overlap(start: datetime, limit: Limit) -> None:
    found = deadline(start, limit)
    edges = [found.start, *(span.end for span in found.spans)]
    assert [span.start for span in found.spans] == edges[:-1]
    assert edges[-1] == found.due_at
    assert all(span.start < span.end for span in found.spans)


@given(MOMENTS, LIMITS)
def test_no_working_time_is_lost_or_counted_twice(start: datetime, limit: Limit) -> None:
    found = deadline(start, limit)
    counted = [span for span in found.spans if span.kind is SpanKind.COUNTED]
    if limit.unit is LimitUnit.WORKDAY:
        assert [span.ordinal for span in counted] == list(range(1, limit.amount + 1))
    elif limit.unit is LimitUnit.WORKHOUR:
        worked = china_calendar().worked_between(start, found.due_at)
        assert worked == timedelta(hours=limit.amount) == sum((span.end - span.start for span in counted), timedelta())


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=20)), LIMITS)
def test_filing_later_is_never_due_earlier(start: datetime, later: timedelta, limit: Limit) -> None:
    assert deadline(start + later, limit).due_at >= deadline(start, limit).due_at


@given(MOMENTS, st.integers(1, 30))
def test_a_limit_in_working_time_ends_inside_working_time(start: datetime, amount: int) -> None:
    for unit in (LimitUnit.WORKDAY, LimitUnit.WORKHOUR):
        due = deadline(start, Limit(amount, unit)).due_at
        assert any(opens < due <= closes for opens, closes in china_calendar().segments_of(due.date()))


@given(MOMENTS, st.integers(1, 15), st.integers(1, 15))
def test_hours_add_up(start: datetime, first: int, second: int) -> None:
    halfway = deadline(start, Limit(first, LimitUnit.WORKHOUR)).due_at
    assert (
        deadline(halfway, Limit(second, LimitUnit.WORKHOUR)).due_at
        == deadline(start, Limit(first + second, LimitUnit.WORKHOUR)).due_at
    )


def test_a_year_without_a_notice_is_counted_by_the_week_and_says_so() -> None:
    unknown = max(china_calendar().years) + 1
    assert not deadline(at(f"{unknown}-03-01 09:00"), FIVE_DAYS).certain


def test_the_countdown_warns_at_three_quarters_and_turns_at_the_limit() -> None:
    start, due = at("2026-09-21 09:00"), at("2026-09-21 17:30")
    assert level(start, due, at("2026-09-21 14:00")) is Level.CALM
    assert level(start, due, at("2026-09-21 16:00")) is Level.NEAR
    assert level(start, due, due) is Level.OVER


def test_time_left_is_working_time_and_negative_afterwards() -> None:
    due = at("2026-09-24 17:30")
    assert time_left(at("2026-09-24 11:00"), due) == timedelta(hours=5)
    assert time_left(at("2026-09-25 18:00"), due) < timedelta()


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_limit_for_every_key(step: Step) -> None:
    for urgency in "123":
        for appeal in "123456":
            assert default_limits().limit(step, appeal, urgency).amount > 0


def test_limits_are_configuration() -> None:
    table = {**resources.read_toml("rules/limits.toml"), "sign": {"1": {"amount": 7, "unit": "minute"}}}
    assert limit_book(table).limit(Step.SIGN, "2", "1") == Limit(7, LimitUnit.MINUTE)
