"""Forgetting what the desk no longer needs: the content of closed orders goes, ids and versions stay for the digest."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, select, text

from local_cache import search
from local_cache.store import Store, Touched
from local_cache.tables import outbox, shown
from local_cache.times import milliseconds

AT_ONCE = 50
"""Orders forgotten in one transaction, so that a save never waits long; neighbours, which share pages of the file."""

_EMPTY = text("UPDATE base SET data = NULL WHERE order_id IN (SELECT value FROM json_each(:ids))")


async def prune(store: Store, closed_before: datetime) -> int:
    """Forget orders closed before this moment that have no act under way; how many were forgotten.

    A change central makes to such an order later brings it back, without the part of its timeline forgotten here.
    """
    old = (
        select(shown.c.row, shown.c.id)
        .where(shown.c.closed_at < milliseconds(closed_before), shown.c.open == 0)
        .where(shown.c.id.not_in(select(outbox.c.lane)))
    )

    def some(after: int) -> Callable[[Connection, Touched], list[int]]:
        wanted = old.where(shown.c.row > after).order_by(shown.c.row).limit(AT_ONCE)

        def forget(connection: Connection, touched: Touched) -> list[int]:
            found = connection.execute(wanted).all()
            rows, ids = [row for row, _ in found], [name for _, name in found]
            connection.execute(_EMPTY, {"ids": json.dumps(ids)})
            connection.execute(delete(shown).where(shown.c.row.in_(rows)))
            search.remove(connection, rows)
            touched.orders |= set(ids)
            return rows

        return forget

    forgotten, last = 0, 0
    while rows := await store.write(some(last)):
        forgotten += len(rows)
        last = rows[-1]
    return forgotten
