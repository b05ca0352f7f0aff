"""The rules of calling back: outcomes, what an evaluation means, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

import resources
from desk.rules.calendar import CHINA, parse_segments
from desk.rules.deadline import LimitBook
from desk.rules.errors import Refusal


class Outcome(StrEnum):
    """How an attempt ended; the value is the AAPOR code (GB/T has none of its own)."""

    COMPLETED = "1.1"
    PARTIAL = "1.2"
    APPOINTMENT = "2.12"
    REFUSED = "2.112"
    NOT_THE_PERSON = "2.21"
    OTHER_LANGUAGE = "2.332"
    UNCLEAR = "2.34"
    CUT_OFF = "2.35"
    NO_ANSWER = "3.13"
    BUSY = "3.12"
    BARRED = "3.15"
    LINE_FAULT = "3.16"
    NO_SUCH_NUMBER = "4.32"
    SUSPENDED = "4.33"
    NUMBER_CHANGED = "4.41"
    TO_LEAD = "lead"


REACHED = frozenset(
    {Outcome.COMPLETED, Outcome.PARTIAL, Outcome.APPOINTMENT, Outcome.REFUSED, Outcome.NOT_THE_PERSON,
     Outcome.OTHER_LANGUAGE, Outcome.UNCLEAR, Outcome.CUT_OFF, Outcome.TO_LEAD}
)  # fmt: skip
"""Somebody answered."""

NOT_COUNTED = frozenset({Outcome.COMPLETED, Outcome.APPOINTMENT, Outcome.CUT_OFF})
"""These are no failed attempt."""

DEAD_NUMBER = frozenset({Outcome.NO_SUCH_NUMBER, Outcome.SUSPENDED, Outcome.NUMBER_CHANGED})


class Solved(StrEnum):
    YES = "solved"
    PARTLY = "partly"
    NO = "unsolved"


class Satisfaction(StrEnum):
    """The five grades of GB/T 39735-2020; the last two are bad reviews and must be followed up."""

    VERY_SATISFIED = "5"
    SATISFIED = "4"
    BASICALLY = "3"
    DISSATISFIED = "2"
    VERY_DISSATISFIED = "1"


BAD_REVIEWS = frozenset({Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the citizen said of the result; `reason` and `justified` are asked for a bad review only."""

    contacted: bool
    solved: Solved
    satisfaction: Satisfaction
    reason: str = ""
    justified: bool | None = None

    def check(self) -> None:
        """Refusal `reason_needed` or `justified_needed` where a bad review lacks them."""
        if self.satisfaction in BAD_REVIEWS:
            if not self.reason:
                raise Refusal("reason_needed", "reason")
            if self.justified is None:
                raise Refusal("justified_needed", "justified")


@cache
def halves() -> tuple[tuple[int, int], ...]:
    """The parts of the calling day as minutes (start, end) since midnight."""
    parts = parse_segments(resources.read_toml("rules/limits.toml")["attempts"]["halves"])
    return tuple((start.hour * 60 + start.minute, end.hour * 60 + end.minute) for start, end in parts)


def half_of(moment: datetime) -> int:
    """Which part of the calling day a moment falls in: 0 morning, 1 afternoon, 2 evening (outside: the next one)."""
    local = moment.astimezone(CHINA)
    minutes = local.hour * 60 + local.minute
    return next((place for place, (_, end) in enumerate(halves()) if minutes < end), 0)


def into_calling_hours(moment: datetime) -> datetime:
    """`moment` itself where one may ring then, otherwise the next opening of the calling day."""
    local = moment.astimezone(CHINA)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    minutes = local.hour * 60 + local.minute
    for start, end in halves():
        if minutes < start:
            return midnight + timedelta(minutes=start)
        if minutes < end:
            return local
    return midnight + timedelta(days=1, minutes=halves()[0][0])


def next_half(moment: datetime) -> datetime:
    """The opening of the next part of the calling day after the one `moment` is in."""
    local = moment.astimezone(CHINA)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    minutes = local.hour * 60 + local.minute
    for start, _ in halves():
        if start > minutes:
            return midnight + timedelta(minutes=start)
    return midnight + timedelta(days=1, minutes=halves()[0][0])


def next_attempt(outcome: Outcome, at: datetime, failed_before: int, limits: LimitBook) -> datetime | None:
    """When to ring again after this outcome; None when there is nothing more to try (proposed rules, configuration)."""
    if outcome is Outcome.COMPLETED or outcome in DEAD_NUMBER or outcome is Outcome.TO_LEAD:
        return None
    if outcome is Outcome.CUT_OFF:
        return at
    if outcome is not Outcome.APPOINTMENT and failed_before + 1 >= limits.most_attempts:
        return None
    if outcome is Outcome.BUSY:
        return into_calling_hours(at + timedelta(minutes=60))
    if outcome is Outcome.REFUSED:
        return into_calling_hours(at + timedelta(days=7))
    return into_calling_hours(max(next_half(at), at + limits.apart))
