"""When a thing is due, and why: the limit, and every span counted or skipped on the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

import resources
from desk.rules.calendar import CHINA, Day, DayKind, WorkCalendar, china_calendar


class LimitUnit(StrEnum):
    WORKDAY = "workday"
    WORKHOUR = "workhour"
    HOUR = "hour"
    MINUTE = "minute"


class Step(StrEnum):
    """The steps that have a limit."""

    DISPATCH = "dispatch"
    SIGN = "sign"
    HANDLE = "handle"
    CALL_BACK = "call_back"


@dataclass(frozen=True, slots=True)
class Limit:
    amount: int
    unit: LimitUnit


class SpanKind(StrEnum):
    COUNTED = "counted"
    FIRST_DAY = "first_day"  # a limit in days counts from the next working day
    OFF_HOURS = "off_hours"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the way: counted (with the ordinal of the last day in it, for limits in days) or skipped, and why."""

    start: datetime
    end: datetime
    kind: SpanKind
    name: str = ""
    make_up: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """Due at `due_at`; the spans cover [start, due_at] with no gap and no overlap. `certain` is False past the known notices."""

    start: datetime
    limit: Limit
    due_at: datetime
    spans: tuple[Span, ...]
    certain: bool = True


def deadline(start: datetime, limit: Limit, calendar: WorkCalendar | None = None) -> Deadline:
    """When `limit` runs out after `start` (aware), with its arithmetic."""
    calendar = calendar or china_calendar()
    start = start.astimezone(CHINA)
    if limit.unit is LimitUnit.WORKDAY:
        return _in_days(start, limit, calendar)
    if limit.unit is LimitUnit.WORKHOUR:
        return _in_hours(start, limit, calendar)
    length = timedelta(hours=limit.amount) if limit.unit is LimitUnit.HOUR else timedelta(minutes=limit.amount)
    due_at = start + length
    return Deadline(start, limit, due_at, (Span(start, due_at, SpanKind.COUNTED),))


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), CHINA)


def _skipped(day: Day) -> SpanKind:
    return SpanKind.HOLIDAY if day.kind is DayKind.HOLIDAY else SpanKind.REST_DAY


def _in_days(start: datetime, limit: Limit, calendar: WorkCalendar) -> Deadline:
    spans = [Span(start, _midnight_after(start.date()), SpanKind.FIRST_DAY)]
    counted, certain = 0, True
    for day in calendar.days_from(start.date() + timedelta(days=1)):
        opens = datetime.combine(day.date, time(), CHINA)
        certain = certain and day.known
        if not day.worked:
            spans.append(Span(opens, _midnight_after(day.date), _skipped(day), day.name))
            continue
        counted += 1
        last = counted == limit.amount
        closes = calendar.close_of(day.date) if last else _midnight_after(day.date)
        spans.append(Span(opens, closes, SpanKind.COUNTED, "", day.kind is DayKind.MAKE_UP, counted))
        if last:
            return Deadline(start, limit, closes, tuple(spans), certain)
    raise AssertionError("the days never end")


def _in_hours(start: datetime, limit: Limit, calendar: WorkCalendar) -> Deadline:
    left, at, certain = timedelta(hours=limit.amount), start, True
    spans: list[Span] = []
    for day in calendar.days_from(start.date()):
        certain = certain and day.known
        for opens, closes in calendar.segments_of(day.date):
            if closes <= at:
                continue
            if opens > at:
                spans.append(Span(at, opens, SpanKind.OFF_HOURS))
                at = opens
            end = min(closes, at + left)
            spans.append(Span(at, end, SpanKind.COUNTED, "", day.kind is DayKind.MAKE_UP))
            left, at = left - (end - at), end
            if not left:
                return Deadline(start, limit, at, tuple(spans), certain)
        night = _midnight_after(day.date)
        kind = SpanKind.OFF_HOURS if day.worked else _skipped(day)
        spans.append(Span(at, night, kind, day.name if not day.worked else ""))
        at = night
    raise AssertionError("the days never end")


@dataclass(frozen=True, slots=True)
class LimitBook:
    """The limits in force: by step and by urgency (handling: by kind of appeal), and the counts beside them."""

    limits: Mapping[tuple[Step, str], Limit]
    most_returns: int
    near_share: float
    most_attempts: int
    apart: timedelta

    def limit(self, step: Step, appeal: str, urgency: str) -> Limit:
        return self.limits[step, appeal if step is Step.HANDLE else urgency]


def limit_book(table: Mapping[str, Any]) -> LimitBook:
    """The book from a table shaped like `resources/rules/limits.toml`."""
    limits = {
        (step, key): Limit(int(entry["amount"]), LimitUnit(entry["unit"]))
        for step in Step
        for key, entry in table[step].items()
    }
    counts, attempts = table["counts"], table["attempts"]
    return LimitBook(
        limits,
        most_returns=int(counts["returns"]),
        near_share=float(counts["near"]),
        most_attempts=int(attempts["most"]),
        apart=timedelta(minutes=attempts["apart_minutes"]),
    )


@cache
def default_limits() -> LimitBook:
    return limit_book(resources.read_toml("rules/limits.toml"))


class Level(StrEnum):
    """How a countdown looks."""

    CALM = "calm"
    NEAR = "near"
    OVER = "over"


def level(start: datetime, due_at: datetime, now: datetime, near_share: float | None = None) -> Level:
    """NEAR once `near_share` of the working time from start to due_at is used, OVER from due_at on."""
    if now >= due_at:
        return Level.OVER
    calendar = china_calendar()
    share = default_limits().near_share if near_share is None else near_share
    whole = calendar.worked_between(start, due_at) or due_at - start
    used = calendar.worked_between(start, now) if calendar.worked_between(start, due_at) else now - start
    return Level.NEAR if used >= whole * share else Level.CALM


def time_left(now: datetime, due_at: datetime) -> timedelta:
    """Working time from now to due_at; negative, as worked time since, once it is past."""
    calendar = china_calendar()
    if due_at >= now:
        return calendar.worked_between(now, due_at) or min(due_at - now, timedelta(hours=1))
    return -(calendar.worked_between(due_at, now) or min(now - due_at, timedelta(hours=1)))
