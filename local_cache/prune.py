"""Forgetting what the desk no longer needs: the content of closed orders goes, ids and versions stay for the digest."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, text

from local_cache import search
from local_cache.store import Store, Touched
from local_cache.tables import shown
from local_cache.times import milliseconds

AT_ONCE = 50
"""Orders forgotten in one transaction, so that a save never waits long; neighbours, which share pages of the file."""

_OLD = text(f"""
    SELECT row, id FROM shown NOT INDEXED
    WHERE row > :after AND NOT open AND closed_at < :before AND id NOT IN (SELECT lane FROM outbox)
    ORDER BY row LIMIT {AT_ONCE}""")
_EMPTY = text("UPDATE base SET data = NULL WHERE order_id IN (SELECT value FROM json_each(:ids))")


async def prune(store: Store, closed_before: datetime) -> int:
    """Forget orders closed before this moment that have no act under way; how many were forgotten.

    A change central makes to such an order later brings it back, without the part of its timeline forgotten here.
    """
    before = milliseconds(closed_before)

    def some(after: int) -> Callable[[Connection, Touched], list[int]]:
        def forget(connection: Connection, touched: Touched) -> list[int]:
            found = connection.execute(_OLD, {"after": after, "before": before}).all()
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
