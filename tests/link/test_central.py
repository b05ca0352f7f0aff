"""What central says, and what the network makes of it, told apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import msgspec
import pytest

from desk.link.central import HttpCentral, Patience, connect
from desk.rules.errors import CentralAway, PleaseUpdate, Refusal, SessionEnded
from desk.wire import paths
from desk.wire.acts import Push, Pushed
from desk.wire.feed import Page
from desk.wire.records import Staff
from desk.wire.session import Revealed, Session, SignIn
from tests.fakes import START
from tests.link.server import RawServer, compressed, fault, raw_bytes, raw_server, record, says

ME = SignIn(number="01023", password="right", workstation="w")
PAGE = Page(dataset="city", incarnation=1, scope_epoch=1, previous="", cursor="7", head=7, at=7)


def session(access: str = "first", refresh: str = "r1") -> Session:
    staff = Staff(id="01023", name="沈禾", roles=("seat",))
    return Session(
        access=access,
        access_expires_at=START,
        refresh=refresh,
        staff=staff,
        scopes=("all",),
        scope_epoch=1,
        serial=0,
        caller_salt="salt",
        now=START,
    )


class MemoryVault:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def usable(self) -> bool:
        return True

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


@asynccontextmanager
async def linked(vault: MemoryVault | None = None) -> AsyncIterator[tuple[RawServer, HttpCentral]]:
    async with raw_server() as server:
        patience = Patience(connect=1.0, read=0.2, live=0.2, whole=1.0)
        central = await connect(server.url, None, vault or MemoryVault(), patience)
        server.on(paths.SESSION, record(session()))
        try:
            yield server, central
        finally:
            await central.close()


async def test_signing_in_opens_a_session_and_every_request_carries_it() -> None:
    vault = MemoryVault()
    async with linked(vault) as (server, central):
        server.on(paths.PULL, compressed(PAGE))
        await central.sign_in(ME)
        assert await central.pull("", 100) == PAGE
        asked = server.requests[-1]
        assert asked.headers["authorization"] == "Bearer first"
        assert asked.headers["x-protocol"] == str(paths.PROTOCOL)
        assert "zstd" in asked.headers["accept-encoding"]
        assert asked.path == "/sync/pull?cursor=&limit=100"
        assert vault.kept == {"refresh-01023": "r1"}


async def test_a_wrong_password_is_a_refusal_with_its_field_and_facts() -> None:
    async with linked() as (server, central):
        server.on(paths.SESSION, fault(401, "bad_password", "number"), fault(423, "locked_out", minutes="15"))
        with pytest.raises(Refusal) as wrong:
            await central.sign_in(ME)
        assert (wrong.value.code, wrong.value.field) == ("bad_password", "number")
        with pytest.raises(Refusal) as locked:
            await central.sign_in(ME)
        assert locked.value.facts == {"minutes": "15"}


WORLD = {
    "garbage in place of http": raw_bytes(b"\x00\x01\x02 no http at all\r\n\r\n"),
    "nothing at all": raw_bytes(),
    "cut in the middle of the body": raw_bytes(b"HTTP/1.1 200 So\r\ncontent-length: 500\r\n\r\n{\"dataset\":"),
    "cut in the middle of a chunk": raw_bytes(b"HTTP/1.1 200 So\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{\"da"),
    "silence": raw_bytes(hang_up=False),
    "silence in the middle of the body": raw_bytes(b"HTTP/1.1 200 So\r\ncontent-length: 9\r\n\r\n{", hang_up=False),
    "not json": says(200, b"certainly not json"),
    "json of another shape": says(200, b'{"hello": 1}'),
    "not even utf-8": says(200, b'{"dataset": "\xff\xfe"}'),
    "the page of a proxy": says(200, b"<html><body>Please log in</body></html>", content_type="text/html"),
    "a redirect to a portal": says(302, b"", location="http://portal.example/"),
    "a 403 of a proxy": says(403, b"<html>no</html>", content_type="text/html"),
    "a 401 of a portal": says(401, b"<html>who are you</html>", content_type="text/html"),
    "a 404 of something else": says(404, b"not found"),
    "a broken central": says(500, b"Traceback"),
    "a bad gateway": says(502, b"<html>"),
    "broken compression": says(200, b"not zstd at all", content_encoding="zstd"),
    "cut compression": says(200, b"\x28\xb5\x2f\xfd\x04\x00", content_encoding="zstd"),
}  # fmt: skip


@pytest.mark.parametrize("what", WORLD)
async def test_whatever_is_no_answer_of_central_is_central_away(what: str) -> None:
    vault = MemoryVault()
    async with linked(vault) as (server, central):
        await central.sign_in(ME)
        server.on(paths.PULL, WORLD[what])
        with pytest.raises(CentralAway):
            await central.pull("", 100)
        assert vault.kept == {"refresh-01023": "r1"}
        server.on(paths.PULL, record(PAGE))
        assert await central.pull("", 100) == PAGE


async def test_nobody_listening_is_central_away() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
    central = await connect(server.url, None, MemoryVault())
    with pytest.raises(CentralAway):
        await central.sign_in(ME)
    assert not await central.healthy()
    await central.close()


async def test_an_answer_that_never_ends_is_given_up() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)

        async def drip(request: object, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 So\r\ncontent-length: 100000\r\n\r\n")
            while not writer.is_closing():
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.05)

        server.on(paths.PULL, drip)
        with pytest.raises(CentralAway):
            await central.pull("", 100)


@pytest.mark.parametrize("status", [429, 503])
async def test_central_may_say_when_to_come_back(status: int) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(
            paths.PULL,
            says(status, b"", retry_after="17"),
            says(status, b"", retry_after=date),
            says(status, b"", retry_after="soon"),
            says(status, b"", retry_after="99999999"),
        )
        waits = []
        for _ in range(4):
            with pytest.raises(CentralAway) as away:
                await central.pull("", 100)
            waits.append(away.value.retry_after)
    assert waits[0] == 17.0
    assert waits[1] is not None
    assert 80 < waits[1] <= 90
    assert waits[2:] == [None, 3600.0]


async def test_too_old_a_program_is_told_to_update() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.PULL, fault(426, "please_update"))
        with pytest.raises(PleaseUpdate):
            await central.pull("", 100)


async def test_an_expired_token_is_renewed_once_for_all_who_wait() -> None:
    vault = MemoryVault()
    async with linked(vault) as (server, central):
        await central.sign_in(ME)

        async def pull(request: object, writer: asyncio.StreamWriter) -> None:
            known = request.headers["authorization"] == "Bearer second"  # type: ignore[attr-defined]  # a plain object stands in
            answer = record(PAGE) if known else fault(401, "session_ended")
            await answer(request, writer)  # type: ignore[arg-type]  # a plain object stands in

        server.on(paths.PULL, pull)
        server.on(paths.REFRESH, record(session("second", "r2")))
        pages = await asyncio.gather(*(central.pull("", 100) for _ in range(5)))
        assert pages == [PAGE] * 5
        assert server.paths().count(f"POST {paths.REFRESH}") == 1
        assert vault.kept == {"refresh-01023": "r2"}


async def test_a_refused_renewal_ends_the_session_and_a_lost_one_does_not() -> None:
    vault = MemoryVault()
    async with linked(vault) as (server, central):
        await central.sign_in(ME)
        server.on(paths.PUSH, fault(401, "session_ended"))
        server.on(paths.REFRESH, raw_bytes(), fault(401, "session_ended"))
        envelope = Push(workstation="w", acts=())
        with pytest.raises(CentralAway):
            await central.push(envelope)
        assert vault.kept == {"refresh-01023": "r1"}
        with pytest.raises(SessionEnded):
            await central.push(envelope)
        assert vault.kept == {}
        with pytest.raises(SessionEnded):
            await central.push(envelope)


async def test_a_renewed_token_that_is_not_known_either_ends_the_session() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.PULL, fault(401, "session_ended"))
        server.on(paths.REFRESH, record(session("second", "r2")))
        with pytest.raises(SessionEnded):
            await central.pull("", 100)


async def test_after_a_sign_in_without_central_the_operators_own_session_is_renewed() -> None:
    vault = MemoryVault()
    vault.kept = {"refresh-01023": "mine", "refresh-01099": "somebody else's"}
    async with linked(vault) as (server, central):
        server.on(paths.REFRESH, record(session("again", "r9")))
        server.on(paths.PULL, record(PAGE))
        central.speak_for(ME)
        assert await central.pull("", 100) == PAGE
        (renewal,) = [request for request in server.requests if request.path == paths.REFRESH]
        assert msgspec.json.decode(renewal.body) == {"refresh": "mine"}


async def test_after_a_sign_in_without_central_and_no_session_to_renew_one_is_begun() -> None:
    async with linked() as (server, central):
        server.on(paths.PULL, record(PAGE))
        central.speak_for(ME)
        assert await central.pull("", 100) == PAGE
        assert server.paths() == [f"POST {paths.SESSION}", f"GET {paths.PULL}"]


async def test_a_password_changed_meanwhile_is_tried_once() -> None:
    async with linked() as (server, central):
        server.on(paths.SESSION, fault(403, "bad_password"))
        central.speak_for(ME)
        for _ in range(2):
            with pytest.raises(SessionEnded):
                await central.pull("", 100)
        assert server.paths() == [f"POST {paths.SESSION}"]


async def test_signing_out_forgets_the_tokens_even_when_central_is_away() -> None:
    vault = MemoryVault()
    async with linked(vault) as (server, central):
        await central.sign_in(ME)
        server.on(paths.SESSION, raw_bytes())
        await central.sign_out()
        assert vault.kept == {}
        assert server.paths()[-1] == f"DELETE {paths.SESSION}"


async def test_a_refusal_of_the_envelope_is_a_refusal() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.PUSH, fault(413, "too_large"), record(Pushed(outcomes=())))
        with pytest.raises(Refusal) as refusal:
            await central.push(Push(workstation="w", acts=()))
        assert refusal.value.code == "too_large"
        assert await central.push(Push(workstation="w", acts=())) == Pushed(outcomes=())


async def test_a_reveal_sends_its_reason_in_the_body_and_nothing_in_the_address() -> None:
    shown = Revealed(contact_name="王敏", contact_phone="13800005678", line_phone="13800005678")
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on("/api/orders/o1/reveal", record(shown))
        assert await central.reveal("o1", "核对地址") == shown
        assert msgspec.json.decode(server.requests[-1].body) == {"reason": "核对地址"}


STREAM = b"HTTP/1.1 200 So\r\ncontent-type: text/event-stream\r\n\r\n"


def event(page: Page) -> bytes:
    return b"id: 7\nevent: page\ndata: " + msgspec.json.encode(page) + b"\n\n"


async def test_the_stream_brings_pages_and_signs_of_life_and_says_when_to_come_back() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.LIVE, raw_bytes(STREAM, b"retry: 2500\n: ka\n\n", event(PAGE)[:30], event(PAGE)[30:]))
        async with aclosing(central.live("5")) as stream:
            assert [await anext(stream) for _ in range(3)] == [None, None, PAGE]
            with pytest.raises(CentralAway) as away:
                await anext(stream)
        assert away.value.retry_after == 2.5
        assert server.requests[-1].path == "/sync/live?cursor=5"


async def all_of(central: HttpCentral) -> list[Page | None]:
    async with aclosing(central.live("")) as stream:
        return [page async for page in stream]


async def test_a_stream_left_early_leaves_nothing_behind() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.LIVE, raw_bytes(STREAM, event(PAGE), hang_up=False))
        async with aclosing(central.live("")) as stream:
            assert await anext(stream) is None
            assert await anext(stream) == PAGE


@pytest.mark.parametrize(
    "answer",
    [
        raw_bytes(STREAM, b": ka\n\n", hang_up=False),
        raw_bytes(STREAM, b"data: {not a page}\n\n", hang_up=False),
        says(200, b"<html>", content_type="text/html"),
        says(502, b""),
    ],
    ids=["silence", "garbage", "the page of a proxy", "a bad gateway"],
)
async def test_a_stream_that_is_none_is_central_away(answer: object) -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.LIVE, answer)  # type: ignore[arg-type]  # a plain object stands in
        with pytest.raises(CentralAway):
            await all_of(central)


async def test_a_stream_with_an_old_token_renews_it() -> None:
    async with linked() as (server, central):
        await central.sign_in(ME)
        server.on(paths.LIVE, fault(401, "session_ended"), raw_bytes(STREAM, event(PAGE), hang_up=False))
        server.on(paths.REFRESH, record(session("second", "r2")))
        with pytest.raises(CentralAway):
            await anext(central.live(""))
        async with aclosing(central.live("")) as stream:
            assert [await anext(stream), await anext(stream)] == [None, PAGE]
        assert server.requests[-1].headers["authorization"] == "Bearer second"
