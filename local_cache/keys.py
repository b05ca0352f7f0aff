"""The cache's key: 32 random bytes, kept by the system's keyring and, once more, under each operator's password.

Two places, because a keyring that changes (another desktop, a reset login) must not cost work that is not sent yet.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk.ports import Vault
from desk.rules.calendar import CHINA
from desk.rules.errors import CacheUnreadable, Outage, Refusal
from local_cache.engine import KEY_BYTES
from local_cache.errors import NoPlaceForKey
from local_cache.files import set_aside, write_whole

KEY_FILE, DATABASE, JOURNAL = "key.json", "desk.db", "outbox.journal"


class NamedVault(Vault, Protocol):
    @property
    def name(self) -> str:
        """Which keyring it is; empty where there is none."""
        ...


class Cost(msgspec.Struct, frozen=True):
    """What Argon2id spends on one guess: rounds, memory in KiB, lanes. The default takes a tenth of a second."""

    rounds: int = 3
    memory: int = 64 * 1024
    lanes: int = 1


class Wrap(msgspec.Struct, frozen=True):
    """The key sealed under one operator's password."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    cost: Cost


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the database. `check` tells the right key from another; `keyring`: which one holds it too."""

    version: int = 1
    check: str
    keyring: str = ""
    wraps: dict[str, Wrap] = {}


@dataclass(frozen=True, slots=True)
class OpenedKey:
    """The key. `set_aside`: an older cache that could not be opened, kept under these names. `keyring_changed`: warn."""

    key: bytes
    set_aside: tuple[Path, ...] = ()
    keyring: str = ""
    keyring_changed: bool = False


def open_key(
    folder: Path, vault: NamedVault, number: str, password: str, cost: Cost | None = None, now: datetime | None = None
) -> OpenedKey:
    """The key for an operator whom central has just let in with this password; made on the first day.

    A cache whose key nothing opens is renamed, never deleted, and a new one begins. NoPlaceForKey when there is neither
    a keyring nor a password: then nothing is written. CacheUnreadable when the keyring is only locked. Blocks.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = now or datetime.now(CHINA)
    known, aside = _read(folder, now)
    kept, shut = _from_vault(folder, vault)
    wrap = known.wraps.get(number) if known else None
    opens = _unwrapped(wrap, number, password) if wrap and password else None
    key = next((found for found in (kept, opens) if found is not None and _fits(found, known)), None)
    fresh = key is None
    if key is None:
        if shut and (known.keyring if known else (folder / DATABASE).exists()):
            raise CacheUnreadable("the keyring that holds the key is locked")
        key = os.urandom(KEY_BYTES)
    keyring = vault.name if kept == key or (not shut and _put(folder, vault, key)) else ""
    wraps = dict(known.wraps) if known and not fresh else {}
    if password and opens != key:
        wraps[number] = _wrapped(key, number, password, cost or Cost())
    if not wraps and not keyring:
        raise NoPlaceForKey
    if fresh:
        aside += set_aside([folder / name for name in (KEY_FILE, DATABASE, f"{DATABASE}-wal", JOURNAL)], now)
    written = KeyFile(check=_check(key), keyring=keyring, wraps=wraps)
    if fresh or written != known:
        write_whole(folder / KEY_FILE, msgspec.json.format(msgspec.json.encode(written)))
    changed = bool(known and not fresh and known.keyring and known.keyring != keyring)
    return OpenedKey(key, aside, keyring, changed)


def unlock_offline(folder: Path, number: str, password: str) -> bytes:
    """The key, for an operator who has signed in here before; Refusal `never_signed_in` or `bad_password`. Blocks."""
    known, _ = _read(folder, None)
    wrap = known.wraps.get(number) if known else None
    if known is None or wrap is None:
        raise Refusal("never_signed_in", "number")
    key = _unwrapped(wrap, number, password)
    if key is None or not _fits(key, known):
        raise Refusal("bad_password", "password")
    return key


def _read(folder: Path, now: datetime | None) -> tuple[KeyFile | None, tuple[Path, ...]]:
    """The key file, if there is a sound one; a damaged one is set aside when `now` is given."""
    file = folder / KEY_FILE
    try:
        return msgspec.json.decode(file.read_bytes(), type=KeyFile), ()
    except FileNotFoundError:
        return None, ()
    except msgspec.DecodeError:
        return None, set_aside([file], now) if now else ()


def _from_vault(folder: Path, vault: Vault) -> tuple[bytes | None, bool]:
    """The key the keyring holds, and whether the keyring did not open."""
    if not vault.usable():
        return None, False
    try:
        secret = vault.get(_name(folder))
    except Outage:
        return None, True
    if secret is None:
        return None, False
    try:
        key = base64.b64decode(secret, validate=True)
    except ValueError:
        return None, False
    return (key if len(key) == KEY_BYTES else None), False


def _put(folder: Path, vault: Vault, key: bytes) -> bool:
    if not vault.usable():
        return False
    try:
        vault.put(_name(folder), base64.b64encode(key).decode())
    except Outage:
        return False
    return True


def _name(folder: Path) -> str:
    """The keyring's entry for the cache in this folder, known without reading anything in it."""
    return f"cache-key-{blake2b(str(folder.resolve()).encode(), digest_size=6).hexdigest()}"


def _fits(key: bytes, known: KeyFile | None) -> bool:
    return known is None or _check(key) == known.check


def _check(key: bytes) -> str:
    return blake2b(b"check", key=key, digest_size=8).hexdigest()


def _stretched(password: str, salt: bytes, cost: Cost) -> AESGCM:
    return AESGCM(
        hash_secret_raw(password.encode(), salt, cost.rounds, cost.memory, cost.lanes, KEY_BYTES, Type.ID)
    )  # fmt: skip


def _wrapped(key: bytes, number: str, password: str, cost: Cost) -> Wrap:
    salt, nonce = os.urandom(16), os.urandom(12)
    return Wrap(salt, nonce, _stretched(password, salt, cost).encrypt(nonce, key, number.encode()), cost)


def _unwrapped(wrap: Wrap, number: str, password: str) -> bytes | None:
    try:
        return _stretched(password, wrap.salt, wrap.cost).decrypt(wrap.nonce, wrap.sealed, number.encode())
    except InvalidTag:
        return None
