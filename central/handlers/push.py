"""Carrying out acts: one transaction for an envelope, one answer for each act, and no act in another's way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

import msgspec

from central.handlers.answers import Answer, answer_to, refused
from central.handlers.ledger import Ledger
from central.handlers.lines import feed_lines
from central.handlers.prepare import begin
from central.handlers.task import Submission, Task, storable, task_of
from central.log import place_of
from central.store import feed, seen
from central.store.engine import TRIES, Store, Transaction, WriteClash
from central.store.reference import CityOf
from central.store.seen import Kept
from desk.rules.errors import Refusal
from desk.wire.acts import Outcome

_log = logging.getLogger("central.push")


def push(store: Store, city: CityOf, submissions: Sequence[Submission], now: datetime) -> list[Outcome]:
    """One outcome for each, in their order. StoreAway when the database does not answer; then nothing was done."""
    tasks = [task_of(one, now) for one in submissions]
    for _ in range(TRIES):
        try:
            with store.writing() as tx:
                return carry_out_all(tx, city, tasks, now)
        except WriteClash as clash:
            _log.warning("push met another transaction", extra={"facts": {"acts": len(tasks), "why": str(clash)}})
    if len(tasks) == 1:
        return _keep_only(store, tasks[0], now)
    # One of them will not be written whatever is done; alone it harms nobody.
    return [outcome for one in submissions for outcome in push(store, city, [one], now)]


def carry_out_all(tx: Transaction, city: CityOf, tasks: Sequence[Task], now: datetime) -> list[Outcome]:
    """The whole of it within an open transaction, whose last act this must be."""
    marks: dict[str, bytes] = {}
    for task in tasks:
        if storable(task.act.id):
            marks.setdefault(task.act.id, task.mark)
    known = seen.claim(tx, marks, now)
    marks |= {act: one.sha256 for act, one in known.items()}
    answers = {act: Answer(msgspec.json.decode(one.outcome, type=Outcome)) for act, one in known.items()}
    ledger = begin(tx, city, [task for task in tasks if task.act.id not in known], now)
    given: list[Answer] = []
    for task in tasks:
        act = task.act
        if act.id not in marks:
            given.append(refused(act, Refusal("bad_form", "id", detail="id")))
        elif marks[act.id] != task.mark:
            given.append(refused(act, Refusal("different_body")))
        else:
            if act.id not in answers:
                answers[act.id] = _harmless(ledger, task)
            given.append(answers[act.id])
    seq = _write(tx, ledger, now)
    numbered = [_numbered(answer, seq) for answer in given]
    fresh = {outcome.act: outcome for task, outcome in zip(tasks, numbered, strict=True) if _is_own(task, marks, known)}
    seen.answer(tx, {act: msgspec.json.encode(outcome) for act, outcome in fresh.items()})
    pairs = zip(tasks, given, strict=True)
    seen.keep(tx, [_kept(task, answer.outcome.code) for task, answer in pairs if answer.keep], now)
    return numbered


def _is_own(task: Task, marks: dict[str, bytes], known: dict[str, seen.Known]) -> bool:
    return task.act.id not in known and marks.get(task.act.id) == task.mark


def _harmless(ledger: Ledger, task: Task) -> Answer:
    """The act's answer; a bug of ours that it meets is told to the log and costs this act alone."""
    try:
        return answer_to(ledger, task)
    except Exception as bug:
        _log.error("an act met a bug", extra={"facts": {"act": task.act.id, "kind": task.act.kind, **place_of(bug)}})
        return refused(task.act, Refusal("refused"))


def _write(tx: Transaction, ledger: Ledger, now: datetime) -> int:
    ledger.write(tx)
    return feed.append(tx, feed_lines(tx, ledger), now)


def _numbered(answer: Answer, seq: int) -> Outcome:
    return msgspec.structs.replace(answer.outcome, seq=seq) if answer.effect else answer.outcome


def _kept(task: Task, code: str) -> Kept:
    act = task.sent.id if storable(task.sent.id) else f"unnamed.{task.mark.hex()[:40]}"
    return Kept(act, task.mark, msgspec.json.encode(task.sent), task.actor.number, code)


def _keep_only(store: Store, task: Task, now: datetime) -> list[Outcome]:
    answer = refused(task.act, Refusal("refused"))
    with store.writing() as tx:
        if storable(task.act.id) and not seen.claim(tx, {task.act.id: task.mark}, now):
            seen.answer(tx, {task.act.id: msgspec.json.encode(answer.outcome)})
        seen.keep(tx, [_kept(task, answer.outcome.code)], now)
    return [answer.outcome]
