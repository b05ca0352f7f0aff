"""Central as one ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from litestar import Litestar
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from central.api import faults, health, live, orders, session, sync
from central.api.schema import WireSchemas
from central.core import Core, clock, program_version
from central.live import Live
from central.settings import Settings
from central.store import feed, seen
from central.store.engine import Store, Transaction
from central.store.upgrade import upgrade
from desk.wire.acts import MOST_BYTES

FEED_KEPT = timedelta(days=30)
SEEN_KEPT = timedelta(days=180)
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
    await asyncio.to_thread(core.store.write, lambda tx: _forget(tx, core.now()))
    following = asyncio.create_task(core.live.run(), name="live")
    try:
        yield
    finally:
        core.live.close()
        await following  # not cancelled: its look at the database has a thread and a connection of its own
        await asyncio.to_thread(core.store.close)


def _forget(tx: Transaction, now: datetime) -> None:
    feed.forget(tx, now - FEED_KEPT)
    seen.forget(tx, now - SEEN_KEPT)
