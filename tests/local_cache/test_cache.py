"""Queues, counts, search and likeness over what is shown."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from desk.ports import Filter, Held
from desk.rules.order import State
from desk.rules.queues import QUEUES
from desk.wire.records import Article, Category, Division, Order, Record, Seat, Staff, Unit
from local_cache import queues
from local_cache.open import LocalCache
from tests.local_cache.samples import LI, NOW, ZHANG, feed, opened, order, put

HOUR = timedelta(hours=1)
ALL = Filter()


async def filled(folder: Path, *orders: Order) -> LocalCache:
    local = await opened(folder)
    await feed(local, *(put(place, each) for place, each in enumerate(orders, 1)))
    return local


async def test_pressing_queues_go_by_limit_with_the_undated_last_and_others_by_newness(tmp_path: Path) -> None:
    local = await filled(
        tmp_path,
        order("late", due_at=NOW + 5 * HOUR, accepted_at=NOW - HOUR),
        order("none", due_at=None, accepted_at=NOW - 9 * HOUR),
        order("soon", due_at=NOW + HOUR, accepted_at=NOW - 3 * HOUR),
        order("soon-too", due_at=NOW + HOUR, accepted_at=NOW - 2 * HOUR),
        order("over", due_at=NOW, accepted_at=NOW - 4 * HOUR),
        order("ended", due_at=None, state=State.CLOSED.value, accepted_at=NOW - 5 * HOUR, closed_at=NOW),
    )
    assert await local.cache.queue("all_open", "", NOW, ALL) == ["over", "soon", "soon-too", "late", "none"]
    assert await local.cache.queue("all_open", "", NOW, ALL, limit=2) == ["over", "soon"]
    assert await local.cache.queue("everything", "", NOW, ALL) == ["late", "soon-too", "soon", "over", "ended", "none"]
    assert await local.cache.queue("due_soon", "", NOW, ALL) == ["soon", "soon-too", "late"]
    assert await local.cache.queue("overdue", "", NOW, ALL) == ["over"]
    await local.close()


async def test_a_queue_is_narrowed_by_place_unit_holder_and_words_together(tmp_path: Path) -> None:
    local = await filled(
        tmp_path,
        order("a", division="320505001001", unit="U1", content="三号楼停水"),
        order("b", division="320505002001", unit="U1", title="三号楼", content="三号楼停电"),
        order("c", division="320506001001", unit="U2", content="三号楼停水", holder=LI.number),
    )
    ask = local.cache.queue
    assert set(await ask("all_open", "", NOW, Filter(division="320505"))) == {"a", "b"}
    assert set(await ask("all_open", "", NOW, Filter(division="320505001"))) == {"a"}
    assert set(await ask("all_open", "", NOW, Filter(unit="U2"))) == {"c"}
    assert set(await ask("my_open", ZHANG.number, NOW, Filter(unit="U1"))) == {"a", "b"}
    assert set(await ask("all_open", "", NOW, Filter(holder=LI.number))) == {"c"}
    assert set(await ask("to_dispatch", "", NOW, Filter(words="停水", division="3205"))) == {"a", "c"}
    assert await ask("all_open", "", NOW, Filter(words="停水", unit="U1"), 5) == ["a"]
    await local.close()


async def test_every_count_is_the_length_of_its_queue(tmp_path: Path) -> None:
    states = [state for state in State if state is not State.DRAFT]
    people = (ZHANG.number, LI.number, "")
    local = await filled(
        tmp_path,
        *(
            order(
                f"{state}-{who}",
                state=state.value,
                holder=who,
                accepted_by=people[place % 3],
                due_at=NOW + place * HOUR,
            )
            for place, state in enumerate(states)
            for who in people
        ),
    )
    counts = await local.cache.counts(ZHANG.number, NOW + 3 * HOUR)
    for queue in QUEUES:
        found = await local.cache.queue(queue.name, ZHANG.number, NOW + 3 * HOUR, ALL)
        assert counts[queue.name] == len(found) == len(set(found)), queue.name
    await local.close()


async def test_a_long_queue_read_in_pieces_is_the_same_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = [
        order(f"o{place:03d}", due_at=NOW + (place % 7) * HOUR, accepted_at=NOW - (place % 5) * HOUR)
        for place in range(50)
    ]
    local = await filled(tmp_path, *orders)
    for name in ("all_open", "everything", "to_dispatch"):
        monkeypatch.setattr(queues, "PIECE", 1000)
        whole = await local.cache.queue(name, "", NOW, ALL)
        with_words = await local.cache.queue(name, "", NOW, Filter(words="停水"))
        monkeypatch.setattr(queues, "PIECE", 8)
        assert await local.cache.queue(name, "", NOW, ALL) == whole == with_words
        assert await local.cache.queue(name, "", NOW, Filter(words="停水")) == whole
        assert await local.cache.queue(name, "", NOW, ALL, limit=20) == whole[:20]
        assert await local.cache.queue(name, "", NOW, ALL, limit=16) == whole[:16]
    await local.close()


async def test_what_each_colleague_holds_is_told_with_how_pressing_it_is(tmp_path: Path) -> None:
    local = await filled(
        tmp_path,
        order("a", due_at=NOW - HOUR),
        order("b", due_at=NOW + HOUR),
        order("c", due_at=NOW + 48 * HOUR),
        order("d", due_at=None, state=State.CLOSED.value),
        order("e", due_at=NOW + 48 * HOUR, holder=""),
    )
    assert await local.cache.held(NOW) == {ZHANG.number: Held(3, 1, 1), "": Held(1, 0, 0)}
    await local.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("停水", {"water"}),
        ("水", {"water", "rare"}),
        ("停水 幸福里", {"water"}),
        ("停水　幸福里", {"water"}),
        ("福里小", {"water"}),
        ("里福", set()),
        ("琴行", {"music"}),
        ("𬭎", {"rare"}),
        ("𬭎明", {"rare"}),
        ("ABC12", {"music"}),
        ("\uff41\uff42\uff43", {"music"}),
        ("3号楼", {"music"}),
        ("0017", {"water"}),
        ("0102", {"water"}),
        ("260918010230017", {"water"}),
        ("5678", {"water"}),
        ("！", {"music"}),
        ("停水 琴行", set()),
        ("行琴", set()),
    ],
)
async def test_words_find_what_holds_them_all(tmp_path: Path, words: str, found: set[str]) -> None:
    local = await filled(
        tmp_path,
        order(
            "water", number="260918010230017", title="停水", content="幸福里小区停水两天", contact_phone="138****5678"
        ),
        order("music", title="噪音", content="琴行噪音！ABC123，3号楼行，琴声", place=""),
        order("rare", title="门牌", content="业主周𬭎明家无热水", place=""),
    )
    assert set(await local.cache.queue("everything", "", NOW, Filter(words=words))) == found
    await local.close()


async def test_search_follows_a_change_of_the_text(tmp_path: Path) -> None:
    local = await filled(tmp_path, order("a", content="琴行噪音"))
    await feed(local, put(2, order("a", version=2, content="路灯不亮")))
    assert await local.cache.queue("everything", "", NOW, Filter(words="琴行")) == []
    assert await local.cache.queue("everything", "", NOW, Filter(words="路灯")) == ["a"]
    await local.close()


async def test_a_callers_orders_come_open_ones_first(tmp_path: Path) -> None:
    local = await filled(
        tmp_path,
        order("old-open", caller_key="k", accepted_at=NOW - 50 * HOUR),
        order("new-closed", caller_key="k", state=State.CLOSED.value, due_at=None),
        order("new-open", caller_key="k", accepted_at=NOW - HOUR),
        order("other", caller_key="j"),
        order("nobody", caller_key=""),
    )
    assert [found.id for found in await local.cache.of_caller("k")] == ["new-open", "old-open", "new-closed"]
    assert [found.id for found in await local.cache.of_caller("k", 1)] == ["new-open"]
    assert await local.cache.of_caller("") == []
    await local.close()


async def test_like_orders_are_recent_near_and_likest_first(tmp_path: Path) -> None:
    said = "幸福里小区三号楼从昨天晚上开始停水"
    local = await filled(
        tmp_path,
        order("same", title="停水", content="幸福里小区三号楼昨天晚上停水了", division="320505001001"),
        order("near", title="停水", content="幸福里小区二号楼停水", division="320505001002"),
        order("far", title="停水", content=said, division="320506001001"),
        order("old", title="停水", content=said, division="320505001001", accepted_at=NOW - 2000 * HOUR),
        order("else", title="噪音", content="琴行半夜噪音扰民", division="320505001001", place=""),
    )
    since = NOW - 24 * HOUR
    assert [found.id for found in await local.cache.like(said, "320505001001", since)] == ["same", "near"]
    assert [found.id for found in await local.cache.like(said, "320505001", since, limit=1)] == ["same"]
    assert [found.id for found in await local.cache.like(said, "", since)] == ["far", "same", "near"]
    assert await local.cache.like("，", "320505001001", since) == []
    await local.close()


async def test_an_order_is_found_by_its_number(tmp_path: Path) -> None:
    local = await filled(tmp_path, order("a", number="260918010230017"))
    found = await local.cache.order_by_number("260918010230017")
    assert found is not None
    assert found.id == "a"
    assert await local.cache.order_by_number("260918010230018") is None
    assert await local.cache.orders(["z", "a"]) == [found]
    await local.close()


async def test_reference_data_comes_by_id(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    staff = Staff(id="01023", name="张敏", roles=("seat",))
    unit = Unit(id="U1", name="水务局", level="city", division="320500")
    place = Division(id="320505", name="虎丘区", level="district", parent="320500")
    leaf = Category(id="0101", path=("城乡建设", "安全生产"))
    article = Article(id="k1", title="停水怎么办", answer="请拨打供水热线")
    seat = Seat(id="01023", state="ready", since=NOW)
    sent: tuple[Record, ...] = (staff, unit, place, leaf, article, seat)
    await feed(local, *(put(n, each) for n, each in enumerate(sent, 1)))
    assert await local.cache.staff() == [staff]
    assert await local.cache.units() == [unit]
    assert await local.cache.divisions() == [place]
    assert await local.cache.categories() == [leaf]
    assert await local.cache.articles() == [article]
    assert await local.cache.seats() == [seat]
    await local.close()


async def test_a_save_does_not_wait_for_a_long_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.rules.acts import Words
    from desk.rules.order import ActKind

    local = await filled(tmp_path, *(order(f"o{place:03d}") for place in range(60)))
    monkeypatch.setattr(queues, "PIECE", 2)
    done: list[str] = []

    async def read() -> None:
        await local.cache.queue("everything", "", NOW, ALL)
        done.append("read")

    async def save() -> None:
        await local.outbox.add(ActKind.NOTE, "o001", Words(words="记"), NOW)
        done.append("saved")

    await asyncio.gather(read(), save())
    assert done == ["saved", "read"]
    await local.close()
