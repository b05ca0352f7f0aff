"""What an answer of central means: a record, a refusal, or a world that does not answer as it should."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx
import msgspec

from desk.rules.errors import CentralAway, PleaseUpdate, Refusal
from desk.wire.session import Fault

MOST_BYTES = 64 * 1024 * 1024
"""An answer longer than this is no answer of central's."""

T = TypeVar("T")


class NotKnown(Exception):
    """Central said 401 in its own words: it does not know this access token (any more)."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


async def body_of(response: httpx.Response) -> bytes:
    """The whole body of a streamed answer; CentralAway when it does not end."""
    parts: list[bytes] = []
    length = 0
    async for part in response.aiter_bytes():
        length += len(part)
        if length > MOST_BYTES:
            raise CentralAway("an answer without end")
        parts.append(part)
    return b"".join(parts)


def decoded(body: bytes, shape: type[T]) -> T:
    """The record in the body; CentralAway where there is something else, such as the page of a proxy."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CentralAway(f"not an answer of central: {type(error).__name__}") from error


def check(status: int, headers: httpx.Headers, body: bytes) -> None:
    """Nothing for a success; Refusal, NotKnown, PleaseUpdate or CentralAway otherwise."""
    if 200 <= status < 300:
        return
    if status == 426:
        raise PleaseUpdate()
    if status in (408, 425, 429) or not 400 <= status < 500:
        raise CentralAway(f"status {status}", retry_after(headers))
    try:
        fault = decoded(body, Fault)
    except CentralAway:
        raise CentralAway(f"status {status} from somebody else", retry_after(headers)) from None
    if status == 401:
        raise NotKnown(fault)
    raise refusal_of(fault)


def refusal_of(fault: Fault) -> Refusal:
    facts = {name: value for name, value in fault.facts.items() if name not in ("code", "field", "self")}
    return Refusal(fault.code, fault.field, **facts)


def retry_after(headers: httpx.Headers) -> float | None:
    """Seconds, from a number or a date; None when the header is absent or makes no sense. At most an hour."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(int(text))
    except ValueError:
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return None
        seconds = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()
    return min(3600.0, max(0.0, seconds))
