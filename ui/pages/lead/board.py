"""The seats of the shift: each colleague with state, since when, and the orders in hand; and whom to give orders to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.ports import Held
from desk.rules.roles import Role
from desk.rules.seat import SeatState
from desk.wire.records import Seat, Staff
from ui.theme import Token
from ui.widgets.seat_card import SeatLook
from ui.wording import lead as words
from ui.wording import times

SEATED = (Role.SEAT, Role.CALL_BACK, Role.LEAD)
"""Whose roles sit at a telephone of the hotline."""

ELSEWHERE = frozenset({Role.CALL_BACK.value, Role.LEAD.value})
"""Roles with work of their own: orders come to them only by name."""

LONG_CALL = timedelta(minutes=5)
LONG_WRAP_UP = timedelta(minutes=3)
LOOKS: dict[str, tuple[str, Token]] = {
    SeatState.READY: ("check_circle", "green"),
    SeatState.RINGING: ("bell", "accent"),
    SeatState.TALKING: ("phone", "accent"),
    SeatState.WRAP_UP: ("pencil", "text2"),
    SeatState.BUSY: ("ban", "text3"),
    SeatState.BREAK: ("coffee", "text3"),
    SeatState.TRAINING: ("book", "text3"),
    SeatState.SIGNED_OUT: ("dashed_circle", "text3"),
}
COUNTED = (SeatState.TALKING, SeatState.READY, SeatState.WRAP_UP)
"""The states that are counted by name; the others of those present together."""


NOTHING = Held()


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One colleague. `since` is None for a seat nobody has signed in to; `plain`: an agent and nothing beside."""

    number: str
    name: str
    state: str = SeatState.SIGNED_OUT.value
    since: datetime | None = None
    held: Held = NOTHING
    plain: bool = True

    @property
    def present(self) -> bool:
        return self.state != SeatState.SIGNED_OUT


def seat_lines(staff: Iterable[Staff], seats: Iterable[Seat], held: Mapping[str, Held]) -> tuple[SeatLine, ...]:
    """The colleagues who sit at a telephone, by number."""
    wanted = {role.value for role in SEATED}
    known = {seat.id: seat for seat in seats}
    people = sorted(
        (each for each in staff if each.active and not each.unit and wanted & set(each.roles)), key=lambda each: each.id
    )
    return tuple(_line(each, known.get(each.id), held.get(each.id, NOTHING)) for each in people)


def _line(person: Staff, seat: Seat | None, held: Held) -> SeatLine:
    plain = ELSEWHERE.isdisjoint(person.roles)
    if seat is None or seat.state == SeatState.SIGNED_OUT:
        return SeatLine(person.id, person.name, held=held, plain=plain)
    return SeatLine(person.id, person.name, seat.state, seat.since, held, plain)


def counted(lines: Sequence[SeatLine]) -> list[tuple[str, int]]:
    """How many are in each state, by the word of the state."""
    states = Counter(line.state for line in lines if line.present)
    named = [(words.SEAT_STATE[state], states.pop(state, 0)) for state in COUNTED]
    return [*named, (words.OTHER_STATES, sum(states.values()))]


def timer(line: SeatLine, now: datetime) -> tuple[str, str]:
    """How long in this state, and a word where that is too long."""
    if line.since is None:
        return words.ABSENT, ""
    lapse = now - line.since
    note = ""
    if line.state == SeatState.TALKING and lapse > LONG_CALL:
        note = words.LONG_CALL
    elif line.state == SeatState.WRAP_UP and lapse > LONG_WRAP_UP:
        note = words.LONG_WRAP_UP
    return times.timer(lapse), note


def look(line: SeatLine, now: datetime) -> SeatLook:
    icon, colour = LOOKS.get(line.state, ("info", "text3"))
    lasted, note = timer(line, now)
    return SeatLook(
        name=line.name,
        number=line.number,
        state=words.SEAT_STATE.get(line.state, line.state),
        state_icon=icon,
        state_colour=colour,
        timer=lasted,
        in_hand=words.IN_HAND.format(count=line.held.in_hand),
        near=line.held.near,
        overdue=line.held.over,
        timer_note=note,
        absent=not line.present,
        spoken=f"{line.name} {line.number}，{words.load(line.held.in_hand, line.held.near, line.held.over)}",
    )


@dataclass(frozen=True, slots=True)
class Takers:
    """Whom orders go to when nobody is named, and the words for why them."""

    numbers: tuple[str, ...]
    rule: str


def takers(lines: Sequence[SeatLine], giving: frozenset[str]) -> Takers:
    """Which agents are ready; where none is, who is present. Those who give orders away receive some only if all give."""
    present = [line for line in lines if line.present and line.plain]
    others = [line for line in present if line.number not in giving] or present
    ready = tuple(line.number for line in others if line.state == SeatState.READY)
    if ready:
        return Takers(ready, words.RULE_READY)
    return Takers(tuple(line.number for line in others), words.RULE_PRESENT if others else words.RULE_NOBODY)
