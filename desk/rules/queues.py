"""The queues of the desk, each said once: the list and its count are made from the same line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.rules.order import OPEN, State


class Mine(StrEnum):
    """Which colleague an order of a queue must belong to."""

    HELD = "held"
    ACCEPTED = "accepted"


class Due(StrEnum):
    """Which part of the open orders a queue takes by its limit."""

    SOON = "soon"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Queue:
    """Orders in `states`, of one colleague if `mine`, by their limit if `due`; newest or most pressing first."""

    name: str
    states: frozenset[State]
    mine: Mine | None = None
    due: Due | None = None
    by_due: bool = True


_ALL = frozenset(State) - {State.DRAFT}

QUEUES: tuple[Queue, ...] = (
    Queue("my_open", OPEN, mine=Mine.HELD),
    Queue("my_accepted", _ALL, mine=Mine.ACCEPTED, by_due=False),
    Queue("my_returned", frozenset({State.RETURN_ASKED}), mine=Mine.HELD),
    Queue("to_dispatch", frozenset({State.ACCEPTED, State.NEEDS_MORE})),
    Queue("to_sign", frozenset({State.DISPATCHED})),
    Queue("in_hand", frozenset({State.IN_HAND})),
    Queue("return_asked", frozenset({State.RETURN_ASKED})),
    Queue("to_review", frozenset({State.REPLIED})),
    Queue("to_call_back", frozenset({State.TO_CALL_BACK})),
    Queue("to_redo", frozenset({State.REDO, State.TO_CLOSE})),
    Queue("due_soon", OPEN, due=Due.SOON),
    Queue("overdue", OPEN, due=Due.OVER),
    Queue("all_open", OPEN),
    Queue("everything", _ALL, by_due=False),
)

QUEUE = {queue.name: queue for queue in QUEUES}

SOON_HOURS = 24
"""`Due.SOON`: due within this many natural hours, and not over."""
