"""An act that came too late: its words stay, as a note that says so."""

from __future__ import annotations

from typing import assert_never

from central.handlers.ledger import HeldOrder
from desk.rules.acts import Args, Attempt, Edit, Intake, PerhapsWords, SeatStep, ToHolder, ToUnit, Words
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.acts import Act
from desk.wire.records import TimelineEntry

_NEVER_LOST = frozenset({ActKind.NOTE, ActKind.URGE, ActKind.RECORD_ATTEMPT})
"""Facts: what was seen, said or tried stays true whatever became of the order."""


def came_late(refusal: Refusal, kind: ActKind, act: Act, held: HeldOrder, was_theirs: bool) -> bool:
    """Whether the act was fair when it was done, and only somebody else's move came first."""
    moved_on = act.base_version < held.order.version
    if refusal.code == "wrong_state":
        return moved_on or kind in _NEVER_LOST
    return refusal.code == "not_your_unit" and moved_on and was_theirs


def late_note(act: Act, form: Args, held: HeldOrder, actor: Actor) -> tuple[TimelineEntry, ...]:
    """The words and facts of the act as one late line; none where it said nothing."""
    words, facts = _said(form)
    if not words and not facts:
        return ()
    note = TimelineEntry(
        id=f"{act.id}.0",
        order=held.order.id,
        kind=ActKind.NOTE.value,
        at=act.at,
        by=actor.number,
        by_name=actor.name,
        words=words,
        facts={"act": act.kind, **facts},
        late=True,
        act=act.id,
    )
    return (note,)


def _said(form: Args) -> tuple[str, dict[str, str]]:
    match form:
        case Words() | PerhapsWords():
            return form.words, {}
        case ToUnit():
            return form.words, {"unit": form.unit} if form.words else {}
        case ToHolder():
            return form.words, {"to": form.holder} if form.words else {}
        case Edit():
            return "", dict(form.fields)
        case Attempt():
            return form.words, _answers(form)
        case Intake():
            return form.content, {}
        case SeatStep():
            return "", {}
        case _:
            assert_never(form)


def _answers(form: Attempt) -> dict[str, str]:
    answers = {
        "outcome": form.outcome.value,
        "contacted": "" if form.contacted is None else ("yes" if form.contacted else "no"),
        "solved": form.solved.value if form.solved else "",
        "satisfaction": form.satisfaction.value if form.satisfaction else "",
        "reason": form.reason,
        "appointment_at": form.appointment_at.isoformat() if form.appointment_at else "",
    }
    return {name: value for name, value in answers.items() if value}
