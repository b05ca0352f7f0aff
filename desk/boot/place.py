"""One operator's place on this workstation: a folder with the key, the cache and the outbox of that number alone."""

from __future__ import annotations

import logging
from pathlib import Path

from desk.ports import Clock, Replica
from desk.vault import KeyringVault
from local_cache.lock import CacheLock
from local_cache.open import LocalCache, open_cache

log = logging.getLogger("desk.place")


class Place:
    """`open` gives the cache once `lock` has been passed.

    Each number has its own folder and key, so a colleague at the same machine reads nothing of it, and acts that
    wait here go up when their author signs in again.
    """

    def __init__(self, folder: Path, vault: KeyringVault, workstation: str, clock: Clock) -> None:
        self._folder, self._clock = folder, clock
        self.workstation = workstation
        self.lock = CacheLock(folder, vault)
        self.local: LocalCache | None = None

    async def open(self) -> Replica:
        opened = self.lock.opened
        assert opened is not None, "the lock comes first"
        for kept in opened.set_aside:
            log.warning("a cache that could not be opened was set aside: %s", kept.name)
        self.local = await open_cache(self._folder, opened.key, self.workstation, self._clock)
        if self.local.opening.recovered:
            log.warning("%d acts were recovered from the journal", self.local.opening.recovered)
        return self.local.replica

    async def close(self) -> None:
        if self.local is not None:
            await self.local.close()
            self.local = None
