"""What the demo hands over: a story is an order's facts and the steps that were taken with it, all plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act. `kind` is the act's name (`accept_order`, `sign_order`, ...), `by` a staff number.

    `then`: only on `accept_order`, the state the agent chose (accepted, dispatched, closed, invalid). `unit`: the unit
    an order goes to (`accept_order` with then=dispatched, `dispatch_order`, `grant_return`). `outcome` to
    `talked_seconds`: only on `record_attempt`; `outcome` is the AAPOR code, `solved` solved | partly | unsolved,
    `satisfaction` "5" very satisfied to "1".
    """

    kind: str
    at: datetime
    by: str
    words: str = ""
    then: str = ""
    unit: str = ""
    outcome: str = ""
    contacted: bool | None = None
    solved: str = ""
    satisfaction: str = ""
    reason: str = ""
    justified: bool | None = None
    appointment_at: datetime | None = None
    rang_seconds: int = 0
    talked_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One order as it stands at the end of its steps. The first step is always `accept_order`.

    `division` is a village's code, `appeal` "1" to "6", `urgency` "1" to "3", `channel` phone | app | wechat | web |
    grid | letter; phones are digits; `unit` is the unit it was sent to last (empty: none), `state` the state reached.
    """

    number: str
    title: str
    content: str
    place: str
    division: str
    category: str
    appeal: str
    urgency: str
    contact_name: str
    contact_phone: str
    line_phone: str
    confidential: bool
    anonymous: bool
    wants_callback: bool
    channel: str
    accepted_at: datetime
    accepted_by: str
    unit: str
    state: str
    steps: tuple[Step, ...]
