"""The feed: pages of changes, at a cursor only central can read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2b

import msgspec


class Operation(StrEnum):
    PUT = "put"
    REMOVE = "remove"


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record put (its current row in `data`) or removed from this reader's scopes."""

    seq: int
    scope: str
    op: Operation
    kind: str
    id: str
    version: int = 0
    data: msgspec.Raw = msgspec.Raw(b"null")


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Changes after `previous` up to `cursor`; ends where a transaction ends. `head`: the newest number at central."""

    dataset: str
    incarnation: int
    scope_epoch: int
    previous: str
    cursor: str
    head: int
    at: int
    more: bool = False
    changes: tuple[Change, ...] = ()


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """How many records of a kind stand in a reader's scopes at `seq`, and the sum of their hashes."""

    seq: int
    counts: dict[str, int]
    sums: dict[str, str]


def record_mark(record_id: str, version: int) -> int:
    """What one record adds to its kind's sum in a digest: 40 bits, so that SQL can add up millions of them."""
    return int.from_bytes(blake2b(f"{record_id} {version}".encode(), digest_size=5).digest(), "big")


def digest_of(seq: int, rows: Iterable[tuple[str, int, int]]) -> Digest:
    """The digest from rows of (kind, how many, sum of their marks); a kind with no records is left out."""
    present = [(kind, count, total) for kind, count, total in rows if count]
    return Digest(
        seq=seq,
        counts={kind: count for kind, count, _ in present},
        sums={kind: f"{total:x}" for kind, _, total in present},
    )
