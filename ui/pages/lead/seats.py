"""The seats of the shift as the lead sees them: who, in which state since when, and what they have in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.ports import Held
from desk.rules.roles import Role
from desk.rules.seat import SeatState
from desk.wire.records import Seat, Staff
from ui.theme import Token
from ui.widgets.seat_card import SeatLook
from ui.wording import lead as words
from ui.wording import times

LOOKS: dict[str, tuple[str, Token]] = {
    SeatState.READY: ("check_circle", "green"),
    SeatState.RINGING: ("bell", "accent"),
    SeatState.TALKING: ("phone", "accent"),
    SeatState.WRAP_UP: ("pencil", "text2"),
    SeatState.BUSY: ("ban", "text2"),
    SeatState.BREAK: ("coffee", "text2"),
    SeatState.TRAINING: ("book", "text2"),
    SeatState.SIGNED_OUT: ("dashed_circle", "text3"),
}
AT_SEATS = {Role.SEAT.value, Role.CALL_BACK.value}


@dataclass(frozen=True)
class ShownSeat:
    """One colleague's seat; `since` is None for one who has not signed in."""

    number: str
    name: str
    state: str
    since: datetime | None
    held: Held

    @property
    def is_present(self) -> bool:
        return self.state != SeatState.SIGNED_OUT


def shown_seats(staff: Iterable[Staff], seats: Iterable[Seat], held: Mapping[str, Held]) -> list[ShownSeat]:
    """By number, so that a card keeps its place whatever happens in it."""
    known = {seat.id: seat for seat in seats}
    out = []
    for person in sorted(staff, key=lambda each: each.id):
        if not person.active or not AT_SEATS & set(person.roles):
            continue
        seat = known.get(person.id)
        state = seat.state if seat else SeatState.SIGNED_OUT.value
        since = seat.since if seat and state != SeatState.SIGNED_OUT else None
        out.append(ShownSeat(person.id, person.name, state, since, held.get(person.id, Held())))
    return out


def look(seat: ShownSeat, now: datetime) -> SeatLook:
    icon, colour = LOOKS.get(seat.state, ("info", "text2"))
    lapse = now - seat.since if seat.since else None
    timer = times.timer(lapse) if lapse is not None else words.SIGNED_OUT_TIMER
    state = words.state_word(seat.state)
    held = seat.held
    return SeatLook(
        seat.name,
        seat.number,
        state,
        icon,
        colour,
        timer,
        words.IN_HAND.format(count=held.in_hand),
        held.near,
        held.over,
        words.slow(seat.state, lapse) if lapse is not None else "",
        not seat.is_present,
        words.SPOKEN.format(
            name=seat.name, state=state, timer=timer, hand=held.in_hand, near=held.near, over=held.over
        ),
    )


def counted(seats: Sequence[ShownSeat]) -> list[tuple[str, int]]:
    """How many are in each state, in the states' own order, without those who are away."""
    counts = Counter(seat.state for seat in seats if seat.is_present)
    return [(state.value, counts[state.value]) for state in SeatState if counts[state.value]]


def likely(seats: Sequence[ShownSeat], besides: Iterable[str], most: int = 3) -> list[str]:
    """Who could take orders on: those ready, with the fewest in hand; those merely present where nobody is ready."""
    others = [seat for seat in seats if seat.is_present and seat.number not in set(besides)]
    ready = [seat for seat in others if seat.state == SeatState.READY]
    chosen = sorted(ready or others, key=lambda seat: (seat.held.in_hand, seat.number))
    return [seat.number for seat in chosen[:most]]
