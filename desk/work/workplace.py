"""Everything the pages work with, in one hand: the ports, who is signed in, and the rules in force."""

from __future__ import annotations

from dataclasses import dataclass

from desk.ports import Cache, Central, Clock, Drafts, Outbox, Phone
from desk.rules.deadline import LimitBook
from desk.rules.ids import WorkstationId
from desk.rules.roles import Actor


@dataclass(frozen=True, slots=True)
class Workplace:
    """Built by boot after sign-in. `first_serial`: no order number of today may be below it. `salt`: for caller keys."""

    clock: Clock
    cache: Cache
    outbox: Outbox
    drafts: Drafts
    central: Central
    phone: Phone
    limits: LimitBook
    actor: Actor
    workstation: WorkstationId
    extension: str
    first_serial: int
    salt: str
