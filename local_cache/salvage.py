"""What can still be read from a damaged database: acts, drafts, serials and what was remembered, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from desk.rules.roles import Actor
from desk.wire.acts import Act
from local_cache.engine import connect
from local_cache.journal import ActNote

_MEANINGLESS = (msgspec.MsgspecError, UnicodeDecodeError, TypeError)


@dataclass(slots=True)
class Salvage:
    """`drafts` and `kept`: rows of the tables `draft` and `kv`, as they are."""

    acts: dict[str, ActNote] = field(default_factory=dict)
    serials: dict[tuple[str, str], int] = field(default_factory=dict)
    drafts: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


def salvage(file: Path, key: bytes) -> Salvage:
    """Nothing, where the key is wrong or the beginning of the file is gone; the journal holds the acts too."""
    found = Salvage()

    def act(row: tuple[Any, ...]) -> None:
        note = ActNote(msgspec.json.decode(row[0], type=Act), msgspec.json.decode(row[1], type=Actor))
        found.acts[note.act.id] = note

    def serial(row: tuple[Any, ...]) -> None:
        found.serials[row[0], row[1]] = int(row[2])

    def draft(row: tuple[Any, ...]) -> None:
        found.drafts[row[0]] = row

    def kept(row: tuple[Any, ...]) -> None:
        found.kept[row[0]] = row[1]

    sources: tuple[tuple[str, Callable[[tuple[Any, ...]], None]], ...] = (
        ("SELECT data, actor FROM outbox ORDER BY rowid", act),
        ("SELECT data, actor FROM outbox ORDER BY rowid DESC", act),
        ("SELECT day, seat, last FROM serial", serial),
        ("SELECT id, page, title, fields, saved_at FROM draft ORDER BY rowid", draft),
        ("SELECT id, page, title, fields, saved_at FROM draft ORDER BY rowid DESC", draft),
        ("SELECT name, value FROM kv WHERE name LIKE 'kept-%' OR name = 'caller_salt'", kept),
    )
    try:
        connection = connect(file, key)
    except dbapi2.Error:
        return found
    with closing(connection):
        for query, take in sources:
            for row in _readable(connection, query):
                try:
                    take(row)
                except _MEANINGLESS:
                    continue
    return found


def _readable(connection: Any, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows up to the first damaged page."""
    try:
        yield from connection.execute(query)
    except dbapi2.Error:
        return
