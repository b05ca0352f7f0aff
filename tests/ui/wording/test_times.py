"""Times and durations in the desk's words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desk.rules.calendar import CHINA
from desk.rules.deadline import Limit, LimitUnit
from ui.wording import times

NOW = datetime(2026, 9, 18, 15, 20, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 9, 18, 17, 30, tzinfo=CHINA), "今天 17:30"),
        (datetime(2026, 9, 17, 9, 10, tzinfo=CHINA), "昨天 09:10"),
        (datetime(2026, 9, 19, 10, 0, tzinfo=CHINA), "明天 10:00"),
        (datetime(2026, 9, 11, 9, 12, tzinfo=CHINA), "09-11 09:12"),
        (datetime(2025, 12, 31, 9, 12, tzinfo=CHINA), "2025-12-31"),
    ],
)
def test_a_moment_is_said_the_shortest_way_that_is_clear(moment: datetime, said: str) -> None:
    assert times.near(moment, NOW) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(hours=2, minutes=10), "2 时 10 分"),
        (timedelta(minutes=40), "40 分"),
        (timedelta(hours=12), "1 天 5 时"),  # a working day has seven hours
        (timedelta(seconds=20), "不到 1 分"),
    ],
)
def test_working_time_is_said_in_working_days(length: timedelta, said: str) -> None:
    assert times.worked(length) == said


def test_a_countdown_says_what_is_left_and_then_by_how_much_it_is_over() -> None:
    due = datetime(2026, 9, 18, 17, 30, tzinfo=CHINA)
    start = datetime(2026, 9, 18, 9, 0, tzinfo=CHINA)
    assert times.countdown(start, due, NOW) == ("calm", "剩 2 时 10 分")
    assert times.countdown(start, due, NOW + timedelta(hours=1)) == ("near", "剩 1 时 10 分")
    assert times.countdown(start, due, datetime(2026, 9, 20, 10, 0, tzinfo=CHINA)) == ("over", "超期 1 时")
    assert times.countdown(None, None, NOW) == ("", "")


def test_a_timer_grows_an_hour_when_it_needs_one() -> None:
    assert [times.timer(timedelta(seconds=lapse)) for lapse in (0, 134, 3725)] == ["00:00", "02:14", "1:02:05"]


def test_a_limit_names_its_unit() -> None:
    assert times.limit(Limit(5, LimitUnit.WORKDAY)) == "5 个工作日"
