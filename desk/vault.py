"""Small secrets in the operating system's keyring: only in keyrings known to be safe, and never by asking on a terminal."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desk.rules.errors import Outage

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "hotline-desk"

KNOWN_GOOD = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    }
)
"""The modules of the backends we trust; a file in plain text or one that prompts on a terminal is not among them."""


class VaultShut(Outage):
    """The keyring is there but does not open just now: locked, or its service does not answer."""


class KeyringVault:
    """Meets `desk.ports.Vault`. Every call may block on the keyring's own dialog: keep it off the GUI thread."""

    def __init__(self, service: str = SERVICE, known_good: frozenset[str] = KNOWN_GOOD) -> None:
        self._service = service
        self._known_good = known_good

    @cached_property
    def _backend(self) -> KeyringBackend | None:
        import keyring  # takes an eighth of a second, which a start need not wait for
        from keyring.errors import KeyringError

        try:
            chosen = keyring.get_keyring()
        except KeyringError:
            return None
        # Where several keyrings are usable the library puts a chain in front of them; we speak to a good one directly.
        candidates: list[KeyringBackend] = [chosen, *getattr(chosen, "backends", ())]
        return next((backend for backend in candidates if type(backend).__module__ in self._known_good), None)

    @property
    def name(self) -> str:
        """Which keyring it is; empty where there is none to use."""
        return type(self._backend).__module__.rpartition(".")[2] if self._backend is not None else ""

    def usable(self) -> bool:
        return self._backend is not None

    def get(self, name: str) -> str | None:
        """None where nothing is kept under this name; VaultShut when the keyring does not open."""
        from keyring.errors import KeyringError

        if self._backend is None:
            return None
        try:
            return self._backend.get_password(self._service, name)
        except KeyringError as error:
            raise VaultShut(str(error)) from error

    def put(self, name: str, secret: str) -> None:
        """VaultShut when it could not be kept, also where there is no keyring at all."""
        from keyring.errors import KeyringError

        if self._backend is None:
            raise VaultShut("no usable keyring")
        try:
            self._backend.set_password(self._service, name, secret)
        except KeyringError as error:
            raise VaultShut(str(error)) from error

    def forget(self, name: str) -> None:
        """Nothing happens where nothing is kept under this name."""
        from keyring.errors import KeyringError, PasswordDeleteError

        if self._backend is None:
            return
        try:
            self._backend.delete_password(self._service, name)
        except PasswordDeleteError:
            return
        except KeyringError as error:
            raise VaultShut(str(error)) from error
