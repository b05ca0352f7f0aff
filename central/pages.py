"""Pages of the feed for one reader: a snapshot first, then the log, whole transactions at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from central.cursor import AnotherFeed, Cursor, Seal
from central.scopes import Reader
from central.store import feed
from central.store.current import Current, current
from central.store.dataset import read_dataset
from central.store.engine import Transaction
from central.store.feed import Logged
from central.store.reference import scope_epoch_of
from central.store.snapshot import Place, everything, records_after
from desk.rules.errors import Refusal
from desk.wire.feed import Change, Digest, Operation, Page, digest_of, record_mark
from desk.wire.records import Kind

LIMIT, MOST = 500, 5000

Now = Mapping[tuple[Kind, str], Current]


def seal_for(tx: Transaction, reader: Reader) -> Seal:
    dataset = read_dataset(tx)
    return Seal(dataset.id, dataset.incarnation, scope_epoch_of(tx, reader.number), dataset.secret)


def pull(tx: Transaction, reader: Reader, asked: str, limit: int) -> Page:
    """The page after cursor `asked` (empty: from the beginning), about `limit` changes.

    A cursor of another feed gets an empty page that says which feed this is; Refusal `unknown_cursor` or
    `cursor_too_old` where the reader must start over in this one.
    """
    seal = seal_for(tx, reader)
    limit = min(max(limit, 1), MOST)
    if not asked:
        return _snapshot(tx, reader, seal, asked, Cursor(reader.number, feed.head_of(tx), filling=True), limit)
    try:
        cursor = seal.read(asked, reader.number)
    except AnotherFeed:
        return _page(seal, asked, "", feed.head_of(tx), at=0, more=True)
    if cursor.seq > feed.head_of(tx):
        raise Refusal("unknown_cursor")
    if cursor.seq < feed.floor_of(tx):
        raise Refusal("cursor_too_old")
    if cursor.filling:
        return _snapshot(tx, reader, seal, asked, cursor, limit)
    rows, reached, more = feed.read(tx, cursor.seq, reader.scopes, limit)
    changes = changes_for(reader, rows, current(tx, wanted_by(rows)))
    return log_page(seal, reader, asked, reached, feed.head_of(tx), changes, more)


def log_page(
    seal: Seal, reader: Reader, previous: str, reached: int, head: int, changes: tuple[Change, ...], more: bool
) -> Page:
    return _page(seal, previous, seal.write(Cursor(reader.number, reached)), head, reached, more, changes)


def wanted_by(rows: Iterable[Logged]) -> dict[Kind, set[str]]:
    wanted: dict[Kind, set[str]] = {}
    for row in rows:
        wanted.setdefault(Kind(row.line.kind), set()).add(row.line.id)
    return wanted


def changes_for(reader: Reader, rows: Sequence[Logged], now: Now) -> tuple[Change, ...]:
    """Each record once, as it stands now: put where the reader may see it, removed where it was put or removed before.

    A record that has left meanwhile is removed already here; the log's own removal comes again, which harms nobody.
    """
    last = {(row.line.kind, row.line.id): row for row in rows if row.line.scope in reader.scopes}
    changes: list[Change] = []
    for (name, key), row in last.items():
        kind = Kind(name)
        record = now.get((kind, key))
        if record is not None and reader.reads(record.scopes):
            changes.append(_put(row.seq, row.line.scope, record, reader))
        elif kind is not Kind.ENTRY:  # an entry goes with its order
            removed = Change(
                seq=row.seq, scope=row.line.scope, op=Operation.REMOVE, kind=name, id=key, version=row.line.version
            )
            changes.append(removed)
    return tuple(changes)


def digest(tx: Transaction, reader: Reader) -> Digest:
    """Of everything the reader may see at the feed's head."""
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for record in everything(tx, reader):
        counts[record.kind.value] += 1
        sums[record.kind.value] += record_mark(record.id, record.version)
    return digest_of(feed.head_of(tx), [(kind, counts[kind], sums[kind]) for kind in sorted(counts)])


def _snapshot(tx: Transaction, reader: Reader, seal: Seal, asked: str, cursor: Cursor, limit: int) -> Page:
    records, place = records_after(tx, reader, Place(cursor.kind, cursor.key), limit)
    # Until the last page nothing is promised to be complete, so neither page nor change may count as arrived.
    changes = tuple(_put(0, _scope_of(record, reader), record, reader) for record in records)
    head = feed.head_of(tx)
    if place is None:
        return _page(
            seal,
            asked,
            seal.write(Cursor(reader.number, cursor.seq)),
            head,
            at=cursor.seq,
            more=head > cursor.seq,
            changes=changes,
        )
    onward = seal.write(Cursor(reader.number, cursor.seq, True, place.kind, place.key))
    return _page(seal, asked, onward, head, at=0, more=True, changes=changes)


def _scope_of(record: Current, reader: Reader) -> str:
    return next(scope for scope in reader.scopes if scope in record.scopes)


def _put(seq: int, scope: str, record: Current, reader: Reader) -> Change:
    return Change(
        seq=seq,
        scope=scope,
        op=Operation.PUT,
        kind=record.kind.value,
        id=record.id,
        version=record.version,
        data=msgspec.Raw(record.data(reader)),
    )


def _page(
    seal: Seal, previous: str, cursor: str, head: int, at: int, more: bool, changes: tuple[Change, ...] = ()
) -> Page:
    return Page(
        dataset=seal.dataset,
        incarnation=seal.incarnation,
        scope_epoch=seal.scope_epoch,
        previous=previous,
        cursor=cursor,
        head=head,
        at=at,
        more=more,
        changes=changes,
    )
