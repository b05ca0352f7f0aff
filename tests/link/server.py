"""A server of raw answers: what it says, and where it falls silent or cuts off, is written byte by byte."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
import zstandard

from desk.wire.session import Fault


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class RawServer:
    """Answers come from the list under a path, one for each request; the last one stays."""

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def on(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def paths(self) -> list[str]:
        return [f"{request.method} {request.path.partition('?')[0]}" for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        request = Request(method, path, headers, body)
        self.requests.append(request)
        waiting = self.answers[path.partition("?")[0]]
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        await answer(request, writer)
        await writer.drain()
        return not writer.is_closing()


@asynccontextmanager
async def raw_server() -> AsyncIterator[RawServer]:
    server = RawServer()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listening.close()
        await listening.wait_closed()


def says(status: int, body: bytes, **headers: str) -> Answer:
    """A whole, honest answer; header names with underscores for dashes."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        named = {"content-length": str(len(body)), "content-type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        writer.write(f"HTTP/1.1 {status} So\r\n{lines}\r\n".encode() + body)

    return answer


def record(value: object, **headers: str) -> Answer:
    return says(200, msgspec.json.encode(value), **headers)


def compressed(value: object) -> Answer:
    return says(200, zstandard.compress(msgspec.json.encode(value), 1), content_encoding="zstd")


def fault(status: int, code: str, field: str = "", **facts: str) -> Answer:
    return says(status, msgspec.json.encode(Fault(code=code, sentence="…", field=field, facts=facts)))


def raw_bytes(*parts: bytes, hang_up: bool = True) -> Answer:
    """Exactly these bytes, flushed part by part; then the connection is cut, or nothing more comes."""

    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        if hang_up:
            writer.close()

    return answer
