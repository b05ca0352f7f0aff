"""Central as one ASGI application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from litestar import Litestar
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from central.api import faults, health, live, orders, session, sync
from central.api.schema import WireSchemas
from central.core import Core, clock, program_version
from central.live import Live
from central.log import place_of
from central.settings import Settings
from central.store import feed, seen
from central.store.engine import Store, StoreAway, Transaction, WriteClash
from central.store.upgrade import upgrade
from desk.wire.acts import MOST_BYTES

FEED_KEPT = timedelta(days=30)
SEEN_KEPT = timedelta(days=180)
TIDY_EVERY = timedelta(hours=6)

_log = logging.getLogger("central.app")

_ROUTES = [
    session.open_session,
    session.refresh_session,
    session.end_session,
    sync.push_acts,
    sync.pull_page,
    sync.read_digest,
    live.live_pages,
    orders.list_orders,
    orders.show_order,
    orders.show_timeline,
    orders.reveal_contact,
    health.show_health,
]


def build_app(settings: Settings, now: Callable[[], datetime] = clock) -> Litestar:
    """The application over an upgraded database; BadAddress, StoreAway or DatabaseTooNew where there is none to use.

    `app.state["core"]` holds what the requests work with; closing the store is the lifespan's.
    """
    store = Store(settings.database)
    upgrade(store, int(now().timestamp() * 1000))
    core = Core(store, Live(store, settings.look_every), settings, now)
    return Litestar(
        route_handlers=_ROUTES,
        exception_handlers=faults.HANDLERS,
        lifespan=[_running],
        state=State({"core": core}),
        request_max_body_size=MOST_BYTES,
        logging_config=None,
        plugins=[WireSchemas()],
        openapi_config=OpenAPIConfig(
            title="12345 central",
            version=program_version() or "0",
            path="/schema",
            render_plugins=[JsonRenderPlugin()],
            use_handler_docstrings=True,
        ),
    )


@asynccontextmanager
async def _running(app: Litestar) -> AsyncIterator[None]:
    core: Core = app.state["core"]
    await core.live.begin()
    ending = asyncio.Event()
    following = asyncio.create_task(core.live.run(), name="live")
    following.add_done_callback(lambda done: _end_streams(core, done))
    tidying = asyncio.create_task(_tidy(core, ending), name="tidy")
    try:
        yield
    finally:
        ending.set()
        core.live.close()
        # Waited for and not cancelled: what looks at the database has a thread and a connection of its own.
        await asyncio.gather(following, tidying, return_exceptions=True)
        await asyncio.to_thread(core.store.close)


def _end_streams(core: Core, done: asyncio.Task[None]) -> None:
    """A bug in the fan-out must not leave seats listening to silence: they come back by pulling."""
    bug = None if done.cancelled() else done.exception()
    if bug is not None:
        _log.error("the live streams met a bug", extra={"facts": place_of(bug)})
        core.live.close()


async def _tidy(core: Core, ending: asyncio.Event) -> None:
    """Now and every few hours: what nobody asks for any more goes."""
    while not ending.is_set():
        try:
            await asyncio.to_thread(core.store.write, lambda tx: _forget(tx, core.now()))
        except (StoreAway, WriteClash) as trouble:
            _log.warning("could not tidy up", extra={"facts": place_of(trouble)})
        with suppress(TimeoutError):
            async with asyncio.timeout(TIDY_EVERY.total_seconds()):
                await ending.wait()


def _forget(tx: Transaction, now: datetime) -> None:
    feed.forget(tx, now - FEED_KEPT)
    seen.forget(tx, now - SEEN_KEPT)
