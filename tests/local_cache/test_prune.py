"""What is forgotten, and what stays so that central and the desk still agree."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from desk.ports import Filter, Position
from desk.rules.acts import Words
from desk.rules.order import ActKind, State
from desk.wire.records import Contact
from tests.local_cache.samples import NOW, ZHANG, entry, feed, opened, order, page, put, remove

OLD = NOW - timedelta(days=8)
WEEK_AGO = NOW - timedelta(days=7)


async def test_orders_closed_long_ago_are_forgotten_and_the_digest_does_not_notice(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    long_ago = order("old", state=State.CLOSED.value, due_at=None, closed_at=OLD, content="琴行噪音")
    lately = order("new", state=State.CLOSED.value, due_at=None, closed_at=NOW)
    await feed(
        local,
        put(1, long_ago),
        put(2, lately),
        put(3, order("open")),
        put(4, entry("e", "old")),
        put(5, Contact(id="old", name="王小明")),
    )
    before = await local.replica.digest()
    assert await local.prune(WEEK_AGO) == 1
    assert await local.prune(WEEK_AGO) == 0
    assert await local.replica.digest() == before
    assert await local.cache.orders(["old", "new", "open"]) == [lately, order("open")]
    assert await local.cache.timeline("old") == []
    assert await local.cache.contact("old") is None
    assert await local.cache.queue("everything", "", NOW, Filter(words="琴行")) == []
    assert (await local.cache.counts(ZHANG.number, NOW))["everything"] == 2
    await local.close()


async def test_an_order_with_an_act_under_way_is_not_forgotten(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("old", state=State.CLOSED.value, due_at=None, closed_at=OLD)))
    await local.outbox.add(ActKind.NOTE, "old", Words(words="补记"), NOW)
    assert await local.prune(WEEK_AGO) == 0
    await local.close()


async def test_a_forgotten_order_comes_back_when_central_changes_it_and_goes_when_central_removes_it(
    tmp_path: Path,
) -> None:
    local = await opened(tmp_path)
    await feed(local, *(put(n, order(f"o{n}", state="closed", due_at=None, closed_at=OLD)) for n in range(1, 121)))
    assert await local.prune(WEEK_AGO) == 120
    again = order("o1", version=2)
    await feed(local, put(200, again))
    assert await local.cache.order("o1") == again
    await feed(local, remove(201, "o2"))
    assert (await local.replica.digest()).counts == {"order": 119}
    assert await local.replica.removals_share(page([remove(202, "o3")], "", "")) == 0.0
    await local.close()


async def test_forgetting_all_keeps_the_outbox_and_begins_the_feed_again(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a")))
    await local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)
    await local.forget_all()
    assert await local.replica.position() == Position("set", 1, 1, "")
    assert await local.cache.order("a") is None
    assert await local.outbox.waiting() == 1
    await local.close()
