"""The line of each order in a reassignment: to whom it goes or why it does not, and afterwards what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from desk.work.reassign import Plan, Row
from ui.theme import Token
from ui.wording import lead as words


class Phase(Enum):
    TRYING = auto()
    RUNNING = auto()
    DONE = auto()
    UNDONE = auto()


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One order: its short number and title, and at the right what is said of it."""

    icon: str
    icon_colour: Token
    number: str
    title: str
    says: str
    colour: Token


@dataclass(frozen=True, slots=True)
class Course:
    """How far it has come: which orders stand in the outbox, which were given back, which central did not accept."""

    phase: Phase
    written: frozenset[str]
    given_back: frozenset[str]
    kept: frozenset[str]


def verdict_lines(plan: Plan, course: Course, name: Callable[[str], str], now: datetime) -> list[VerdictLine]:
    """What cannot go first, then the others as they stood in the list."""
    rows = sorted(plan.rows, key=lambda row: row.refusal is None)
    return [_line(row, course, name, now) for row in rows]


def _line(row: Row, course: Course, name: Callable[[str], str], now: datetime) -> VerdictLine:
    order = row.order

    def line(icon: str, colour: Token, says: str, said_in: Token) -> VerdictLine:
        return VerdictLine(icon, colour, words.short_number(order.number), order.title, says, said_in)

    if row.refusal is not None:
        return line("ban", "amber", words.why_not(order, row.refusal, now), "amber")
    if order.id in course.kept:
        return line("triangle_alert", "red", words.KEPT, "red")
    if course.phase is Phase.UNDONE:
        if order.id not in course.given_back:
            return line("ban", "amber", words.MOVED_ON, "amber")
        return line("undo", "green", words.goes_to(name(order.holder)), "text2")
    if course.phase is Phase.DONE and order.id not in course.written:
        return line("triangle_alert", "red", words.NOT_WRITTEN, "red")
    return line("check", "green", words.goes_to(name(row.to)), "text2")


def first_reason(plan: Plan, now: datetime) -> str:
    """Why the first of those that cannot go does not; empty where all can."""
    refused = (words.why_not(row.order, row.refusal, now) for row in plan.rows if row.refusal is not None)
    return next(refused, "")
