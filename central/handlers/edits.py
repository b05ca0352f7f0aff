"""Changing single fields of an order two people may be looking at: taken, or kept as an open question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from central.handlers.ledger import HeldOrder
from central.store.orders import FieldMark
from desk.rules.acts import Edit
from desk.rules.calendar import CHINA, EPOCH
from desk.rules.masking import PHONE, masked_name, masked_phone
from desk.rules.merge import merge
from desk.rules.roles import Actor
from desk.wire.acts import Act
from desk.wire.records import Conflict, Order

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Edited:
    """`taken` take their new value; `conflicts` keep the old one; `closed` are questions this edit answers."""

    taken: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    closed: tuple[str, ...]
    others_changed: bool


def edited(act: Act, wanted: Mapping[str, str], held: HeldOrder, actor: Actor, answers: bool) -> Edited:
    """`answers`: the actor is the one who settles this order's open questions."""
    order = held.order
    clear = {field: unmasked(field, value, str(getattr(order, field))) for field, value in wanted.items()}
    # What this workstation did itself it knew, though the feed had not told it yet.
    own = {
        field for field, mark in held.marks.items() if (mark.workstation, mark.by) == (act.workstation, actor.number)
    }
    versions = {field: mark.version for field, mark in held.marks.items() if field not in own}
    merged = merge(clear, act.base_version, {field: getattr(order, field) for field in clear}, versions)
    settled = set(clear) - set(merged.clashes)
    return Edited(
        taken={field: str(value) for field, value in merged.taken.items()},
        conflicts=tuple(_conflict(act, field, str(value), held, actor) for field, value in merged.clashes.items()),
        closed=tuple(key for key, conflict in held.conflicts.items() if answers and conflict.field in settled),
        others_changed=any(version > act.base_version for version in versions.values()),
    )


def mark_of(version: int, act: Act, actor: Actor) -> FieldMark:
    return FieldMark(version, actor.number, (act.at - EPOCH) // _MICROSECOND, act.workstation)


def _conflict(act: Act, field: str, value: str, held: HeldOrder, actor: Actor) -> Conflict:
    mark = held.marks[field]
    return Conflict(
        id=f"{act.id}:{field}",
        order=held.order.id,
        field=field,
        mine=value,
        mine_by=actor.number,
        mine_at=act.at,
        theirs=str(getattr(held.order, field)),
        theirs_by=mark.by,
        theirs_at=_moment(mark.at),
    )


def _moment(microseconds: int) -> datetime:
    return (EPOCH + timedelta(microseconds=microseconds)).astimezone(CHINA)


def unmasked(field: str, value: str, old: str) -> str:
    """The value with what the editor could see only masked put back: an edit must not overwrite a number by its mask."""
    if field == "contact_name":
        return old if value == masked_name(old) else value
    if field == "contact_phone":
        return old if value == masked_phone(old) else value
    for found in PHONE.finditer(old):
        mask = masked_phone(found.group(1))
        value = value.replace(mask, found.group(0), 1) if "*" in mask else value
    return value


def without_masks(form: Edit, order: Order) -> Edit:
    """The form without a contact that was only sent back as it was shown; a masked number is no number to check."""
    masked = {"contact_name": masked_name(order.contact_name), "contact_phone": masked_phone(order.contact_phone)}
    return Edit(
        fields={field: value for field, value in form.fields.items() if "*" not in value or masked.get(field) != value}
    )
