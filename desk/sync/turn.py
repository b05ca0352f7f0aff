"""One turn of synchronising: send what the operator did, then take what others did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from desk.ports import Central, Clock, Outbox, Replica
from desk.rules.errors import PleaseUpdate
from desk.sync.pull import Puller, is_restored, moved_on
from desk.sync.push import Pusher
from desk.wire.feed import Page


class Turn:
    """The only one who writes central's rows to the replica; turns and live pages never overlap."""

    def __init__(self, central: Central, outbox: Outbox, replica: Replica, clock: Clock, workstation: str) -> None:
        self._central = central
        self._replica = replica
        self._pusher = Pusher(central, outbox, clock, workstation)
        self._puller = Puller(central, replica, self._send_receipts)
        self._one_at_a_time = asyncio.Lock()
        self._central_known = False
        self._receipts_sent_to = 0

    def forget_central(self) -> None:
        """After an outage: look who answers before sending anything, it may be a central restored from a backup."""
        self._central_known = False

    async def take(self, behind: Callable[[int], None] = lambda _: None) -> None:
        """Raises the outage that stopped it; what was done until then stays done."""
        async with self._one_at_a_time:
            if not self._central_known:
                await self._recognise()
            await self._pusher.push_ready()
            await self._puller.pull_all(behind)
            self._central_known = True

    async def take_without_brake(self, behind: Callable[[int], None] = lambda _: None) -> None:
        """The same, after the operator has said that the orders may go."""
        self._puller.brake_on = False
        try:
            await self.take(behind)
        finally:
            self._puller.brake_on = True

    async def apply_live(self, page: Page) -> bool:
        """Write a page of the live stream if it follows on the replica's cursor; False when a pull is needed instead."""
        async with self._one_at_a_time:
            at = await self._replica.position()
            if page.more or page.previous != at.cursor or moved_on(at, page):
                return False
            self._puller.begin()
            await self._puller.apply(page)
            return True

    async def same_as_central(self) -> bool | None:
        """Whether both sides hold the same records; None when they stand at different places of the feed."""
        theirs = await self._central.digest()
        async with self._one_at_a_time:
            ours = await self._replica.digest()
        if ours.seq != theirs.seq:
            return None
        return (ours.counts, ours.sums) == (theirs.counts, theirs.sums)

    async def start_over(self) -> None:
        """Forget central's rows, to fetch them again at the next turn; the outbox is untouched."""
        async with self._one_at_a_time:
            at = await self._replica.position()
            await self._replica.start_over(at.dataset, at.incarnation, at.scope_epoch)

    async def _recognise(self) -> None:
        at = await self._replica.position()
        try:
            page = await self._puller.next_page()
        except PleaseUpdate:
            return  # an old seat may still send; the pull after it says so again
        if is_restored(at, page):
            await self._send_receipts(page)

    async def _send_receipts(self, page: Page) -> None:
        if self._receipts_sent_to != page.incarnation:
            await self._pusher.push_receipts()
            self._receipts_sent_to = page.incarnation
