"""The feed: pages of changes, at a cursor only central can read."""

from __future__ import annotations

from enum import StrEnum

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
