"""What is wrong with a script, in plain words, before anybody reads it to a citizen."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import resources
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.script.script import END, IDENTITY, IS_THE_PERSON, Ask, Question, Script

VALUES: dict[str, frozenset[str]] = {
    "contacted": frozenset({"yes", "no"}),
    "solved": frozenset(Solved),
    "satisfaction": frozenset(Satisfaction),
    "justified": frozenset({"yes", "no"}),
}
"""The questions the three rates are made of, with the values each must offer, no more and no fewer."""

BAD = (Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED)


@dataclass(frozen=True, slots=True)
class Problem:
    """`question` and `answer` (a key) say where; both empty for the whole script."""

    code: str
    sentence: str
    question: str = ""
    answer: str = ""


def problems(script: Script) -> tuple[Problem, ...]:
    """Everything to mend; empty for a script that can be used."""
    if not script.questions:
        return (_problem("no_questions"),)
    found = [*_of_names(script), *_of_targets(script)]
    if found:
        return tuple(found)  # the ways through it mean nothing until these are mended
    return (*_of_ways(script), *_of_evaluation(script), *_of_slots(script))


def _problem(code: str, question: str = "", answer: str = "", **facts: str) -> Problem:
    sentences = resources.read_toml("sentences/script_problems.toml")
    return Problem(code, sentences[code].format(**({"question": question} | facts)), question, answer)


def _of_names(script: Script) -> Iterator[Problem]:
    for name, times in Counter(question.id for question in script.questions).items():
        if times > 1:
            yield _problem("duplicate_question", name)
    for question in script.questions:
        for key, times in Counter(answer.key for answer in question.answers).items():
            if times > 1:
                yield _problem("duplicate_key", question.id, key, key=key)
        for value, times in Counter(answer.value for answer in question.answers).items():
            if times > 1:
                yield _problem("duplicate_value", question.id, value=value)
        if question.kind is Ask.CHOICE and not question.answers:
            yield _problem("no_answers", question.id)


def _targets(question: Question) -> Iterator[tuple[str, str, str]]:
    """(answer key, target, outcome) for every way out of a question."""
    if question.kind is Ask.TEXT:
        yield "", question.goes_to, ""
        return
    for answer in question.answers:
        yield answer.key, answer.goes_to, answer.outcome


def _of_targets(script: Script) -> Iterator[Problem]:
    known = {question.id for question in script.questions} | {END}
    for question in script.questions:
        for key, target, outcome in _targets(question):
            if not target:
                yield _problem("nowhere_to_go", question.id, key)
            elif target not in known:
                yield _problem("unknown_target", question.id, key, target=target)
            if outcome and outcome not in set(Outcome):
                yield _problem("unknown_outcome", question.id, key, outcome=outcome)


def _reached(script: Script, start: str, without: str = "", completing: bool = False) -> set[str]:
    """Every question (and END) reached from `start`, not through `without`; `completing`: by no answer with an outcome."""
    seen: set[str] = set()
    open_ends = [start]
    while open_ends:
        here = open_ends.pop()
        if here in seen or here == without:
            continue
        seen.add(here)
        question = script.question(here)
        if question is not None:
            open_ends += [target for _, target, outcome in _targets(question) if not (completing and outcome)]
    return seen


def _of_ways(script: Script) -> Iterator[Problem]:
    from_start = _reached(script, script.questions[0].id)
    for question in script.questions:
        onward = set().union(*(_reached(script, target) for _, target, _ in _targets(question)))
        if question.id not in from_start:
            yield _problem("unreachable", question.id)
        if question.id in onward:
            yield _problem("loop", question.id)
        if END not in onward:
            yield _problem("no_end", question.id)


def _of_evaluation(script: Script) -> Iterator[Problem]:
    start = script.questions[0].id
    for name, wanted in VALUES.items():
        question = script.question(name)
        if question is None:
            yield _problem("missing_question", name)
            continue
        offered = {answer.value for answer in question.answers}
        for value in sorted(wanted - offered):
            yield _problem("missing_value", name, value=value)
        for value in sorted(offered - wanted):
            yield _problem("unknown_value", name, value=value)
        if name != "justified" and END in _reached(script, start, name, completing=True):
            yield _problem("can_be_skipped", name)
    reason = script.question("reason")
    if reason is None or not (reason.kind is Ask.TEXT and reason.required):
        yield _problem("missing_question", "reason")
    satisfaction = script.question("satisfaction")
    for answer in satisfaction.answers if satisfaction else ():
        for name in ("reason", "justified") if answer.value in BAD else ():
            if END in _reached(script, answer.goes_to, name, completing=True):
                yield _problem("can_be_skipped", name, answer.key)


def slots_in(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def _of_slots(script: Script) -> Iterator[Problem]:
    identity = script.question(IDENTITY)
    strangers = _heard_by_strangers(script)
    if identity is None:
        yield _problem("missing_question", IDENTITY)
    for question in script.questions:
        try:
            names = slots_in(question.say) + slots_in(question.hint)
        except ValueError as error:
            yield _problem("unreadable", question.id, detail=str(error))
            continue
        for name in names:
            if name not in script.slots:
                yield _problem("unknown_slot", question.id, slot=name)
            elif question.id in strangers and script.slots[name] not in script.public_slots:
                yield _problem("tells_too_early", question.id, slot=name)


def _heard_by_strangers(script: Script) -> set[str]:
    """The questions one can come to without the person having been confirmed."""
    start = script.questions[0].id
    heard = _reached(script, start, IDENTITY)
    identity = script.question(IDENTITY)
    if identity is None or IDENTITY not in _reached(script, start):
        return heard
    for answer in identity.answers:
        if answer.value != IS_THE_PERSON:
            heard |= _reached(script, answer.goes_to)
    return heard | {IDENTITY}
