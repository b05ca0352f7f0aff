"""The feed's log: numbers taken last in each transaction, so that their order is the order of the commits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from central.store.engine import Transaction
from central.store.tables import change_log, feed_head
from desk.wire.feed import Operation


@dataclass(frozen=True, slots=True)
class Line:
    """One record put into, or removed from, one scope."""

    scope: str
    op: Operation
    kind: str
    id: str
    version: int
    act: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A line as it stands in the log; `last` is the last number of its transaction."""

    seq: int
    last: int
    line: Line


def append(tx: Transaction, lines: Sequence[Line], at: datetime) -> int:
    """The transaction's last number. To be called last, once: from here on every other writer waits for the commit."""
    if not lines:
        return head_of(tx)
    taken = update(feed_head).values(seq=feed_head.c.seq + len(lines)).returning(feed_head.c.seq)
    last = int(tx.execute(taken).scalar_one())
    first = last - len(lines) + 1
    tx.execute(
        insert(change_log),
        [
            {
                "seq": first + place,
                "last": last,
                "scope": line.scope,
                "op": line.op.value,
                "kind": line.kind,
                "id": line.id,
                "version": line.version,
                "act": line.act,
                "at": at,
            }
            for place, line in enumerate(lines)
        ],
    )
    return last


def head_of(tx: Transaction) -> int:
    return int(tx.execute(select(feed_head.c.seq)).scalar_one())


def floor_of(tx: Transaction) -> int:
    """Changes up to this number are no longer in the log."""
    return int(tx.execute(select(feed_head.c.floor)).scalar_one())


def read(tx: Transaction, after: int, scopes: Collection[str] | None, limit: int) -> tuple[list[Logged], int, bool]:
    """Lines after `after` in these scopes (None: all), the number they reach up to, and whether there are more.

    Whole transactions only: about `limit` lines, more where the first transaction alone has more.
    """
    head = head_of(tx)
    rows = _lines(tx, after, head, scopes, limit + 1)
    if len(rows) <= limit:
        return rows, head, False
    complete = [row for row in rows[:limit] if row.last < rows[limit].seq]
    reached = complete[-1].last if complete else rows[0].last
    if not complete:
        complete = _lines(tx, after, reached, scopes, None)
    return complete, reached, reached < head


def _lines(tx: Transaction, after: int, until: int, scopes: Collection[str] | None, limit: int | None) -> list[Logged]:
    columns = change_log.c
    wanted = (
        select(
            columns.seq, columns.last, columns.scope, columns.op, columns.kind, columns.id, columns.version, columns.act
        )
        .where(columns.seq > after, columns.seq <= until)
        .order_by(columns.seq)
        .limit(limit)
    )
    if scopes is not None:
        wanted = wanted.where(columns.scope.in_(scopes))
    return [
        Logged(seq, last, Line(scope, Operation(op), kind, record, version, act))
        for seq, last, scope, op, kind, record, version, act in tx.execute(wanted)
    ]


def forget(tx: Transaction, before: datetime) -> None:
    """Drop the log's lines of transactions older than `before`; cursors that old must start over."""
    newest = tx.scalar(select(func.max(change_log.c.last)).where(change_log.c.at < before))
    if newest is not None:
        tx.execute(delete(change_log).where(change_log.c.seq <= newest))
        tx.execute(update(feed_head).values(floor=newest))
