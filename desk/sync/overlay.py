"""The pure projection: central's order with this workstation's unsent acts laid over it, by the rules central enforces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from desk.rules.acts import Intake, SeatStep
from desk.rules.caller import caller_key
from desk.rules.deadline import LimitBook
from desk.rules.errors import Refusal
from desk.rules.life import Effect, Occasion, accept, effect_of
from desk.rules.masking import masked_name, masked_phone
from desk.rules.order import ActKind, State, check_move
from desk.rules.roles import Actor
from desk.wire.acts import Act, form_of
from desk.wire.records import Order, Seat, TimelineEntry


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the codes an act carries; a code not in its table stands without a name."""

    units: Mapping[str, str] = field(default_factory=dict)
    divisions: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)


def lay_over(
    base: Order | None,
    acts: Sequence[Act],
    actor_of: Callable[[Act], Actor],
    limits: LimitBook,
    names: Names,
    salt: str = "",
) -> tuple[Order | None, tuple[TimelineEntry, ...]]:
    """What to show of one order, and the lines its timeline gains: `acts` of its lane, in order, carried out on `base`.

    An act the rules refuse on this base changes nothing: central will refuse it too, and it comes back to the operator.
    """
    order, entries = base, list[TimelineEntry]()
    for act in acts:
        on = Occasion(actor_of(act), act.at, limits)
        try:
            order, effect = _carried_out(order, act, on, names, salt)
        except Refusal:
            continue
        entries.extend(_lines(act, on, effect))
    return order, tuple(entries)


def lay_over_seat(base: Seat | None, acts: Sequence[Act]) -> Seat | None:
    """A seat in the state its operator chose last, before central has heard of it."""
    seat = base
    for act in acts:
        try:
            step = form_of(act)
        except Refusal:
            continue
        if seat is not None and isinstance(step, SeatStep):
            seat = msgspec.structs.replace(seat, state=step.state, reason=step.reason, since=act.at)
    return seat


def _carried_out(order: Order | None, act: Act, on: Occasion, names: Names, salt: str) -> tuple[Order, Effect]:
    form, kind = form_of(act), ActKind(act.kind)
    if isinstance(form, Intake):
        if order is not None:
            raise Refusal("order_exists")
        return _filed(act, form.checked(), on, names, salt)
    if order is None:
        raise Refusal("unknown_order")
    effect = effect_of(kind, order, form, on)
    return msgspec.structs.replace(order, **_shown(effect.changes, names)), effect


def _filed(act: Act, form: Intake, on: Occasion, names: Names, salt: str) -> tuple[Order, Effect]:
    check_move(ActKind.ACCEPT, State.DRAFT, on.actor.roles)
    effect = accept(form, on)
    typed = {
        "title": form.title,
        "content": form.content,
        "place": form.place,
        "division": form.division,
        "category": form.category,
        "unit": form.unit,
        "contact_name": form.contact_name,
        "contact_phone": form.contact_phone,
        "line_phone": form.line_phone,
    }
    blank = Order(
        id=act.lane,
        number=form.number,
        state=form.then.value,
        appeal=form.appeal,
        urgency=form.urgency,
        channel=form.channel,
        caller_key=caller_key(form.line_phone or form.contact_phone, salt),
        confidential=form.confidential,
        anonymous=form.anonymous,
        wants_call_back=form.wants_call_back,
        accepted_at=on.at,
    )
    return msgspec.structs.replace(blank, **_shown(typed | dict(effect.changes), names)), effect


def _shown(changes: Mapping[str, object], names: Names) -> dict[str, object]:
    """The changes as a list shows them: codes with their names beside them, citizens' names and numbers masked."""
    shown = dict(changes)
    for code, table in (
        ("unit", names.units),
        ("division", names.divisions),
        ("category", names.categories),
        ("holder", names.staff),
    ):
        if code in changes and f"{code}_name" not in changes:
            shown[f"{code}_name"] = table.get(str(changes[code]), "")
    for masked, mask in (("contact_name", masked_name), ("contact_phone", masked_phone), ("line_phone", masked_phone)):
        if masked in changes:
            shown[masked] = mask(str(changes[masked]))
    return shown


def _lines(act: Act, on: Occasion, effect: Effect) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            id=f"{act.id}:{place}",
            order=act.lane,
            kind=entry.kind,
            at=act.at,
            by=on.actor.number,
            by_name=on.actor.name,
            words=entry.words,
            facts=dict(entry.facts or {}),
            limit_at=entry.limit_at,
            act=act.id,
        )
        for place, entry in enumerate(effect.entries)
    ]
