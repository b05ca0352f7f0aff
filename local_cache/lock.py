"""The lock of this workstation's cache: learns a password central has accepted, opens by it when central is away."""

from __future__ import annotations

import asyncio
from pathlib import Path

from local_cache.keys import NamedVault, OpenedKey, open_key, unlock_offline


class CacheLock:
    """Meets `desk.ports.Lock`; `opened` is there once either has succeeded. The work is done off the caller's thread."""

    def __init__(self, folder: Path, vault: NamedVault) -> None:
        self._folder = folder
        self._vault = vault
        self.opened: OpenedKey | None = None

    async def unlock(self, number: str, password: str) -> None:
        self.opened = OpenedKey(await asyncio.to_thread(unlock_offline, self._folder, number, password))

    async def learn(self, number: str, password: str) -> None:
        """NoPlaceForKey or CacheUnreadable where the key can neither be had nor kept."""
        self.opened = await asyncio.to_thread(open_key, self._folder, self._vault, number, password)
