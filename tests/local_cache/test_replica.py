"""Central's rows: pages once and in order, versions that never fall, removals that leave nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desk.ports import Changed, LineState, Position
from desk.rules.acts import Words
from desk.rules.order import ActKind
from desk.wire.acts import Outcome, Verdict
from desk.wire.feed import Change, Digest, Operation, digest_of, record_mark
from desk.wire.records import Contact, Kind, Staff, Unit
from tests.local_cache.samples import NOW, ZHANG, entry, feed, intake, opened, order, page, put, remove


async def test_a_page_brings_rows_and_cursor_together(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    assert await local.replica.position() == Position()
    await local.replica.apply(page([put(1, order("a")), put(2, entry("e", "a"))], "", "c2"))
    assert await local.replica.position() == Position("set", 1, 1, "c2")
    assert await local.cache.order("a") == order("a")
    assert [line.id for line in await local.cache.timeline("a")] == ["e"]
    await local.close()


async def test_a_page_that_comes_twice_or_out_of_turn_changes_nothing(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    first = page([put(1, order("a"))], "", "c1")
    second = page([remove(2, "a")], "c1", "c2")
    missing = page([put(9, order("b"))], "c8", "c9")
    for each in (first, second, first, second, missing):
        await local.replica.apply(each)
    assert await local.cache.order("a") is None
    assert await local.cache.order("b") is None
    assert (await local.replica.position()).cursor == "c2"
    await local.close()


async def test_an_older_version_never_replaces_a_newer_one(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a", version=5, title="新")))
    await feed(local, put(2, order("a", version=4, title="旧")))
    await feed(local, put(3, order("b", version=2, title="新")), put(4, order("b", version=1, title="旧")))
    assert [found.title for found in await local.cache.orders(["a", "b"])] == ["新", "新"]
    await local.close()


async def test_a_removed_order_takes_everything_of_its_own_with_it(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(
        local,
        put(1, order("a", content="琴行噪音")),
        put(2, entry("e", "a")),
        put(3, Contact(id="a", name="王小明", phone="13812345678")),
        put(4, order("b")),
    )
    assert await local.cache.contact("a") is not None
    await feed(local, remove(5, "a"))
    assert await local.cache.order("a") is None
    assert await local.cache.timeline("a") == []
    assert await local.cache.contact("a") is None
    assert (await local.cache.counts(ZHANG.number, NOW))["everything"] == 1
    assert (await local.replica.digest()).counts == {"order": 1}
    await local.close()


async def test_an_order_that_leaves_and_returns_in_one_page_is_there_with_what_came_after(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a", version=7)), put(2, entry("old", "a")))
    await feed(
        local, put(3, entry("lost", "a")), remove(4, "a"), put(5, order("a", version=3)), put(6, entry("new", "a"))
    )
    shown = await local.cache.order("a")
    assert shown is not None
    assert shown.version == 3
    assert [line.id for line in await local.cache.timeline("a")] == ["new"]
    await local.close()


async def test_a_removed_contact_and_entry_go_alone(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a")), put(2, entry("e", "a")), put(3, Contact(id="a", name="王小明")))
    heard: list[Changed] = []
    local.cache.listen(heard.append)
    await feed(local, remove(4, "a", Kind.CONTACT), remove(5, "e", Kind.ENTRY))
    assert await local.cache.contact("a") is None
    assert await local.cache.timeline("a") == []
    assert await local.cache.order("a") is not None
    assert heard == [Changed(orders=frozenset({"a"}))]
    await local.close()


async def test_listeners_hear_of_each_commit_once_before_the_writer_goes_on(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    heard: list[Changed] = []
    stop = local.cache.listen(heard.append)
    await feed(local, put(1, order("a")), put(2, entry("e", "b")), put(3, Staff(id="01023", name="张敏", roles=())))
    assert heard == [Changed(orders=frozenset({"a", "b"}), reference=True)]
    await local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)
    assert heard[1:] == [Changed(orders=frozenset({"a"}), outbox=True)]
    stop()
    stop()
    await feed(local, put(4, order("c")))
    assert len(heard) == 2
    await local.close()


async def test_starting_over_forgets_centrals_rows_and_keeps_what_is_not_sent(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a")), put(2, order("b")))
    await local.outbox.add(ActKind.ACCEPT, "mine", intake(), NOW)
    await local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)
    await local.replica.start_over("set", 1, 2)
    assert await local.replica.position() == Position("set", 1, 2, "")
    assert await local.cache.orders(["a", "b"]) == []
    assert await local.cache.order("mine") is not None
    assert (await local.cache.counts(ZHANG.number, NOW))["everything"] == 1
    assert await local.outbox.waiting() == 2
    await feed(local, put(1, order("a")), scope_epoch=2)
    assert [line.words for line in await local.cache.timeline("a")] == ["记"]
    await local.close()


async def test_acts_acknowledged_by_a_central_that_was_restored_wait_again(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a")))
    act = await local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)
    await local.outbox.settle([Outcome(act=act.id, verdict=Verdict.APPLIED, seq=50)])
    await local.replica.start_over("set", 1, 2)
    assert [line.state for line in await local.outbox.lines()] == [LineState.ACKNOWLEDGED]
    await local.replica.start_over("set", 2, 2)
    assert [line.state for line in await local.outbox.lines()] == [LineState.WAITING]
    await local.close()
    again = await opened(tmp_path)
    assert [found.id for found in await again.outbox.ready(NOW, 10)] == [act.id]
    await again.close()


async def test_the_share_a_page_would_remove_counts_only_orders_that_are_here(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    assert await local.replica.removals_share(page([remove(1, "a")], "", "c")) == 0.0
    await feed(local, *(put(number, order(f"o{number}")) for number in range(1, 5)))
    share = await local.replica.removals_share(
        page([remove(5, "o1"), remove(6, "gone"), remove(7, "o2", Kind.CONTACT), put(8, order("o3"))], "1", "2")
    )
    assert share == 0.25
    await local.close()


async def test_the_digest_is_the_sum_over_what_central_sent(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a")), put(2, order("b", version=3)), put(3, entry("e", "a")), head=9)
    assert await local.replica.digest() == Digest(
        seq=9,
        counts={"order": 2, "entry": 1},
        sums={"order": f"{record_mark('a', 1) + record_mark('b', 3):x}", "entry": f"{record_mark('e', 1):x}"},
    )
    await feed(local, remove(10, "a"), more=True, head=20)
    digest = await local.replica.digest()
    assert digest == digest_of(10, [("order", 1, record_mark("b", 3)), ("entry", 0, 0)])
    await local.close()


async def test_values_are_remembered_by_name(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    assert await local.replica.recall("cursor") == ""
    await local.replica.remember("cursor", "mine")
    await local.replica.remember("cursor", "mine too")
    assert await local.replica.recall("cursor") == "mine too"
    assert (await local.replica.position()).cursor == ""
    await local.close()


async def test_a_record_of_a_kind_or_shape_from_the_future_is_kept_but_not_shown(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    future = msgspec.Raw(b'{"id": "z", "number": 5}')
    shape = Change(seq=2, scope="s", op=Operation.PUT, kind="order", id="z", version=1, data=future)
    await feed(local, Change(seq=1, scope="s", op=Operation.PUT, kind="drone", id="d", version=1), shape)
    assert (await local.replica.digest()).counts == {"drone": 1, "order": 1}
    assert await local.cache.order("z") is None
    await local.close()


async def test_names_follow_the_reference_data(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await local.outbox.add(ActKind.ACCEPT, "mine", intake(unit="U1"), NOW)
    await feed(local, put(1, Unit(id="U1", name="水务局", level="district", division="320505")))
    shown = await local.cache.order("mine")
    assert shown is not None
    assert shown.unit_name == "水务局"
    await local.close()
