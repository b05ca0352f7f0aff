"""What central answers to one act: what it did, or what it kept."""

from __future__ import annotations

from dataclasses import dataclass

from central.handlers.intake import file_order
from central.handlers.late import came_late, late_note
from central.handlers.ledger import Ledger, Result
from central.handlers.order_act import Done, carry_out
from central.handlers.seat_act import set_seat_state
from central.handlers.task import Task
from desk.rules.acts import Args, Intake, SeatStep
from desk.rules.errors import Refusal
from desk.rules.life import Occasion
from desk.wire.acts import Act, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """`effect`: something was written, so the outcome wants its feed number. `keep`: the body must not be lost."""

    outcome: Outcome
    effect: bool = False
    keep: bool = False


def answer_to(ledger: Ledger, task: Task) -> Answer:
    """Carries the act out in the ledger."""
    if isinstance(task.form, Refusal):
        return refused(task.act, task.form)
    on = Occasion(task.actor, task.act.at, ledger.limits)
    try:
        if isinstance(task.form, SeatStep):
            return _seat(ledger, task, task.form, on)
        done = _order(ledger, task, task.form, on)
    except Refusal as refusal:
        return _perhaps_late(ledger, task, task.form, refusal)
    ledger.take(done.result)
    verdict = Verdict.CONFLICT_KEPT if done.conflicts else Verdict.MERGED if done.merged else Verdict.APPLIED
    effect = bool(done.result.entries or done.result.opened or done.result.closed)
    return Answer(Outcome(act=task.act.id, verdict=verdict, facts=_given(task, done), conflicts=done.conflicts), effect)


def refused(act: Act, refusal: Refusal) -> Answer:
    outcome = Outcome(
        act=act.id,
        verdict=Verdict.REJECTED_KEPT,
        code=refusal.code,
        field=refusal.field,
        facts=dict(refusal.facts),
    )
    return Answer(outcome, keep=True)


def _order(ledger: Ledger, task: Task, form: Args, on: Occasion) -> Done:
    if isinstance(form, Intake):
        return Done(file_order(ledger, task.act, form, on))
    return carry_out(ledger, task.act, task.kind, form, on)


def _given(task: Task, done: Done) -> dict[str, str]:
    """The number central gave where the seat's own was taken."""
    order = done.result.order
    if isinstance(task.form, Intake) and order is not None and order.number != task.form.number:
        return {"number": order.number}
    return {}


def _seat(ledger: Ledger, task: Task, form: SeatStep, on: Occasion) -> Answer:
    result = set_seat_state(ledger, task.act, form, on)
    if result is None:
        return Answer(Outcome(act=task.act.id, verdict=Verdict.SUPERSEDED))
    ledger.take(result)
    return Answer(Outcome(act=task.act.id, verdict=Verdict.APPLIED), effect=True)


def _perhaps_late(ledger: Ledger, task: Task, form: Args, refusal: Refusal) -> Answer:
    held = ledger.orders.get(task.act.lane)
    if held is None or isinstance(form, Intake):
        return refused(task.act, refusal)
    was_theirs = (held.order.id, task.actor.unit) in ledger.units_before
    if not came_late(refusal, task.kind, task.act, held, was_theirs):
        return refused(task.act, refusal)
    try:
        note = late_note(task.act, form.checked(), held, task.actor)
    except Refusal as unusable:
        return refused(task.act, unusable)
    ledger.take(Result(task.act.id, held.order, held.marks, note))
    outcome = Outcome(act=task.act.id, verdict=Verdict.SUPERSEDED, code=refusal.code, facts=dict(refusal.facts))
    return Answer(outcome, effect=bool(note), keep=True)
