"""Signing in: with central where it answers, otherwise with what this workstation has learnt before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

import msgspec

from desk.ports import Central, Clock, Lock, Replica
from desk.rules.errors import CentralAway, Refusal
from desk.rules.ids import StaffNumber, UnitCode
from desk.rules.roles import Actor, Role
from desk.wire import session as wire
from desk.wire.records import Staff


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What a later sign-in without central needs to know of this operator."""

    staff: Staff
    scopes: tuple[str, ...]
    caller_salt: str
    serial: int
    serial_day: date


@dataclass(frozen=True, slots=True)
class Signed:
    """Who sits here. `serial`: the highest order serial known to be used today. `online`: central has said so just now."""

    actor: Actor
    staff: Staff
    scopes: tuple[str, ...]
    caller_salt: str
    serial: int
    online: bool


class SignIn:
    """`open_cache` opens the operator's cache once the lock has been passed, and is asked once for each sign-in."""

    def __init__(
        self, central: Central, lock: Lock, open_cache: Callable[[], Awaitable[Replica]], clock: Clock, workstation: str
    ) -> None:
        self._central = central
        self._lock = lock
        self._open_cache = open_cache
        self._clock = clock
        self._workstation = workstation

    async def sign_in(self, number: str, password: str, extension: str = "") -> Signed:
        """Refusal `bad_password`, `locked_out`, or `never_signed_in` where central is away and knows more than this machine."""
        number = number.strip()
        if len(number) != 5 or not (number.isascii() and number.isdecimal()):
            raise Refusal("bad_staff_number", "number", number=number)
        if not password:
            raise Refusal("empty", "password")
        request = wire.SignIn(number=number, password=password, workstation=self._workstation, extension=extension)
        try:
            session = await self._central.sign_in(request)
        except CentralAway:
            return await self._without_central(request)
        await self._lock.learn(number, password)
        known = Remembered(
            staff=session.staff,
            scopes=session.scopes,
            caller_salt=session.caller_salt,
            serial=session.serial,
            serial_day=self._clock.now().date(),
        )
        cache = await self._open_cache()
        await cache.remember(_name(number), msgspec.json.encode(known).decode())
        return self._signed(known, online=True)

    async def sign_out(self) -> None:
        await self._central.sign_out()

    async def _without_central(self, request: wire.SignIn) -> Signed:
        number = request.number
        await self._lock.unlock(number, request.password)
        cache = await self._open_cache()
        kept = await cache.recall(_name(number))
        if not kept:
            raise Refusal("never_signed_in", "number")
        self._central.speak_for(request)
        return self._signed(msgspec.json.decode(kept, type=Remembered), online=False)

    def _signed(self, known: Remembered, *, online: bool) -> Signed:
        staff = known.staff
        roles = frozenset(Role(role) for role in staff.roles if role in set(Role))
        actor = Actor(StaffNumber(staff.id), staff.name, roles, UnitCode(staff.unit))
        serial = known.serial if known.serial_day == self._clock.now().date() else 0
        return Signed(actor, staff, known.scopes, known.caller_salt, serial, online)


def _name(number: str) -> str:
    return f"signed-{number}"
