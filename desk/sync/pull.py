"""Taking the feed: page by page, each from the replica's own cursor, with a brake on a pull that would empty the cache."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from desk.ports import Central, Position, Replica
from desk.rules.errors import CentralAway, Outage, Refusal
from desk.wire.feed import Operation, Page
from desk.wire.records import Kind

PAGE_LIMIT = 250
BRAKE_SHARE = 0.2
BRAKE_ROWS = 50
MOST_RESTARTS = 2

FORGOTTEN_CURSOR = frozenset({"unknown_cursor", "cursor_too_old"})
"""Central no longer keeps the feed from this cursor: begin again."""


class Braked(Outage):
    """The feed would take most of this desk's orders away though its scopes are the same; somebody must look first."""

    def __init__(self, removed: int) -> None:
        super().__init__(f"{removed} orders would go")
        self.removed = removed


class Puller:
    """Applies pages to the replica, in order, never past a doubtful one."""

    def __init__(self, central: Central, replica: Replica, restored: Callable[[Page], Awaitable[None]]) -> None:
        """`restored` is awaited before the rows of a central restored from a backup are taken."""
        self._restored = restored
        self._central = central
        self._replica = replica
        self._removed = 0
        self._share = 0.0
        self.brake_on = True

    async def next_page(self) -> Page:
        """The page after the replica's cursor; CentralAway when central cannot give one."""
        cursor = (await self._replica.position()).cursor
        try:
            return await self._central.pull(cursor, PAGE_LIMIT)
        except Refusal as refusal:
            if cursor and refusal.code in FORGOTTEN_CURSOR:
                position = await self._replica.position()
                await self._replica.start_over(position.dataset, position.incarnation, position.scope_epoch)
                return await self.next_page()
            raise CentralAway(refusal.code) from refusal

    async def pull_all(self, behind: Callable[[int], None]) -> None:
        """Pages until there are no more; `behind` hears how many feed numbers are still to come."""
        self.begin()
        restarts = 0
        while True:
            page = await self.next_page()
            at = await self._replica.position()
            if moved_on(at, page):
                restarts += 1
                if restarts > MOST_RESTARTS:
                    raise CentralAway("central is not the same from one answer to the next")
                if is_restored(at, page):
                    await self._restored(page)
                await self._replica.start_over(page.dataset, page.incarnation, page.scope_epoch)
                if at.cursor:
                    continue
            await self.apply(page)
            behind(max(0, page.head - page.at) if page.more else 0)
            if not page.more:
                return
            if (await self._replica.position()).cursor == at.cursor:
                raise CentralAway("the feed does not advance")

    def begin(self) -> None:
        """A new pull, or a page that came by itself: what earlier ones removed no longer counts for the brake."""
        self._removed, self._share = 0, 0.0

    async def apply(self, page: Page) -> None:
        """Write one page; Braked when, with those before it since `begin`, it takes too much away."""
        removed = sum(1 for change in page.changes if change.op is Operation.REMOVE and change.kind == Kind.ORDER)
        if removed and self.brake_on:
            share = self._share + await self._replica.removals_share(page)
            if self._removed + removed > BRAKE_ROWS and share > BRAKE_SHARE:
                raise Braked(self._removed + removed)
            self._removed, self._share = self._removed + removed, share
        await self._replica.apply(page)


def moved_on(at: Position, page: Page) -> bool:
    """Another dataset, a restored central or other scopes: what is cached no longer answers to this feed."""
    return (at.dataset, at.incarnation, at.scope_epoch) != (page.dataset, page.incarnation, page.scope_epoch)


def is_restored(at: Position, page: Page) -> bool:
    """The same data, brought back from a backup: it may have forgotten what it acknowledged."""
    return at.dataset == page.dataset and at.incarnation != page.incarnation
