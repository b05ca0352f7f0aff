"""No read walks through a whole table, and no single queue is sorted: their indexes have them in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, event

from desk.ports import Filter
from desk.rules.acts import Words
from desk.rules.order import ActKind
from desk.rules.queues import QUEUES
from desk.wire.records import Kind
from local_cache.open import LocalCache
from tests.local_cache.samples import NOW, ZHANG, entry, feed, opened, order, put, remove
from tests.local_cache.test_store import store_of

Asked = dict[str, object]
WHOLE = re.compile(r"^SCAN (base|shown|filed)$|^SCAN base USING INDEX")


@contextmanager
def listened(local: LocalCache, asked: Asked) -> Iterator[None]:
    """Notes every statement with its values."""
    engine = vars(store_of(local))["_engine"]

    def note(_: object, __: object, statement: str, values: object, ___: object, many: bool) -> None:
        asked[statement] = values[0] if many and isinstance(values, list) else values

    event.listen(engine, "before_cursor_execute", note)
    yield
    event.remove(engine, "before_cursor_execute", note)


async def plans(local: LocalCache, asked: Asked) -> dict[str, list[str]]:
    """By statement, the steps SQLite takes."""

    def read(connection: Connection) -> dict[str, list[str]]:
        found = {}
        for statement, values in asked.items():
            if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]  # as they were bound
                found[statement] = [row[3] for row in rows]
        return found

    return await store_of(local).read(read)


async def test_everything_the_desk_asks_often_goes_by_an_index(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    asked: Asked = {}
    with listened(local, asked):
        await feed(local, put(1, order("a", caller_key="k")), put(2, entry("e", "a")), put(3, order("b")))
        await local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)
        await local.outbox.ready(NOW, 10)
        await feed(local, remove(4, "e", Kind.ENTRY), remove(5, "b"))
        await local.cache.orders(["a"])
        await local.cache.order_by_number("1")
        await local.cache.timeline("a")
        await local.cache.contact("a")
        await local.cache.of_caller("k")
        await local.cache.like("停水", "320505001001", NOW - timedelta(days=1))
        await local.cache.counts(ZHANG.number, NOW)
        await local.cache.held(NOW)
        await local.cache.seats()
        await local.replica.digest()
        await local.prune(NOW)
        for queue in QUEUES:
            await local.cache.queue(queue.name, ZHANG.number, NOW, Filter())
            await local.cache.queue(queue.name, ZHANG.number, NOW, Filter(words="停水"))
    found = await plans(local, asked)
    await local.close()
    assert len(found) > 30
    walked = {statement: plan for statement, plan in found.items() if any(WHOLE.match(step) for step in plan)}
    assert walked == {}


async def test_the_queues_of_one_kind_come_in_order_from_their_index(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    for name in ("everything", "all_open", "due_soon", "overdue", "my_open", "my_accepted", "to_sign", "in_hand"):
        asked: Asked = {}
        with listened(local, asked):
            await local.cache.queue(name, ZHANG.number, NOW, Filter())
        steps = [step for plan in (await plans(local, asked)).values() for step in plan]
        assert steps, name
        assert not any("TEMP B-TREE" in step for step in steps), name
    await local.close()
