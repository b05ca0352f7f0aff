"""An act on an order that exists: the rules' effect, with the names, the codes and the colleague filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from central.handlers.edits import Edited, edited, mark_of, without_masks
from central.handlers.entries import entries_of
from central.handlers.ledger import HeldOrder, Ledger, Result
from desk.rules.acts import Args, Attempt, Edit, ToHolder, ToUnit
from desk.rules.caller import caller_key
from desk.rules.errors import Refusal
from desk.rules.life import Effect, Entry, Occasion, effect_of
from desk.rules.order import ActKind, State
from desk.rules.roles import HOTLINE, Role
from desk.wire.acts import Act
from desk.wire.records import Conflict, Order

_LATEST_APPOINTMENT_DAYS = 366


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to: the result for the ledger, and what the operator is to be told of clashes and merging."""

    result: Result
    conflicts: tuple[Conflict, ...] = ()
    merged: bool = False


def carry_out(ledger: Ledger, act: Act, kind: ActKind, form: Args, on: Occasion) -> Done:
    """A Refusal where a rule says no; the ledger is not touched."""
    held = ledger.orders.get(act.lane)
    if held is None:
        raise Refusal("unknown_order")
    _check(kind, form, held.order, on)
    if isinstance(form, Edit):
        return _edit(ledger, act, without_masks(form, held.order), held, on)
    effect = effect_of(kind, held.order, form, on)
    changes = dict(effect.changes)
    if isinstance(form, ToUnit):
        changes["unit_name"] = ledger.city.unit_name(form.unit)
    if isinstance(form, ToHolder):
        changes["holder_name"] = ledger.city.holder_name(form.holder)
    if changes.get("state") == State.TO_CALL_BACK and held.order.state != State.TO_CALL_BACK:
        effect = _with_caller_back(ledger, held.order, effect, changes)
    return Done(_result(act, held, changes, effect.entries, on))


def _check(kind: ActKind, form: Args, order: Order, on: Occasion) -> None:
    if kind is ActKind.RECORD_ATTEMPT and on.actor.unit:
        raise Refusal("own_work")
    if on.actor.unit and not on.actor.may(HOTLINE) and order.dispatched_at is None:
        raise Refusal("not_your_unit")
    if isinstance(form, Attempt) and form.appointment_at is not None:
        aware = form.appointment_at.tzinfo is not None
        if not aware or (form.appointment_at - on.at).days > _LATEST_APPOINTMENT_DAYS:
            raise Refusal("bad_form", "appointment_at", detail="appointment_at")


def _with_caller_back(ledger: Ledger, order: Order, effect: Effect, changes: dict[str, object]) -> Effect:
    """Hand the order to the colleague with the fewest to call back, the lowest number among equals."""
    colleagues = ledger.city.callers_back()
    if not colleagues:
        return effect
    chosen = min(colleagues, key=lambda staff: (ledger.back.get(staff.id, 0), staff.id))
    changes |= {"holder": chosen.id, "holder_name": chosen.name}
    first, *others = effect.entries
    told = dict(first.facts or {}) | {"from": order.holder, "to": chosen.id}
    return Effect(changes, (replace(first, facts=told), *others))


def _edit(ledger: Ledger, act: Act, form: Edit, held: HeldOrder, on: Occasion) -> Done:
    effect = effect_of(ActKind.EDIT, held.order, form, on)
    wanted = {field: str(value) for field, value in effect.changes.items()}
    # Whether the codes exist is asked before anything is merged: a wrong one is nobody's conflict.
    named = {"division": ledger.city.division_name, "category": ledger.city.category_name}
    names = {field: named[field](wanted[field]) for field in named if field in wanted}
    answers = held.order.holder == on.actor.number or Role.LEAD in on.actor.roles
    outcome = edited(act, wanted, held, on.actor, answers)
    changes: dict[str, object] = dict(outcome.taken)
    changes |= {f"{field}_name": name for field, name in names.items() if field in outcome.taken}
    if "contact_phone" in outcome.taken and not held.order.line_phone:
        changes["caller_key"] = caller_key(outcome.taken["contact_phone"], ledger.caller_salt)
    lines = (Entry(ActKind.EDIT.value, "", {"fields": ",".join(outcome.taken)}),) if outcome.taken else ()
    result = _result(act, held, changes, lines, on, outcome)
    merged = bool(outcome.taken) and outcome.others_changed
    return Done(result, outcome.conflicts, merged)


def _result(
    act: Act,
    held: HeldOrder,
    changes: Mapping[str, object],
    lines: tuple[Entry, ...],
    on: Occasion,
    outcome: Edited | None = None,
) -> Result:
    entries = entries_of(act, lines, held.order.id, on.actor)
    opened = outcome.conflicts if outcome else ()
    closed = outcome.closed if outcome else ()
    real = {field: value for field, value in changes.items() if getattr(held.order, field) != value}
    if not real:
        return Result(act.id, held.order, held.marks, entries, opened, closed)
    version = held.order.version + 1
    order = msgspec.structs.replace(held.order, version=version, **real)
    marks = dict(held.marks) | {field: mark_of(version, act, on.actor) for field in (outcome.taken if outcome else ())}
    return Result(act.id, order, marks, entries, opened, closed)
