"""What an act does to an order: the effect central carries out and the seat shows before central has answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from desk.rules import acts
from desk.rules.callback import BAD_REVIEWS, NOT_COUNTED, Outcome, next_attempt
from desk.rules.deadline import LimitBook, Step, deadline
from desk.rules.errors import Refusal
from desk.rules.order import ActKind, State, check_move
from desk.rules.roles import Actor


class OrderFacts(Protocol):
    """What the rules look at in an order; the wire's record has all of it."""

    @property
    def state(self) -> str: ...
    @property
    def appeal(self) -> str: ...
    @property
    def urgency(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def holder(self) -> str: ...
    @property
    def wants_call_back(self) -> bool: ...
    @property
    def urge_count(self) -> int: ...
    @property
    def return_count(self) -> int: ...
    @property
    def redo_count(self) -> int: ...
    @property
    def attempts(self) -> int: ...
    @property
    def failed_attempts(self) -> int: ...
    @property
    def handle_due_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def due_step(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One line for the order's timeline. `kind` is the act's kind or an event's name; `facts` are words for its sentence."""

    kind: str
    words: str = ""
    facts: Mapping[str, str] | None = None
    limit_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """Fields of the order that take new values, and the lines its timeline gains."""

    changes: Mapping[str, object]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """By whom and when an act is carried out, under which limits."""

    actor: Actor
    at: datetime
    limits: LimitBook


def _due(order: OrderFacts, step: Step, on: Occasion) -> dict[str, object]:
    limit = on.limits.limit(step, order.appeal, order.urgency)
    return {"due_at": deadline(on.at, limit).due_at, "due_step": step.value, "due_from": on.at}


def _no_due() -> dict[str, object]:
    return {"due_at": None, "due_step": "", "due_from": None}


def _closed(on: Occasion) -> dict[str, object]:
    return {"state": State.CLOSED.value, "closed_at": on.at, **_no_due()}


def accept(form: acts.Intake, on: Occasion) -> Effect:
    """The effect of filing a checked form: the new order's life fields and its first lines."""
    limits, by = on.limits, on.actor
    facts: dict[str, object] = {
        "accepted_by": by.number,
        "accepted_by_name": by.name,
        "accepted_at": on.at,
        "holder": by.number,
        "holder_name": by.name,
        "state": form.then.value,
        **_no_due(),
    }
    first = Entry(ActKind.ACCEPT.value, facts={"channel": form.channel})
    if form.then is State.ACCEPTED:
        due = deadline(on.at, limits.limit(Step.DISPATCH, form.appeal, form.urgency)).due_at
        return Effect(facts | {"due_at": due, "due_step": Step.DISPATCH.value, "due_from": on.at}, (first,))
    if form.then is State.DISPATCHED:
        return Effect(
            facts | _sent(form, form.unit, on), (first, Entry(ActKind.DISPATCH.value, facts={"unit": form.unit}))
        )
    ending = {State.CLOSED: ActKind.ANSWER, State.INVALID: ActKind.INVALIDATE, State.NOT_ACCEPTED: ActKind.REFUSE}
    if form.then not in ending:
        raise Refusal("wrong_state", kind=ActKind.ACCEPT, state=form.then)
    words = form.answer or form.reason
    closed = facts | {"closed_at": on.at} | ({"reply": form.answer} if form.answer else {})
    return Effect(closed, (first, Entry(ending[form.then].value, words)))


class _Limited(Protocol):
    @property
    def appeal(self) -> str: ...
    @property
    def urgency(self) -> str: ...


def _sent(order: _Limited, unit: str, on: Occasion) -> dict[str, object]:
    sign = deadline(on.at, on.limits.limit(Step.SIGN, order.appeal, order.urgency)).due_at
    handle = deadline(on.at, on.limits.limit(Step.HANDLE, order.appeal, order.urgency)).due_at
    return {
        "state": State.DISPATCHED.value,
        "unit": unit,
        "dispatched_at": on.at,
        "signed_at": None,
        "handle_due_at": handle,
        "due_at": sign,
        "due_step": Step.SIGN.value,
        "due_from": on.at,
    }


_Rule = Callable[[ActKind, OrderFacts, acts.Args, Occasion], Effect]


def _to_unit(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    form = cast(acts.ToUnit, args)
    entry = Entry(kind.value, form.words, {"unit": form.unit}, order.due_at)
    return Effect(_sent(order, form.unit, on), (entry,))


def _refuse_return(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    return Effect(
        _sent(order, order.unit, on), (Entry(kind.value, cast(acts.Words, args).words, {"unit": order.unit}),)
    )


def _sign(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    handle = order.handle_due_at or deadline(on.at, on.limits.limit(Step.HANDLE, order.appeal, order.urgency)).due_at
    changes = {
        "state": State.IN_HAND.value,
        "signed_at": on.at,
        "handle_due_at": handle,
        "due_at": handle,
        "due_step": Step.HANDLE.value,
        "due_from": on.at,
    }
    return Effect(changes, (Entry(kind.value, "", {"unit": order.unit}, order.due_at),))


def _ask_return(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    if order.return_count >= on.limits.most_returns:
        raise Refusal("return_limit", most=on.limits.most_returns)
    changes = {"state": State.RETURN_ASKED.value, "return_count": order.return_count + 1}
    return Effect(changes, (Entry(kind.value, cast(acts.Words, args).words, {"unit": order.unit}),))


def _reply(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    words = cast(acts.Words, args).words
    changes = {"state": State.REPLIED.value, "reply": words, "replied_at": on.at, **_no_due()}
    return Effect(changes, (Entry(kind.value, words, {"unit": order.unit}, order.handle_due_at),))


def _accept_reply(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    words = cast(acts.PerhapsWords, args).words
    if not order.wants_call_back:
        return Effect(_closed(on), (Entry(kind.value, words), Entry(ActKind.CLOSE.value)))
    changes = {"state": State.TO_CALL_BACK.value, "attempts": 0, "failed_attempts": 0, "next_attempt_at": on.at}
    return Effect(changes | _due(order, Step.CALL_BACK, on), (Entry(kind.value, words),))


def _back_in_hand(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    words = cast(acts.PerhapsWords, args).words
    redo = {"redo_count": order.redo_count + 1} if kind is ActKind.START_REDO else {}
    due = _due(order, Step.HANDLE, on)
    changes = {"state": State.IN_HAND.value, "handle_due_at": due["due_at"], **due, **redo}
    return Effect(changes, (Entry(kind.value, words, {"unit": order.unit}),))


def _record_attempt(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    form = cast(acts.Attempt, args)
    facts = {"outcome": form.outcome.value, "attempt": str(order.attempts + 1)}
    if form.outcome is Outcome.COMPLETED:
        return _evaluated(order, form, facts, on)
    failed = order.failed_attempts + (0 if form.outcome in NOT_COUNTED else 1)
    again = next_attempt(form.outcome, on.at, order.failed_attempts, on.limits)
    if form.outcome is Outcome.APPOINTMENT:
        again = form.appointment_at
    changes: dict[str, object] = {
        "attempts": order.attempts + 1,
        "failed_attempts": failed,
        "next_attempt_at": again,
        "appointment": form.outcome is Outcome.APPOINTMENT,
    }
    entries = [Entry(kind.value, form.words, facts)]
    if again is None:
        changes |= {"state": State.TO_CLOSE.value, "unreached": True, **_no_due()}
        entries.append(Entry("not_reached"))
    return Effect(changes, tuple(entries))


def _evaluated(order: OrderFacts, form: acts.Attempt, facts: dict[str, str], on: Occasion) -> Effect:
    said = form.evaluation()
    said.check()
    changes: dict[str, object] = {
        "attempts": order.attempts + 1,
        "next_attempt_at": None,
        "appointment": False,
        "contacted": said.contacted,
        "solved": said.solved.value,
        "satisfaction": said.satisfaction.value,
        "justified": said.justified,
    }
    facts |= {"solved": said.solved.value, "satisfaction": said.satisfaction.value, "reason": said.reason}
    facts["contacted"] = "yes" if said.contacted else "no"
    attempt = Entry(ActKind.RECORD_ATTEMPT.value, form.words, facts, order.due_at)
    if said.satisfaction not in BAD_REVIEWS:
        return Effect(changes | _closed(on), (attempt, Entry(ActKind.CLOSE.value)))
    state = State.REDO if said.justified else State.TO_CLOSE
    return Effect(changes | {"state": state.value, **_no_due()}, (attempt, Entry(f"to_{state.value}", said.reason)))


def _ending(state: State) -> _Rule:
    def rule(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
        words = cast(acts.PerhapsWords, args).words
        answered = {"reply": words} if kind is ActKind.ANSWER else {}
        return Effect(_closed(on) | {"state": state.value} | answered, (Entry(kind.value, words),))

    return rule


def _waiting(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    state = State.NEEDS_MORE if kind is ActKind.ASK_MORE else State.ACCEPTED
    due = _no_due() if state is State.NEEDS_MORE else _due(order, Step.DISPATCH, on)
    return Effect({"state": state.value, **due}, (Entry(kind.value, cast(acts.Words, args).words),))


def _urge(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    count = order.urge_count + 1
    return Effect({"urge_count": count}, (Entry(kind.value, cast(acts.Words, args).words, {"count": str(count)}),))


def _note(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    return Effect({}, (Entry(kind.value, cast(acts.Words, args).words),))


def _edit(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    fields = cast(acts.Edit, args).fields
    return Effect(dict(fields), (Entry(kind.value, "", {"fields": ",".join(fields)}),))


def _reassign(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    form = cast(acts.ToHolder, args)
    return Effect({"holder": form.holder}, (Entry(kind.value, form.words, {"from": order.holder, "to": form.holder}),))


_RULES: dict[ActKind, _Rule] = {
    ActKind.ASK_MORE: _waiting,
    ActKind.FILL_MORE: _waiting,
    ActKind.ANSWER: _ending(State.CLOSED),
    ActKind.INVALIDATE: _ending(State.INVALID),
    ActKind.REFUSE: _ending(State.NOT_ACCEPTED),
    ActKind.DISPATCH: _to_unit,
    ActKind.REDISPATCH: _to_unit,
    ActKind.GRANT_RETURN: _to_unit,
    ActKind.REFUSE_RETURN: _refuse_return,
    ActKind.SIGN: _sign,
    ActKind.ASK_RETURN: _ask_return,
    ActKind.REPLY: _reply,
    ActKind.ACCEPT_REPLY: _accept_reply,
    ActKind.SEND_BACK: _back_in_hand,
    ActKind.START_REDO: _back_in_hand,
    ActKind.RECORD_ATTEMPT: _record_attempt,
    ActKind.CLOSE: _ending(State.CLOSED),
    ActKind.URGE: _urge,
    ActKind.NOTE: _note,
    ActKind.EDIT: _edit,
    ActKind.REASSIGN: _reassign,
}


def effect_of(kind: ActKind, order: OrderFacts, args: acts.Args, on: Occasion) -> Effect:
    """What act `kind` does to an existing order; a Refusal says why it may not (`not_your_role`, `wrong_state`, ...)."""
    check_move(kind, State(order.state), on.actor.roles)
    if on.actor.unit and order.unit != on.actor.unit:
        raise Refusal("not_your_unit")
    return _RULES[kind](kind, order, args.checked(), on)
