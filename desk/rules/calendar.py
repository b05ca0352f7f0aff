"""Working time: which days are worked (holidays and make-up days of the State Council's notice) and in which hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache

import resources

CHINA = timezone(timedelta(hours=8), "CST")
"""The one time zone of the service; China keeps no summer time."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class DayKind(StrEnum):
    WORKDAY = "workday"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"
    MAKE_UP = "makeup"


@dataclass(frozen=True, slots=True)
class Day:
    """One date: its kind, the holiday's name if it has one, and whether the year's notice is known."""

    date: date
    kind: DayKind
    name: str = ""
    known: bool = True

    @property
    def worked(self) -> bool:
        return self.kind in (DayKind.WORKDAY, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Named days over the plain week, and the day's working segments (start, end), in order, not overlapping."""

    named: Mapping[date, tuple[DayKind, str]]
    segments: tuple[tuple[time, time], ...]
    years: frozenset[int]

    def day(self, when: date) -> Day:
        """A year whose notice is not known is counted by the plain week, and says so (`known` False)."""
        known = when.year in self.years
        if when in self.named:
            kind, name = self.named[when]
            return Day(when, kind, name, known)
        return Day(when, DayKind.REST_DAY if when.weekday() >= 5 else DayKind.WORKDAY, "", known)

    def days_from(self, first: date) -> Iterator[Day]:
        while True:
            yield self.day(first)
            first += timedelta(days=1)

    def segments_of(self, when: date) -> tuple[tuple[datetime, datetime], ...]:
        """The working segments of one date, none on a day of rest."""
        if not self.day(when).worked:
            return ()
        return tuple(
            (datetime.combine(when, start, CHINA), datetime.combine(when, end, CHINA)) for start, end in self.segments
        )

    def close_of(self, when: date) -> datetime:
        """The end of the last segment on that date."""
        return datetime.combine(when, self.segments[-1][1], CHINA)

    def day_length(self) -> timedelta:
        today = date(2000, 1, 3)
        return sum(
            (datetime.combine(today, end) - datetime.combine(today, start) for start, end in self.segments), timedelta()
        )

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time in [start, end); zero when end is not after start."""
        start, end, total = start.astimezone(CHINA), end.astimezone(CHINA), timedelta()
        day = start.date()
        while day <= end.date():
            for opens, closes in self.segments_of(day):
                total += max(timedelta(), min(end, closes) - max(start, opens))
            day += timedelta(days=1)
        return total


def parse_segments(texts: list[str]) -> tuple[tuple[time, time], ...]:
    """`["09:00-12:00", ...]` as pairs of times; ValueError when they overlap or run backwards."""
    pairs = []
    for text in texts:
        start, _, end = text.partition("-")
        pairs.append((time.fromisoformat(start), time.fromisoformat(end)))
    flat = [moment for pair in pairs for moment in pair]
    if not flat or flat != sorted(flat) or any(start == end for start, end in pairs):
        raise ValueError(f"working segments must be in order and apart: {texts}")
    return tuple(pairs)


@cache
def china_calendar() -> WorkCalendar:
    """The shipped calendar with the configured segments."""
    named = {
        date.fromisoformat(row["date"]): (DayKind(row["kind"]), row["name"])
        for row in resources.read_rows("calendars/china.csv")
    }
    segments = parse_segments(resources.read_toml("rules/limits.toml")["work"]["segments"])
    return WorkCalendar(named, segments, frozenset(day.year for day in named))
