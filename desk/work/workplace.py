"""Everything the pages work with, in one hand: the ports, who is signed in, and the rules in force."""

from __future__ import annotations

from dataclasses import dataclass

from desk.ports import Cache, Central, Clock, Drafts, Outbox, Phone
from desk.rules.deadline import LimitBook
from desk.rules.ids import WorkstationId
from desk.rules.roles import Actor


@dataclass(frozen=True, slots=True)
class Workplace:
    """Built by boot after sign-in. `last_serial`: the highest serial of today that central knows. `salt`: for caller keys."""

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
    last_serial: int
    salt: str
