"""Keeping unfinished work: saved as it is typed, there again after a crash, and gone for good once filed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from desk.ports import Clock, Draft, Drafts
from desk.rules.ids import uuid7


class KeepDraft:
    """`save` may be called at every keystroke: while one write runs only the newest version waits behind it."""

    def __init__(self, drafts: Drafts, clock: Clock) -> None:
        self._drafts = drafts
        self._clock = clock
        self._newest: dict[str, Draft] = {}
        self._writing: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._gone: set[str] = set()

    def new_id(self) -> str:
        return uuid7(int(self._clock.now().timestamp() * 1000))

    async def save(self, draft: Draft) -> datetime | None:
        """When it was written, once that or a newer version stands on the disk; None for a draft that is filed or dropped."""
        self._newest[draft.id] = draft
        async with self._writing[draft.id]:
            newest = self._newest.pop(draft.id, None)
            if draft.id in self._gone:
                return None
            now = self._clock.now()
            if newest is not None:
                await self._drafts.save(replace(newest, saved_at=now))
            return now

    async def restore(self) -> list[Draft]:
        """All that was left unfinished, longest untouched first."""
        kept = await self._drafts.all()
        return sorted((draft for draft in kept if draft.id not in self._gone), key=lambda draft: draft.id)

    async def closing(self, draft_id: str) -> None:
        """Call before filing: returns when no write of it runs, and lets none begin (`reopen` if the filing is refused)."""
        self._gone.add(draft_id)
        async with self._writing[draft_id]:
            self._newest.pop(draft_id, None)

    def reopen(self, draft_id: str) -> None:
        self._gone.discard(draft_id)

    async def drop(self, draft_id: str) -> None:
        """The operator gives it up."""
        await self.closing(draft_id)
        await self._drafts.remove(draft_id)
