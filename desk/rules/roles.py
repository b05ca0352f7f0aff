"""Who may do what is said by role; these are the roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.rules.ids import StaffNumber, UnitCode


class Role(StrEnum):
    SEAT = "seat"
    DISPATCHER = "dispatcher"
    LEAD = "lead"
    CALL_BACK = "callback"
    UNIT = "unit"
    SUPERVISOR = "supervisor"
    GRID = "grid"
    AUDITOR = "auditor"
    ADMIN = "admin"


HOTLINE = frozenset({Role.SEAT, Role.DISPATCHER, Role.LEAD, Role.CALL_BACK})
"""The roles that sit at the hotline and hold its orders on their desks."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the staff member, with the roles held and the unit served (empty at the hotline)."""

    number: StaffNumber
    name: str
    roles: frozenset[Role]
    unit: UnitCode = UnitCode("")

    def may(self, roles: frozenset[Role]) -> bool:
        return bool(self.roles & roles)
