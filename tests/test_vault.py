"""The keyring: used where it is known to be safe, shut where it does not answer, absent otherwise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from desk.vault import KNOWN_GOOD, KeyringVault, VaultShut

GOOD_HERE = KNOWN_GOOD | {__name__}


class Drawer(KeyringBackend):
    """A keyring in memory, which can be locked."""

    priority = 1
    locked = False

    @cached_property
    def kept(self) -> dict[tuple[str, str], str]:
        return {}

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]

    def _check(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


def test_secrets_are_kept_and_forgotten(drawer: Drawer) -> None:
    vault = KeyringVault("tests", GOOD_HERE)
    assert vault.usable()
    assert vault.get("key") is None
    vault.put("key", "secret")
    assert vault.get("key") == "secret"
    assert drawer.kept == {("tests", "key"): "secret"}
    vault.forget("key")
    vault.forget("key")
    assert vault.get("key") is None


def test_a_locked_keyring_is_shut_not_empty(drawer: Drawer) -> None:
    vault = KeyringVault("tests", GOOD_HERE)
    drawer.locked = True
    with pytest.raises(VaultShut):
        vault.get("key")
    with pytest.raises(VaultShut):
        vault.put("key", "secret")
    with pytest.raises(VaultShut):
        vault.forget("key")


def test_a_keyring_nobody_vouches_for_is_not_used(drawer: Drawer) -> None:
    vault = KeyringVault("tests")
    assert not vault.usable()
    assert vault.name == ""
    assert vault.get("key") is None
    vault.forget("key")
    with pytest.raises(VaultShut):
        vault.put("key", "secret")
    assert drawer.kept == {}


def test_no_keyring_at_all_is_not_usable(drawer: Drawer) -> None:
    keyring.set_keyring(fail.Keyring())
    assert not KeyringVault("tests").usable()


def test_behind_a_chain_the_good_one_is_spoken_to_directly(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [fail.Keyring(), drawer])
    keyring.set_keyring(chainer.ChainerBackend())
    vault = KeyringVault("tests", GOOD_HERE)
    assert vault.usable()
    vault.put("key", "secret")
    assert drawer.kept == {("tests", "key"): "secret"}


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    script = "import sys; from desk.vault import KeyringVault; KeyringVault(); print('keyring' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )
