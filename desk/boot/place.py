"""One operator's place on this workstation: a folder with the key, the cache and the outbox of that number alone."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from desk.ports import Clock, Replica
from desk.rules.errors import CentralAway, Refusal
from desk.vault import KeyringVault
from local_cache.keys import open_key, unlock_offline
from local_cache.open import LocalCache, open_cache

log = logging.getLogger("desk.place")


class Place:
    """Meets the port `Lock`; `open` gives the cache once the lock has been passed.

    Each number has its own folder and key, so a colleague at the same machine reads nothing of it, and acts that
    wait here go up when their author signs in again.
    """

    def __init__(self, folder: Path, vault: KeyringVault, workstation: str, clock: Clock) -> None:
        self._folder, self._vault, self._clock = folder, vault, clock
        self.workstation = workstation
        self._key: bytes | None = None
        self.local: LocalCache | None = None

    async def unlock(self, number: str, password: str) -> None:
        try:
            self._key = await asyncio.to_thread(unlock_offline, self._folder, number, password)
        except CentralAway:
            raise Refusal("never_signed_in", "number") from None

    async def learn(self, number: str, password: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        opened = await asyncio.to_thread(open_key, self._folder, self._vault, number, password)
        for kept in opened.set_aside:
            log.warning("a cache that could not be opened was set aside: %s", kept.name)
        self._key = opened.key

    async def open(self) -> Replica:
        assert self._key is not None, "the lock comes first"
        self.local = await open_cache(self._folder, self._key, self.workstation, self._clock)
        if self.local.opening.recovered:
            log.warning("%d acts were recovered from the journal", self.local.opening.recovered)
        return self.local.replica

    async def close(self) -> None:
        if self.local is not None:
            await self.local.close()
            self.local = None
