"""Calling the citizen back: attempts until somebody answers, what was said, and what follows from it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from central.demo.city import words
from central.demo.facts import Step
from central.demo.wording import Theme
from central.demo.working_time import calling_time, next_half

# AAPOR codes, as on the wire.
_COMPLETED, _APPOINTMENT, _REFUSED, _THIRD, _CUT_OFF = "1.1", "2.12", "2.112", "2.21", "2.35"
_NO_ANSWER, _BUSY, _NO_SUCH_NUMBER, _SUSPENDED = "3.13", "3.12", "4.32", "4.33"
_OUTCOMES = {
    _COMPLETED: 62,
    _NO_ANSWER: 19,
    _BUSY: 5,
    _THIRD: 3,
    _REFUSED: 3,
    _APPOINTMENT: 4,
    _CUT_OFF: 2,
    _NO_SUCH_NUMBER: 1,
    _SUSPENDED: 1,
}
_NOT_COUNTED = frozenset({_APPOINTMENT, _CUT_OFF})
_DEAD = frozenset({_NO_SUCH_NUMBER, _SUSPENDED})
_MOST_FAILED = 3
_GRADES = {"5": 40, "4": 37, "3": 11, "2": 8, "1": 4}
_GRADES_AGAIN = {"5": 30, "4": 42, "3": 18, "2": 10}
_BAD = frozenset({"1", "2"})
_PRAISE = "6"


@dataclass(frozen=True, slots=True)
class Call:
    """A callback that is due since `since`; `again`: after a redo."""

    rng: Random
    staff: Mapping[str, tuple[str, ...]]
    about: Theme
    since: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """How the callback ended: the state it leads to, and whether the citizen was reached at all."""

    at: datetime
    state: str
    reached: bool


def calls(call: Call) -> Generator[tuple[Step, str], None, Judged]:
    """The attempts, each with the state it leads to."""
    rng = call.rng
    caller = rng.choices(call.staff["callback"], (3, 1, 1, 1, 1, 1))[0]
    at = _seconds(calling_time(call.since + timedelta(minutes=rng.uniform(30, 2_600))), rng)
    failed = 0
    while True:
        outcome = rng.choices(tuple(_OUTCOMES), tuple(_OUTCOMES.values()))[0]
        if outcome == _COMPLETED:
            step, judged = _interview(call, at, caller)
            yield step, judged.state
            return judged
        failed += outcome not in _NOT_COUNTED
        over = outcome in _DEAD or (failed >= _MOST_FAILED and outcome not in _NOT_COUNTED)
        again = _again(rng, outcome, at)
        yield _missed(rng, outcome, at, caller, again), "to_close" if over else "to_call_back"
        if over:
            return Judged(at, "to_close", reached=False)
        at = again


def _interview(call: Call, at: datetime, caller: str) -> tuple[Step, Judged]:
    rng, say = call.rng, words()["callback"]
    grades = {"5": 8, "4": 2} if call.about.matter.appeal == _PRAISE else _GRADES_AGAIN if call.again else _GRADES
    grade = rng.choices(tuple(grades), tuple(grades.values()))[0]
    bad = grade in _BAD
    justified = rng.random() < 0.62 if bad else None
    talk = "_talk" if call.about.talk else ""
    reason, remark = rng.choice(say[f"bad{talk}" if justified else "unjust"]) if bad else ("", "")
    if not bad:
        remark = rng.choice(say[("fair" if grade == "3" else "good") + talk])
    solved = rng.choices(("solved", "partly", "unsolved"), (0, 35, 65) if bad else (88, 10, 2))[0]
    step = Step(
        kind="record_attempt",
        at=at,
        by=caller,
        words=remark,
        outcome=_COMPLETED,
        contacted=rng.random() < (0.7 if bad else 0.97),
        solved=solved,
        satisfaction=grade,
        reason=reason,
        justified=justified,
        rang_seconds=rng.randrange(4, 25),
        talked_seconds=rng.randrange(50, 240),
    )
    state = "closed" if not bad else "redo" if justified else "to_close"
    return step, Judged(at, state, reached=True)


def _missed(rng: Random, outcome: str, at: datetime, caller: str, again: datetime) -> Step:
    said = {_REFUSED: "refused", _THIRD: "third", _APPOINTMENT: "appointment"}
    answered = outcome in said or outcome == _CUT_OFF
    return Step(
        kind="record_attempt",
        at=at,
        by=caller,
        outcome=outcome,
        words=rng.choice(words()["callback"][said[outcome]]) if outcome in said else "",
        appointment_at=again if outcome == _APPOINTMENT else None,
        rang_seconds=rng.randrange(4, 25) if answered else rng.randrange(0, 5) if outcome in _DEAD else 42,
        talked_seconds=rng.randrange(10, 60) if answered else 0,
    )


def _again(rng: Random, outcome: str, at: datetime) -> datetime:
    """When the next attempt is made: a promise on the hour, a busy line soon, a silent one in another half-day."""
    if outcome == _APPOINTMENT:
        later = at + timedelta(hours=rng.choice((3, 5, 24, 26)))
        return calling_time(later.replace(minute=rng.choice((0, 30)), second=0))
    if outcome == _CUT_OFF:
        return at + timedelta(seconds=rng.randrange(40, 200))
    if outcome == _BUSY:
        return _seconds(calling_time(at + timedelta(minutes=rng.uniform(60, 110))), rng)
    if outcome == _REFUSED:
        return _seconds(calling_time(at + timedelta(days=7)), rng)
    return _seconds(calling_time(max(next_half(at), at + timedelta(hours=2))), rng)


def _seconds(opening: datetime, rng: Random) -> datetime:
    """Some minutes after, not on the dot, and still within the calling hours."""
    return calling_time(opening + timedelta(seconds=rng.randrange(20, 2_400))).replace(microsecond=0)
