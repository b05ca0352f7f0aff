"""Push, pull and digest: what a seat's turn of synchronising asks."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import zstandard
from litestar import Request, Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Parameter

from central import pages
from central.api.asking import asking, core_of, same_protocol
from central.handlers.push import push
from central.handlers.task import Submission
from central.scopes import actor_of, reader_of
from desk.rules.errors import Refusal
from desk.wire import paths
from desk.wire.acts import MOST_ACTS, MOST_BYTES, Push, Pushed
from desk.wire.feed import Digest, Page

_WORTH_COMPRESSING = 4096

Cursor = Annotated[str, Parameter(query="cursor", max_length=1000)]


@post(paths.PUSH, status_code=200, sync_to_thread=True, request_max_body_size=MOST_BYTES, tags=["sync"])
def push_acts(request: Request[Any, Any, Any], data: Push) -> Pushed:
    """Hand in acts; one outcome for each, in the same order. Older programs are heard too."""
    core = core_of(request)
    if len(data.acts) > MOST_ACTS:
        raise Refusal("too_large")
    with core.store.reading() as tx:
        actor = actor_of(asking(tx, request).staff)
    outcomes = push(core.store, core.city, [Submission(actor, act) for act in data.acts], core.now())
    core.live.poke()
    return Pushed(outcomes=tuple(outcomes))


@get(
    paths.PULL,
    sync_to_thread=True,
    guards=[same_protocol],
    tags=["sync"],
    responses={200: ResponseSpec(data_container=Page, description="A page of the feed.", generate_examples=False)},
)
def pull_page(request: Request[Any, Any, Any], cursor: Cursor = "", limit: int = pages.LIMIT) -> Response[bytes]:
    """The changes after a cursor; with none, everything there is."""
    core = core_of(request)
    with core.store.reading() as tx:
        page = pages.pull(tx, reader_of(asking(tx, request).staff), cursor, limit)
    return _compressed(msgspec.json.encode(page), request.headers.get("Accept-Encoding", ""))


@get(paths.DIGEST, sync_to_thread=True, guards=[same_protocol], tags=["sync"])
def read_digest(request: Request[Any, Any, Any]) -> Digest:
    """What a replica at the feed's head should hold, as counts and sums."""
    core = core_of(request)
    with core.store.reading() as tx:
        return pages.digest(tx, reader_of(asking(tx, request).staff))


def _compressed(body: bytes, accepted: str) -> Response[bytes]:
    headers = {"Vary": "Accept-Encoding", "Cache-Control": "no-store"}
    names = {
        part.partition(";")[0].strip().lower() for part in accepted.split(",") if "q=0" not in part.replace(" ", "")
    }
    if len(body) > _WORTH_COMPRESSING and "zstd" in names:
        body = zstandard.ZstdCompressor(level=1).compress(body)
        headers["Content-Encoding"] = "zstd"
    return Response(body, media_type="application/json", headers=headers)
