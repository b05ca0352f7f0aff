"""The states of a seat and which follow which."""

from __future__ import annotations

from enum import StrEnum

from desk.rules.errors import Refusal


class SeatState(StrEnum):
    SIGNED_OUT = "signed_out"
    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    BUSY = "busy"
    BREAK = "break"
    TRAINING = "training"


_S = SeatState
FOLLOWS: dict[SeatState, frozenset[SeatState]] = {
    _S.SIGNED_OUT: frozenset({_S.READY, _S.BUSY}),
    _S.READY: frozenset({_S.RINGING, _S.TALKING, _S.BUSY, _S.BREAK, _S.TRAINING, _S.SIGNED_OUT}),
    _S.RINGING: frozenset({_S.TALKING, _S.READY, _S.BUSY, _S.SIGNED_OUT}),
    _S.TALKING: frozenset({_S.WRAP_UP, _S.SIGNED_OUT}),
    _S.WRAP_UP: frozenset({_S.READY, _S.BUSY, _S.BREAK, _S.TRAINING, _S.TALKING, _S.SIGNED_OUT}),
    _S.BUSY: frozenset({_S.READY, _S.TALKING, _S.BREAK, _S.TRAINING, _S.SIGNED_OUT}),
    _S.BREAK: frozenset({_S.READY, _S.BUSY, _S.SIGNED_OUT}),
    _S.TRAINING: frozenset({_S.READY, _S.BUSY, _S.SIGNED_OUT}),
}
CHOSEN = (_S.READY, _S.BUSY, _S.BREAK, _S.TRAINING)
"""The states a person picks; the others come from the telephone."""


def check_step(state: SeatState, to: SeatState) -> None:
    """Refusal `seat_state` when a seat cannot go from one to the other."""
    if to is not state and to not in FOLLOWS[state]:
        raise Refusal("seat_state", state=state, to=to)
