"""Whether central is there, for whoever watches over it."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, get

from central.api.asking import core_of
from central.core import program_version
from central.store import feed
from central.store.dataset import read_dataset
from desk.wire import paths


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """`head`: the feed's newest number; `streams`: how many seats listen to this process."""

    ok: bool
    dataset: str
    incarnation: int
    head: int
    protocol: int
    version: str
    streams: int


@get(paths.HEALTH, sync_to_thread=True, tags=["health"])
def show_health(request: Request[Any, Any, Any]) -> Health:
    """Answers only when the database does."""
    core = core_of(request)
    with core.store.reading() as tx:
        dataset, head = read_dataset(tx), feed.head_of(tx)
    return Health(
        ok=True,
        dataset=dataset.id,
        incarnation=dataset.incarnation,
        head=head,
        protocol=paths.PROTOCOL,
        version=program_version(),
        streams=core.live.streams,
    )
