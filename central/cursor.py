"""The cursor: a place in the feed, signed, that only central can read."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from desk.rules.errors import Refusal

_SIGNATURE = 16


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """`seq`: every change up to it is known. With `filling`, a snapshot begun at `seq` has come to `kind` and `key`."""

    reader: str
    seq: int
    filling: bool = False
    kind: int = 0
    key: str = ""


class AnotherFeed(Exception):
    """The cursor is of another dataset or incarnation, or of the reader's earlier scopes."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a cursor is bound to."""

    dataset: str
    incarnation: int
    scope_epoch: int
    secret: bytes

    def write(self, cursor: Cursor) -> str:
        """The same text each time for the same place, so that a page can be matched with the one before."""
        body = urlsafe_b64encode(msgspec.json.encode(cursor)).rstrip(b"=").decode()
        named = f"{self.dataset}.{self.incarnation}.{self.scope_epoch}.{body}"
        return f"{named}.{self._sign(named)}"

    def read(self, text: str, reader: str) -> Cursor:
        """AnotherFeed, or Refusal `unknown_cursor` where it is not a cursor of ours for this reader."""
        named, _, signature = text.rpartition(".")
        parts = named.split(".")
        if len(parts) != 4:
            raise Refusal("unknown_cursor")
        if parts[:3] != [self.dataset, str(self.incarnation), str(self.scope_epoch)]:
            raise AnotherFeed
        if not hmac.compare_digest(signature.encode(), self._sign(named).encode()):
            raise Refusal("unknown_cursor")
        body = parts[3]
        try:
            cursor = msgspec.json.decode(urlsafe_b64decode(body + "=" * (-len(body) % 4)), type=Cursor)
        except (msgspec.MsgspecError, ValueError) as error:
            raise Refusal("unknown_cursor") from error
        if cursor.reader != reader:
            raise Refusal("unknown_cursor")
        return cursor

    def _sign(self, named: str) -> str:
        mac = hmac.new(self.secret, b"cursor:" + named.encode(), sha256).digest()[:_SIGNATURE]
        return urlsafe_b64encode(mac).rstrip(b"=").decode()
