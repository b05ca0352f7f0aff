"""Signing in with central, and without it where this machine knows the operator."""

from __future__ import annotations

import pytest

from desk.rules.errors import CentralAway, Refusal
from desk.rules.roles import Role
from desk.work.sign_in import SignIn
from tests.fakes import FakeCentral, FakeReplica, SetClock


class FakeLock:
    def __init__(self) -> None:
        self.learnt: dict[str, str] = {}

    async def unlock(self, number: str, password: str) -> None:
        if number not in self.learnt:
            raise Refusal("never_signed_in", "number")
        if self.learnt[number] != password:
            raise Refusal("bad_password", "number")

    async def learn(self, number: str, password: str) -> None:
        self.learnt[number] = password


class Door:
    def __init__(self) -> None:
        self.central, self.lock, self.cache, self.clock = FakeCentral(), FakeLock(), FakeReplica(), SetClock()
        self.sign_in = SignIn(self.central, self.lock, self.open, self.clock, "w").sign_in

    async def open(self) -> FakeReplica:
        return self.cache


async def test_central_says_who_sits_here_and_this_machine_remembers() -> None:
    door = Door()
    signed = await door.sign_in(" 01023 ", "right", "8123")
    assert signed.online
    assert signed.actor.roles == {Role.SEAT}
    assert (signed.serial, signed.caller_salt) == (7, "salt")
    door.central.away = CentralAway()
    again = await door.sign_in("01023", "right")
    assert not again.online
    assert again.actor == signed.actor
    assert again.serial == 7
    assert "speak_for 01023" in door.central.calls


async def test_yesterdays_serial_counts_for_nothing_today() -> None:
    door = Door()
    await door.sign_in("01023", "right")
    door.central.away = CentralAway()
    door.clock.at = door.clock.at.replace(day=19)
    assert (await door.sign_in("01023", "right")).serial == 0


@pytest.mark.parametrize(
    ("number", "password", "away", "code"),
    [
        ("1023", "right", False, "bad_staff_number"),
        ("01023", "", False, "empty"),
        ("01023", "wrong", False, "bad_password"),
        ("01023", "wrong", True, "bad_password"),
        ("01099", "right", True, "never_signed_in"),
    ],
)
async def test_who_is_not_known_does_not_come_in(number: str, password: str, away: bool, code: str) -> None:
    door = Door()
    await door.sign_in("01023", "right")
    door.central.away = CentralAway() if away else None
    with pytest.raises(Refusal) as refusal:
        await door.sign_in(number, password)
    assert refusal.value.code == code
