"""The live stream: pages as server-sent events, a sign of life between them, and a good-bye at the end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Request, get
from litestar.params import FromQuery
from litestar.response import Stream

from central import pages
from central.api.asking import asking, core_of, same_protocol
from central.core import Core
from central.cursor import Seal
from central.scopes import Reader, reader_of
from central.sign_in import still_signed_in
from central.store.engine import StoreAway, WriteClash
from desk.rules.errors import Refusal
from desk.wire import paths
from desk.wire.feed import Page

_FEWEST_SECONDS, _PER_SECOND = 1.0, 100
"""After a restart the seats come back spread out: so many for each second, over one second at least."""

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(slots=True)
class Following:
    """Where one stream stands: `cursor` is the last one sent, `seq` how far nothing more is to be sent."""

    core: Core
    reader: Reader
    family: str
    seal: Seal
    cursor: str
    seq: int


@get(paths.LIVE, guards=[same_protocol], tags=["sync"], media_type="text/event-stream")
async def live_pages(request: Request[Any, Any, Any], cursor: FromQuery[str] = "") -> Stream:
    """Pages after a cursor as they come about, as server-sent events named `page`."""
    following, page = await asyncio.to_thread(_begin, request, cursor)
    return Stream(_stream(following, page), media_type="text/event-stream", headers=_HEADERS)


def _begin(request: Request[Any, Any, Any], cursor: str) -> tuple[Following, Page]:
    """The place and what is already after it; Refusal `unknown_cursor` where a pull must come first."""
    core = core_of(request)
    with core.store.reading() as tx:
        who = asking(tx, request)
        reader = reader_of(who.staff)
        seal = pages.seal_for(tx, reader)
        if not cursor:
            raise Refusal("unknown_cursor")
        page = pages.pull(tx, reader, cursor, pages.LIMIT)
        return Following(core, reader, who.family, seal, cursor, page.at), page


async def _stream(following: Following, first: Page) -> AsyncIterator[bytes]:
    live = following.core.live
    live.streams += 1
    try:
        yield f": ka\nretry: {random.randint(1000, 10_000)}\n\n".encode()
        if first.changes or first.more:
            following.cursor = first.cursor
            yield _event(first)
        if first.more:
            return  # too far behind for a stream: the seat pulls and comes again
        async for told in _follow(following):
            yield told
        yield _bye(live.streams)
    except (Refusal, StoreAway, WriteClash):
        return  # the seat comes again and is told by its pull
    finally:
        live.streams -= 1


async def _follow(following: Following) -> AsyncIterator[bytes]:
    """Pages, and a sign of life at each interval; ends when central closes or the reader is no longer welcome."""
    live, every = following.core.live, following.core.settings.sign_of_life
    clock = asyncio.get_running_loop().time
    due = clock() + every
    while not live.closing:
        if clock() >= due:
            if not await asyncio.to_thread(_still_welcome, following):
                return
            due = clock() + every
            yield b": ka\n\n"
        if following.seq >= live.head:
            await live.news(due - clock())
            continue
        page = _told(following) or await _caught_up(following)
        if page is not None:
            yield _event(page)


def _still_welcome(following: Following) -> bool:
    """Not signed out elsewhere, and with the same scopes as at the beginning."""
    core = following.core
    with core.store.reading() as tx:
        who = still_signed_in(tx, core.city, following.family, core.now())
        same_scopes = who is not None and reader_of(who.staff) == following.reader
        return same_scopes and pages.seal_for(tx, following.reader) == following.seal


def _told(following: Following) -> Page | None:
    """A page out of the memory all streams share; None where it says nothing to this reader or does not reach back."""
    live = following.core.live
    found = live.since(following.seq)
    if found is None:
        return None
    rows, now = found
    changes = pages.changes_for(following.reader, rows, now)
    following.seq = max(following.seq, live.head)
    if not changes:
        return None
    page = pages.log_page(following.seal, following.reader, following.cursor, live.head, live.head, changes, False)
    following.cursor = page.cursor
    return page


async def _caught_up(following: Following) -> Page | None:
    """The same out of the database, for a stream that has fallen too far behind."""
    if following.seq >= following.core.live.head:
        return None
    page = await asyncio.to_thread(_pulled, following)
    following.seq = page.at
    if not page.changes:
        return None
    following.cursor = page.cursor
    return page


def _pulled(following: Following) -> Page:
    with following.core.store.reading() as tx:
        return pages.pull(tx, following.reader, following.cursor, pages.MOST)


def _event(page: Page) -> bytes:
    return b"id: %d\nevent: page\ndata: %b\n\n" % (page.at, msgspec.json.encode(page))


def _bye(streams: int) -> bytes:
    delay = random.uniform(0, max(_FEWEST_SECONDS, streams / _PER_SECOND))
    return f'retry: {int(delay * 1000)}\nevent: bye\ndata: {{"delay":{delay:.3f}}}\n\n'.encode()
