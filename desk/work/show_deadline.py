"""The deadline with its arithmetic: the spans of each step put together the way people read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desk.rules.calendar import CHINA
from desk.rules.deadline import Deadline, Limit, LimitBook, LimitUnit, Span, SpanKind, Step, deadline, default_limits

SHOWN = (Step.DISPATCH, Step.SIGN, Step.HANDLE)


@dataclass(frozen=True, slots=True)
class SpanLine:
    """A stretch to be read as one: `first_day` to `last_day`, counted (ordinals from 1, for limits in days) or skipped."""

    kind: SpanKind
    start: datetime
    end: datetime
    first_day: date
    last_day: date
    name: str = ""
    make_up: bool = False
    first_ordinal: int = 0
    last_ordinal: int = 0


@dataclass(frozen=True, slots=True)
class StepStory:
    """One step's limit and the way to its end. `certain` is False where a coming year's holidays are not yet known."""

    step: Step
    limit: Limit
    start: datetime
    due_at: datetime
    certain: bool
    lines: tuple[SpanLine, ...]


def show_deadline(
    start: datetime,
    appeal: str,
    urgency: str,
    limits: LimitBook | None = None,
    steps: tuple[Step, ...] = SHOWN,
) -> tuple[StepStory, ...]:
    """The limits an order would have if it were accepted and dispatched at `start`."""
    book = limits or default_limits()
    return tuple(story(step, deadline(start, book.limit(step, appeal, urgency))) for step in steps)


def story(step: Step, due: Deadline) -> StepStory:
    by_days = due.limit.unit is LimitUnit.WORKDAY
    lines: list[SpanLine] = []
    for span in due.spans:
        line = _line(span)
        if lines and by_days and _reads_on(lines[-1], line):
            lines[-1] = replace(lines[-1], end=line.end, last_day=line.last_day, last_ordinal=line.last_ordinal)
        else:
            lines.append(line)
    return StepStory(step, due.limit, due.start, due.due_at, due.certain, tuple(lines))


def _line(span: Span) -> SpanLine:
    first = span.start.astimezone(CHINA).date()
    last = (span.end.astimezone(CHINA) - timedelta(microseconds=1)).date()
    return SpanLine(
        span.kind,
        span.start,
        span.end,
        first,
        max(first, last),
        span.name,
        span.make_up,
        span.ordinal,
        span.ordinal,
    )


def _reads_on(line: SpanLine, after: SpanLine) -> bool:
    """Days of one kind and one name in a row; a make-up day is always said by itself."""
    same = (line.kind, line.name, line.make_up) == (after.kind, after.name, after.make_up)
    return same and not after.make_up
