"""Somebody without a desk: a unit's clerk, or the one who checks, speaking to central's API in plain HTTP."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from datetime import datetime
from uuid import uuid4

import msgspec

from desk.rules.acts import Args
from desk.rules.ids import uuid7
from desk.rules.order import ActKind
from desk.wire import paths
from desk.wire.acts import Act, Outcome, Push, Pushed, raw
from desk.wire.records import Order
from desk.wire.session import Session, SignIn


class ApiUser:
    """One signed-in user. Blocking requests run in a thread."""

    def __init__(self, url: str, number: str, password: str) -> None:
        self._url, self._number, self._password = url, number, password
        self._workstation = str(uuid4())
        self._access = ""
        self._acts = 0

    async def sign_in(self) -> None:
        request = SignIn(number=self._number, password=self._password, workstation=self._workstation)
        answer = await self._ask("POST", paths.SESSION, msgspec.json.encode(request))
        self._access = msgspec.json.decode(answer, type=Session).access

    async def order(self, number: str) -> Order:
        """The order as central has it now."""
        answer = await self._ask("GET", paths.ORDER.format(order=number))
        return msgspec.json.decode(answer, type=Order)

    async def knows(self, number: str) -> bool:
        """Whether central has an order of that number; False too while central does not answer."""
        try:
            await self.order(number)
        except urllib.error.URLError:
            return False
        return True

    async def act(self, order: Order, kind: ActKind, form: Args, at: datetime) -> Outcome:
        """Do one act on an order, as this user; central's verdict."""
        self._acts += 1
        act = Act(
            id=uuid7(int(at.timestamp() * 1000)),
            workstation=self._workstation,
            seq=self._acts,
            lane=order.id,
            kind=kind.value,
            base_version=order.version,
            args=raw(form),
            at=at,
        )
        envelope = Push(workstation=self._workstation, acts=(act,))
        answer = await self._ask("POST", paths.PUSH, msgspec.json.encode(envelope))
        return msgspec.json.decode(answer, type=Pushed).outcomes[0]

    async def _ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        return await asyncio.to_thread(self._ask_now, method, path, body)

    def _ask_now(self, method: str, path: str, body: bytes | None) -> bytes:
        headers = {"Content-Type": "application/json", paths.PROTOCOL_HEADER: str(paths.PROTOCOL)}
        if self._access:
            headers["Authorization"] = f"Bearer {self._access}"
        request = urllib.request.Request(self._url + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=15) as answer:
            return bytes(answer.read())
