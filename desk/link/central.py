"""Central over HTTP: the port `Central` as requests, with the session's tokens kept and renewed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec

from desk.link.answers import NotKnown, body_of, check, decoded, refusal_of
from desk.link.events import EventParser, EventTooLong
from desk.link.trust import checked_address, trust_for
from desk.ports import Vault
from desk.rules.errors import CentralAway, Outage, Refusal, SessionEnded
from desk.wire import paths
from desk.wire.acts import Push, Pushed
from desk.wire.feed import Digest, Page
from desk.wire.session import Refresh, Reveal, Revealed, Session, SignIn


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, between two reads, between two signs of life of the stream, and for one whole answer."""

    connect: float = 3.0
    read: float = 15.0
    live: float = 40.0
    whole: float = 60.0


PAGE_EVENTS = frozenset({"message", "page", "change"})
"""Events that carry a page; any other, a comment too, is a sign of life."""

T = TypeVar("T")


async def connect(url: str, ca_file: Path | None, vault: Vault, patience: Patience | None = None) -> HttpCentral:
    """A link to central at `url`, nothing sent yet; Refusal where the settings cannot be used."""
    address = checked_address(url)
    context = await trust_for(address, ca_file)
    patience = patience or Patience()
    client = httpx.AsyncClient(
        base_url=address,
        verify=context,
        trust_env=False,
        timeout=httpx.Timeout(patience.read, connect=patience.connect),
        headers={paths.PROTOCOL_HEADER: str(paths.PROTOCOL)},
    )
    return HttpCentral(client, vault, patience)


class HttpCentral:
    """One client, one session. The access token lives here, the refresh token in the vault under the operator's number."""

    def __init__(self, client: httpx.AsyncClient, vault: Vault, patience: Patience) -> None:
        self._patience = patience
        self._client = client
        self._vault = vault
        self._number = ""
        self._access = ""
        self._refresh = ""
        self._unheard: SignIn | None = None
        self._renewing = asyncio.Lock()

    async def sign_in(self, request: SignIn) -> Session:
        session = await self._open(paths.SESSION, request)
        self._number, self._unheard = session.staff.id, None
        await self._keep(session)
        return session

    def speak_for(self, request: SignIn) -> None:
        self._unheard = request
        if request.number != self._number:
            self._number, self._access, self._refresh = request.number, "", ""

    async def refresh(self) -> Session:
        async with self._renewing:
            return await self._renew()

    async def sign_out(self) -> None:
        """Also when central is away: the tokens are forgotten here in any case."""
        access, name = self._access, self._secret_name()
        self._access, self._refresh, self._unheard = "", "", None
        await asyncio.to_thread(self._vault.forget, name)
        if access:
            try:
                await self._ask("DELETE", paths.SESSION, headers={"Authorization": f"Bearer {access}"})
            except (NotKnown, Outage):
                return  # over already, or it ends by itself

    async def push(self, envelope: Push) -> Pushed:
        return await self._with_session(Pushed, "POST", paths.PUSH, content=msgspec.json.encode(envelope))

    async def pull(self, cursor: str, limit: int) -> Page:
        params = {"cursor": cursor, "limit": str(limit)}
        return await self._with_session(Page, "GET", paths.PULL, params=params)

    async def digest(self) -> Digest:
        return await self._with_session(Digest, "GET", paths.DIGEST)

    async def reveal(self, order_id: str, reason: str) -> Revealed:
        path = paths.REVEAL.format(order=order_id)
        return await self._with_session(Revealed, "POST", path, content=msgspec.json.encode(Reveal(reason=reason)))

    async def healthy(self) -> bool:
        try:
            await self._ask("GET", paths.HEALTH)
        except (Outage, Refusal, NotKnown):
            return False
        return True

    async def close(self) -> None:
        await self._client.aclose()

    async def live(self, cursor: str) -> AsyncGenerator[Page | None, None]:
        if not self._access:
            await self.refresh()
        used = self._access
        try:
            async with aclosing(self._stream(cursor)) as pages:
                async for page in pages:
                    yield page
        except NotKnown:
            await self._renew_after(used)
            raise CentralAway("the session was renewed; open the stream again") from None

    async def _stream(self, cursor: str) -> AsyncGenerator[Page | None, None]:
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity", **self._authorization()}
        timeout = httpx.Timeout(self._patience.live, connect=self._patience.connect)
        parser = EventParser()
        async with _world():
            async with self._client.stream(
                "GET", paths.LIVE, params={"cursor": cursor}, headers=headers, timeout=timeout
            ) as response:
                if response.status_code != 200:
                    check(response.status_code, response.headers, await body_of(response))
                if not response.headers.get("content-type", "").startswith("text/event-stream"):
                    raise CentralAway("no stream of events")
                yield None
                async for chunk in response.aiter_raw():
                    for event in parser.feed(chunk):
                        yield decoded(event.data.encode(), Page) if event.name in PAGE_EVENTS else None
            raise CentralAway("the stream ended", parser.retry)

    async def _with_session(
        self,
        shape: type[T],
        method: str,
        path: str,
        *,
        params: dict[str, str] | None = None,
        content: bytes | None = None,
    ) -> T:
        """Ask with the access token; unknown to central, it is renewed once and asked again."""
        if not self._access:
            await self.refresh()
        used = self._access
        try:
            body = await self._ask(method, path, params=params, content=content, headers=self._authorization())
        except NotKnown:
            await self._renew_after(used)
            try:
                body = await self._ask(method, path, params=params, content=content, headers=self._authorization())
            except NotKnown as still:
                raise SessionEnded(still.fault.code) from still
        return decoded(body, shape)

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, str] | None = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> bytes:
        sent = dict(headers or {})
        if content is not None:
            sent["Content-Type"] = "application/json"
        asked = self._client.stream(method, path, params=params, content=content, headers=sent)
        async with _world(), asyncio.timeout(self._patience.whole), asked as response:
            body = await body_of(response)
        check(response.status_code, response.headers, body)
        return body

    async def _open(self, path: str, request: SignIn | Refresh) -> Session:
        try:
            body = await self._ask("POST", path, content=msgspec.json.encode(request))
        except NotKnown as unknown:
            raise refusal_of(unknown.fault) from unknown
        return decoded(body, Session)

    async def _renew_after(self, used: str) -> None:
        """Renew unless somebody else has done so since `used` was sent."""
        async with self._renewing:
            if self._access == used:
                await self._renew()

    async def _renew(self) -> Session:
        if not self._refresh and self._number:
            kept = await asyncio.to_thread(self._vault.get, self._secret_name())
            self._refresh = kept or ""
        if not self._refresh:
            return await self._begin("no session to renew")
        try:
            session = await self._open(paths.REFRESH, Refresh(refresh=self._refresh))
        except Refusal as refusal:
            self._access = self._refresh = ""
            await asyncio.to_thread(self._vault.forget, self._secret_name())
            return await self._begin(refusal.code)
        await self._keep(session)
        return session

    async def _begin(self, why_not_renewed: str) -> Session:
        """The session of somebody who signed in while central was away, with the password given then."""
        if self._unheard is None:
            raise SessionEnded(why_not_renewed)
        try:
            return await self.sign_in(self._unheard)
        except Refusal as refusal:
            self._unheard = None
            raise SessionEnded(refusal.code) from refusal

    async def _keep(self, session: Session) -> None:
        self._access, self._refresh = session.access, session.refresh
        if await asyncio.to_thread(self._vault.usable):
            await asyncio.to_thread(self._vault.put, self._secret_name(), session.refresh)

    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._access}"}

    def _secret_name(self) -> str:
        return f"refresh-{self._number}"


@asynccontextmanager
async def _world() -> AsyncIterator[None]:
    """Everything the network can do, as CentralAway."""
    try:
        yield
    except (httpx.HTTPError, httpx.StreamError, EventTooLong, TimeoutError, OSError) as error:
        raise CentralAway(type(error).__name__) from error
