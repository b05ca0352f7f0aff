"""What can be done to an order from its page: each act with its key, its look, and why not, where it cannot be done."""

from __future__ import annotations

from dataclasses import dataclass

from desk.rules.order import ActKind, State, allowed_acts, move_of
from desk.rules.roles import Actor
from desk.wire.records import Order
from ui.wording import queue as words
from ui.wording import terms

KEY: dict[ActKind, str] = {
    ActKind.DISPATCH: "P",
    ActKind.ACCEPT_REPLY: "A",
    ActKind.GRANT_RETURN: "A",
    ActKind.SEND_BACK: "X",
    ActKind.REFUSE_RETURN: "X",
    ActKind.START_REDO: "R",
    ActKind.CLOSE: "L",
    ActKind.FILL_MORE: "B",
    ActKind.URGE: "C",
    ActKind.NOTE: "S",
    ActKind.REDISPATCH: "G",
    ActKind.EDIT: "E",
    ActKind.REASSIGN: "T",
    ActKind.ANSWER: "D",
    ActKind.ASK_MORE: "B",
    ActKind.INVALIDATE: "I",
    ActKind.REFUSE: "U",
}
"""In the order the buttons stand: what moves the order on comes first. Two acts share a key only where no state has both."""

ALWAYS = (ActKind.URGE, ActKind.NOTE, ActKind.EDIT)
"""These stay in sight and say why they cannot be done; the others are simply not there."""

LEADS = frozenset(
    {
        ActKind.DISPATCH,
        ActKind.ACCEPT_REPLY,
        ActKind.GRANT_RETURN,
        ActKind.START_REDO,
        ActKind.CLOSE,
        ActKind.FILL_MORE,
        ActKind.URGE,
    }
)
"""What may stand as the one primary button."""

TO_UNIT = frozenset({ActKind.DISPATCH, ActKind.REDISPATCH, ActKind.GRANT_RETURN})


@dataclass(frozen=True)
class Action:
    """One button. A reason makes it impossible to press."""

    kind: ActKind
    word: str
    key: str
    reason: str = ""
    leads: bool = False


def actions(order: Order, actor: Actor) -> list[Action]:
    """What this person sees under this order; the first thing to do is the one that leads."""
    allowed = set(allowed_acts(State(order.state), actor.roles))
    out: list[Action] = []
    for kind, key in KEY.items():
        if kind in allowed:
            out.append(Action(kind, terms.ACT[kind], key, leads=not out and kind in LEADS))
        elif kind in ALWAYS and actor.may(move_of(kind).roles):
            out.append(Action(kind, terms.ACT[kind], key, words.not_now(order.state, kind)))
    return out
