"""A seat's state as the seat itself tells it; what it tells late does not undo what it told since."""

from __future__ import annotations

from central.handlers.ledger import Ledger, Result
from desk.rules import text
from desk.rules.acts import SeatStep
from desk.rules.errors import Refusal
from desk.rules.life import Occasion
from desk.rules.roles import HOTLINE, Role
from desk.rules.seat import SeatState
from desk.wire.acts import Act
from desk.wire.records import Seat

LANE = "seat:"


def seat_of(lane: str) -> str:
    """The seat's number; empty where the lane is an order's."""
    return lane.removeprefix(LANE) if lane.startswith(LANE) else ""


def set_seat_state(ledger: Ledger, act: Act, form: SeatStep, on: Occasion) -> Result | None:
    """None when a newer state is known. A step the table does not know is believed: the seat was there."""
    number = seat_of(act.lane)
    if not on.actor.may(HOTLINE) or (number != on.actor.number and Role.LEAD not in on.actor.roles):
        raise Refusal("not_your_role", kind=act.kind)
    if number not in ledger.city.staff:
        raise Refusal("unknown_staff", "lane", value=number)
    if form.state not in set(SeatState):
        raise Refusal("unknown_code", "state", value=form.state)
    held = ledger.seats.get(number)
    if held is not None and held.seat.since > act.at:
        return None
    seat = Seat(
        id=number,
        state=form.state,
        since=act.at,
        reason=text.optional(form.reason, "reason", text.REASON_LENGTH),
        extension=ledger.city.staff[number].extension,
    )
    return Result(act.id, seat=seat)
