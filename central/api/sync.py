"""Push, pull and digest: what a seat's turn of synchronising asks."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import zstandard
from litestar import Request, Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery

from central import pages
from central.api.asking import asking, core_of, same_protocol
from central.api.schema import PushOperation
from central.handlers.push import push
from central.handlers.task import Submission
from central.scopes import actor_of, reader_of
from desk.rules.errors import Refusal
from desk.wire import paths
from desk.wire.acts import MOST_ACTS, MOST_BYTES, Push, Pushed
from desk.wire.feed import Digest, Page

_WORTH_COMPRESSING = 4096


@post(
    paths.PUSH,
    status_code=200,
    request_max_body_size=MOST_BYTES,
    tags=["sync"],
    operation_class=PushOperation,
)
async def push_acts(request: Request[Any, Any, Any]) -> Pushed:
    """Hand in acts; one outcome for each, in the same order. Older programs are heard too."""
    # Read here and not by the framework, which would take the acts' bodies apart before their kind is known.
    return await asyncio.to_thread(_push, request, await request.body())


def _push(request: Request[Any, Any, Any], body: bytes) -> Pushed:
    core = core_of(request)
    with core.store.reading() as tx:
        actor = actor_of(asking(tx, request).staff)
    try:
        envelope = msgspec.json.decode(body, type=Push)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal("bad_envelope") from error
    if len(envelope.acts) > MOST_ACTS:
        raise Refusal("too_large")
    outcomes = push(core.store, core.city, [Submission(actor, act) for act in envelope.acts], core.now())
    core.live.poke()
    return Pushed(outcomes=tuple(outcomes))


@get(
    paths.PULL,
    sync_to_thread=True,
    guards=[same_protocol],
    tags=["sync"],
    responses={200: ResponseSpec(data_container=Page, description="A page of the feed.", generate_examples=False)},
)
def pull_page(
    request: Request[Any, Any, Any], cursor: FromQuery[str] = "", limit: FromQuery[int] = pages.LIMIT
) -> Response[bytes]:
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
