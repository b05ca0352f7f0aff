"""The life of an order: its states, and one table of who may move it from where to where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk.rules.errors import Refusal
from desk.rules.roles import Role


class State(StrEnum):
    DRAFT = "draft"
    ACCEPTED = "accepted"
    NEEDS_MORE = "needs_more"
    DISPATCHED = "dispatched"
    RETURN_ASKED = "return_asked"
    IN_HAND = "in_hand"
    REPLIED = "replied"
    TO_CALL_BACK = "to_call_back"
    REDO = "redo"
    TO_CLOSE = "to_close"
    CLOSED = "closed"
    INVALID = "invalid"
    NOT_ACCEPTED = "not_accepted"


ENDED = frozenset({State.CLOSED, State.INVALID, State.NOT_ACCEPTED})
OPEN = frozenset(State) - ENDED - {State.DRAFT}


class ActKind(StrEnum):
    ACCEPT = "accept_order"
    ASK_MORE = "ask_more"
    FILL_MORE = "fill_more"
    ANSWER = "answer_order"
    INVALIDATE = "invalidate_order"
    REFUSE = "refuse_order"
    DISPATCH = "dispatch_order"
    SIGN = "sign_order"
    ASK_RETURN = "ask_return"
    GRANT_RETURN = "grant_return"
    REFUSE_RETURN = "refuse_return"
    REDISPATCH = "redispatch_order"
    REPLY = "reply_order"
    ACCEPT_REPLY = "accept_reply"
    SEND_BACK = "send_back"
    RECORD_ATTEMPT = "record_attempt"
    START_REDO = "start_redo"
    CLOSE = "close_order"
    URGE = "urge_order"
    NOTE = "add_note"
    EDIT = "edit_order"
    REASSIGN = "reassign_order"
    SEAT_STATE = "set_seat_state"


@dataclass(frozen=True, slots=True)
class Move:
    """Act `kind`, by one of `roles`, takes an order from one of `sources` to one of `targets` (none: it stays)."""

    kind: ActKind
    sources: frozenset[State]
    targets: frozenset[State]
    roles: frozenset[Role]


def _move(kind: ActKind, sources: Iterable[State], targets: Iterable[State], *roles: Role) -> Move:
    return Move(kind, frozenset(sources), frozenset(targets), frozenset(roles))


_S, _D, _L, _C, _U = Role.SEAT, Role.DISPATCHER, Role.LEAD, Role.CALL_BACK, Role.UNIT
_NEW = (State.DRAFT,)

MOVES: tuple[Move, ...] = (
    _move(ActKind.ACCEPT, _NEW, (State.ACCEPTED, State.DISPATCHED, State.CLOSED, State.INVALID, State.NOT_ACCEPTED),
          _S, _D, _L, _C),
    _move(ActKind.ASK_MORE, (State.ACCEPTED,), (State.NEEDS_MORE,), _D, _L),
    _move(ActKind.FILL_MORE, (State.NEEDS_MORE,), (State.ACCEPTED,), _S, _D, _L),
    _move(ActKind.ANSWER, (State.ACCEPTED,), (State.CLOSED,), _S, _D, _L),
    _move(ActKind.INVALIDATE, (State.ACCEPTED,), (State.INVALID,), _S, _D, _L),
    _move(ActKind.REFUSE, (State.ACCEPTED,), (State.NOT_ACCEPTED,), _D, _L),
    _move(ActKind.DISPATCH, (State.ACCEPTED,), (State.DISPATCHED,), _S, _D, _L),
    _move(ActKind.SIGN, (State.DISPATCHED,), (State.IN_HAND,), _U),
    _move(ActKind.ASK_RETURN, (State.DISPATCHED, State.IN_HAND), (State.RETURN_ASKED,), _U),
    _move(ActKind.GRANT_RETURN, (State.RETURN_ASKED,), (State.DISPATCHED,), _L),
    _move(ActKind.REFUSE_RETURN, (State.RETURN_ASKED,), (State.DISPATCHED,), _L),
    _move(ActKind.REDISPATCH, (State.DISPATCHED, State.IN_HAND), (State.DISPATCHED,), _D, _L),
    _move(ActKind.REPLY, (State.IN_HAND,), (State.REPLIED,), _U),
    _move(ActKind.ACCEPT_REPLY, (State.REPLIED,), (State.TO_CALL_BACK, State.CLOSED), _D, _L),
    _move(ActKind.SEND_BACK, (State.REPLIED,), (State.IN_HAND,), _D, _L),
    _move(ActKind.RECORD_ATTEMPT, (State.TO_CALL_BACK,), (State.TO_CALL_BACK, State.CLOSED, State.REDO, State.TO_CLOSE),
          _C, _L),
    _move(ActKind.START_REDO, (State.REDO,), (State.IN_HAND,), _L),
    _move(ActKind.CLOSE, (State.TO_CLOSE,), (State.CLOSED,), _C, _L),
    _move(ActKind.URGE, OPEN, (), _S, _D, _L, _C),
    _move(ActKind.NOTE, OPEN | ENDED, (), _S, _D, _L, _C, _U),
    _move(ActKind.EDIT, OPEN, (), _S, _D, _L),
    _move(ActKind.REASSIGN, OPEN, (), _L),
)  # fmt: skip
"""The whole table; ARCHITECTURE.md prints it and a test holds the two together."""

_BY_KIND = {move.kind: move for move in MOVES}


def move_of(kind: ActKind) -> Move:
    """The table's line for an act on an order; `Refusal("unknown_act")` where there is none."""
    if kind not in _BY_KIND:
        raise Refusal("unknown_act", kind=kind)
    return _BY_KIND[kind]


def check_move(kind: ActKind, state: State, roles: frozenset[Role]) -> Move:
    """The line that allows this; a Refusal `not_your_role` or `wrong_state` otherwise."""
    move = move_of(kind)
    if not roles & move.roles:
        raise Refusal("not_your_role", kind=kind)
    if state not in move.sources:
        raise Refusal("wrong_state", kind=kind, state=state)
    return move


def allowed_acts(state: State, roles: frozenset[Role]) -> tuple[ActKind, ...]:
    """What these roles may do to an order in this state, in the table's order."""
    return tuple(move.kind for move in MOVES if state in move.sources and roles & move.roles)
