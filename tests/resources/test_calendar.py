"""The shipped calendar says what the library says."""

from __future__ import annotations

import runpy
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

import resources

ROWS = resources.read_rows("calendars/china.csv")
FIRST = date(2023, 1, 1)
LAST = max(*holidays, *workdays)


def shipped(kind: str) -> set[date]:
    return {date.fromisoformat(row["date"]) for row in ROWS if row["kind"] == kind}


def test_the_shipped_days_are_the_librarys_days() -> None:
    assert shipped("holiday") == {day for day in holidays if day >= FIRST}
    assert shipped("makeup") == {day for day in workdays if day >= FIRST}


def test_each_day_from_2023_on_is_worked_exactly_when_the_library_says_so() -> None:
    off, made_up = shipped("holiday"), shipped("makeup")
    day = FIRST
    while day <= date(LAST.year, 12, 31):
        worked = day in made_up or (day.weekday() < 5 and day not in off)
        assert worked == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_days_are_in_order_each_once_and_named_in_chinese() -> None:
    days = [row["date"] for row in ROWS]
    assert days == sorted(set(days))
    assert all(row["name"] and not row["name"].isascii() for row in ROWS)


def test_the_generator_writes_exactly_the_shipped_rows() -> None:
    script = Path(__file__).parents[2] / "packaging" / "make_calendar.py"
    rows = runpy.run_path(str(script))["calendar_rows"]()
    assert rows == [(row["date"], row["kind"], row["name"]) for row in ROWS]
