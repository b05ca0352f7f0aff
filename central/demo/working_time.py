"""Working time for made-up people: the first second of an open office, and so many open minutes later."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from functools import cache

import resources

CHINA = timezone(timedelta(hours=8), "CST")


@cache
def _named_days() -> dict[date, str]:
    return {date.fromisoformat(row["date"]): row["kind"] for row in resources.read_rows("calendars/china.csv")}


@cache
def _hours() -> tuple[tuple[time, time], ...]:
    pairs = (text.split("-") for text in resources.read_toml("rules/limits.toml")["work"]["segments"])
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs)


def is_holiday(day: date) -> bool:
    return _named_days().get(day) == "holiday"


def is_worked(day: date) -> bool:
    return _named_days().get(day, "rest" if day.weekday() >= 5 else "work") in ("work", "makeup")


@cache
def _segments(day: date) -> tuple[tuple[datetime, datetime], ...]:
    if not is_worked(day):
        return ()
    return tuple((datetime.combine(day, start, CHINA), datetime.combine(day, end, CHINA)) for start, end in _hours())


def office_time(start: datetime, minutes: float) -> datetime:
    """The moment when `minutes` of office time have passed since `start` (aware, in China's time), to the second."""
    left = timedelta(seconds=int(minutes * 60))
    day = start.date()
    while True:
        for opens, closes in _segments(day):
            begin = max(start, opens)
            if begin < closes:
                if left < closes - begin:
                    return begin + left
                left -= closes - begin
        day += timedelta(days=1)


def minutes_of_a_day() -> int:
    """How many minutes the office is open on a working day."""
    return sum(60 * (end.hour - start.hour) + end.minute - start.minute for start, end in _hours())


@cache
def _calling_hours() -> tuple[tuple[int, int], ...]:
    texts = (text.split("-") for text in resources.read_toml("rules/limits.toml")["attempts"]["halves"])
    return tuple((_minute_of_day(start), _minute_of_day(end)) for start, end in texts)


def _minute_of_day(text: str) -> int:
    moment = time.fromisoformat(text)
    return moment.hour * 60 + moment.minute


def calling_time(earliest: datetime) -> datetime:
    """`earliest` itself where citizens may be rung then, otherwise the next opening; never on a public holiday."""
    midnight = earliest.replace(hour=0, minute=0, second=0, microsecond=0)
    passed = earliest.hour * 60 + earliest.minute
    while True:
        if not is_holiday(midnight.date()):
            for opens, closes in _calling_hours():
                if passed < opens:
                    return midnight + timedelta(minutes=opens)
                if passed < closes:
                    return max(earliest, midnight)
        midnight, passed = midnight + timedelta(days=1), 0


def next_half(moment: datetime) -> datetime:
    """The opening of the next part of the calling day after the one `moment` is in."""
    passed = moment.hour * 60 + moment.minute
    closes = next((closes for _, closes in _calling_hours() if passed < closes), 24 * 60)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return calling_time(midnight + timedelta(minutes=closes))
