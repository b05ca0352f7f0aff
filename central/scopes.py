"""Which part of the feed a record stands in, and which parts a colleague reads."""

from __future__ import annotations

from dataclasses import dataclass

from desk.rules.ids import Scope, StaffNumber, UnitCode
from desk.rules.order import State
from desk.rules.roles import HOTLINE as HOTLINE_ROLES
from desk.rules.roles import Actor, Role
from desk.wire.records import Conflict, Order, Staff

ALL = Scope("all")
HOTLINE = Scope("hotline")
NOWHERE = Scope("")

_WATCHING = frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN})


def seat_scope(number: str) -> Scope:
    return Scope(f"seat:{number}")


def unit_scope(code: str) -> Scope:
    return Scope(f"unit:{code}")


def order_scopes(order: Order) -> frozenset[Scope]:
    """The hotline's always; the unit's from its dispatch on (a unit named before that is only a suggestion)."""
    if order.unit and order.dispatched_at is not None:
        return frozenset({HOTLINE, unit_scope(order.unit)})
    return frozenset({HOTLINE})


def contact_scope(order: Order) -> Scope:
    """The clear name and number go to the seat that is to call back, and to nobody else."""
    if order.state == State.TO_CALL_BACK and order.holder:
        return seat_scope(order.holder)
    return NOWHERE


def conflict_scope(conflict: Conflict, holder: str) -> Scope:
    """An open question goes to the order's holder; of an order in the pool, to the whole hotline."""
    if not conflict.open:
        return NOWHERE
    return seat_scope(holder) if holder else HOTLINE


@dataclass(frozen=True, slots=True)
class Reader:
    """A colleague as the feed sees one: the scopes read, and whether orders are seen as the hotline sees them."""

    number: str
    scopes: tuple[Scope, ...]
    unit: str = ""

    @property
    def hotline(self) -> bool:
        return HOTLINE in self.scopes

    def reads(self, scopes: frozenset[Scope]) -> bool:
        return not scopes.isdisjoint(self.scopes)


def roles_of(staff: Staff) -> frozenset[Role]:
    """Roles this central does not know give no right."""
    known = {role.value: role for role in Role}
    return frozenset(known[name] for name in staff.roles if name in known)


def reader_of(staff: Staff) -> Reader:
    roles = roles_of(staff)
    if roles & HOTLINE_ROLES:
        return Reader(staff.id, (ALL, HOTLINE, seat_scope(staff.id)))
    if roles & _WATCHING:
        return Reader(staff.id, (ALL, HOTLINE))
    if Role.UNIT in roles and staff.unit:
        return Reader(staff.id, (ALL, unit_scope(staff.unit), seat_scope(staff.id)), staff.unit)
    return Reader(staff.id, (ALL,))


def actor_of(staff: Staff) -> Actor:
    return Actor(StaffNumber(staff.id), staff.name, roles_of(staff), UnitCode(staff.unit))
