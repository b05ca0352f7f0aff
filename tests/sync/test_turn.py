"""One turn: what was done here arrives there, what was done there arrives here, whatever happened on the way."""

from __future__ import annotations

import msgspec
import pytest

from desk.ports import LineState
from desk.rules.acts import Words
from desk.rules.errors import CentralAway, PleaseUpdate
from desk.rules.order import ActKind
from desk.sync.pull import Braked
from desk.sync.push import envelopes
from desk.sync.turn import Turn
from desk.wire.acts import MOST_ACTS, MOST_BYTES, Push, Pushed
from tests.fake_cache import FakeOutbox
from tests.fakes import START, FakeCentral, FakeReplica, SetClock, order


class World:
    """A central, a workstation, and a turn between them."""

    def __init__(self, orders: int = 0) -> None:
        self.central = FakeCentral()
        self.replica = FakeReplica()
        self.outbox = FakeOutbox(SetClock())
        for place in range(orders):
            self.central.put(order(f"o{place}"))
        self.turn = Turn(self.central, self.outbox, self.replica, SetClock(), "w")

    async def note(self, words: str, lane: str = "o0") -> str:
        return (await self.outbox.add(ActKind.NOTE, lane, Words(words=words), START)).id

    def equal(self) -> bool:
        return self.replica.orders == self.central.orders


async def test_change_here_change_there_one_turn_both_equal() -> None:
    world = World(orders=7)
    await world.turn.take()
    world.central.put(order("o3", title="改过"))
    await world.note("路灯还没修")
    await world.turn.take()
    assert world.equal()
    assert world.central.notes == ["路灯还没修"]
    assert world.replica.orders["o0"].urge_count == 1
    assert await world.outbox.waiting() == 0


async def test_a_lost_answer_is_sent_again_with_the_same_id_and_counts_once() -> None:
    world = World(orders=1)
    await world.turn.take()
    act_id = await world.note("只记一次")
    world.central.lose_answers = 1
    with pytest.raises(CentralAway):
        await world.turn.take()
    await world.turn.take()
    assert world.central.notes == ["只记一次"]
    assert list(world.outbox.sent) == [act_id]
    assert world.equal()


async def test_an_outage_in_the_middle_of_the_pages_goes_on_from_the_last_page() -> None:
    world = World(orders=9)
    world.central.faults = [CentralAway()]
    with pytest.raises(CentralAway):
        await world.turn.take()
    behind: list[int] = []
    await world.turn.take(behind.append)
    assert world.equal()
    assert behind == [6, 3, 0]


async def test_an_act_central_cannot_take_is_kept_and_the_others_go_on() -> None:
    world = World(orders=2)
    ids = [await world.note(str(place)) for place in range(5)]
    world.central.poisoned = frozenset({ids[2]})
    await world.turn.take()
    assert world.central.notes == ["0", "1", "3", "4"]
    (kept,) = await world.outbox.lines()
    assert kept.act.id == ids[2]
    assert kept.state is LineState.NEEDS_YOU
    assert kept.outcome is not None
    assert kept.outcome.code == "bad_envelope"


async def test_an_act_without_an_answer_waits_and_does_not_keep_the_loop_hot() -> None:
    world = World()
    await world.note("没有回音")

    async def silent(envelope: Push) -> Pushed:
        world.central.calls.append("push")
        return Pushed(outcomes=())

    world.central.push = silent  # type: ignore[method-assign]  # the test puts its own in place
    await world.turn.take()
    assert world.central.calls.count("push") == 1
    assert await world.outbox.waiting() == 1


async def test_a_restored_central_gets_the_receipts_before_anything_new_and_the_cache_is_fetched_again() -> None:
    world = World(orders=3)
    await world.turn.take()
    backup = world.central.backup()
    await world.note("备份之后的话")
    await world.turn.take()
    world.central.restore(backup)
    world.turn.forget_central()
    await world.note("恢复之后的话")
    await world.turn.take()
    assert world.central.notes == ["备份之后的话", "恢复之后的话"]
    assert world.equal()


async def test_another_dataset_empties_the_cache_and_leaves_the_outbox_alone() -> None:
    world = World(orders=3)
    await world.turn.take()
    act_id = await world.note("还没上传")
    world.central.faults = [CentralAway()]
    world.central.dataset = "another city"
    world.central.orders.clear()
    world.central.log.clear()
    with pytest.raises(CentralAway):
        await world.turn.take()
    assert list(world.outbox.rows) == [act_id]
    await world.turn.take()
    assert world.replica.orders == {}
    assert world.replica.at.dataset == "another city"
    assert world.central.notes == ["还没上传"]


async def test_other_scopes_are_fetched_from_the_beginning() -> None:
    world = World(orders=4)
    await world.turn.take()
    world.central.scope_epoch = 2
    await world.turn.take()
    assert world.equal()
    assert world.replica.at.scope_epoch == 2


async def test_a_central_that_is_another_at_every_answer_is_no_central() -> None:
    world = World(orders=4)
    answer = world.central.pull

    async def changing(cursor: str, limit: int) -> object:
        world.central.dataset += "x"
        return await answer(cursor, limit)

    await world.turn.take()
    world.central.pull = changing  # type: ignore[assignment, method-assign]  # the test puts its own in place
    with pytest.raises(CentralAway):
        await world.turn.take()


async def test_a_pull_that_would_take_most_orders_away_stops_and_asks() -> None:
    world = World(orders=200)
    world.central.page_size = 500
    await world.turn.take()
    for place in range(60):
        world.central.remove(f"o{place}")
    await world.note("照样上传", lane="o199")
    with pytest.raises(Braked) as braked:
        await world.turn.take()
    assert braked.value.removed == 60
    assert len(world.replica.orders) == 200
    assert world.central.notes == ["照样上传"]
    await world.turn.take_without_brake()
    assert world.equal()


async def test_many_small_pages_cannot_slip_past_the_brake() -> None:
    world = World(orders=200)
    await world.turn.take()
    for place in range(120):
        world.central.remove(f"o{place}")
    with pytest.raises(Braked):
        await world.turn.take()
    assert len(world.replica.orders) > 140


async def test_a_few_orders_leaving_is_nothing_to_ask_about() -> None:
    world = World(orders=10)
    await world.turn.take()
    for place in range(9):
        world.central.remove(f"o{place}")
    await world.turn.take()
    assert world.equal()


async def test_a_live_page_is_taken_only_where_it_follows_on() -> None:
    world = World(orders=2)
    await world.turn.take()
    world.central.put(order("o0", title="一"))
    first = await world.central.pull(world.replica.at.cursor, 10)
    world.central.put(order("o0", title="二"))
    second = await world.central.pull(first.cursor, 10)
    assert not await world.turn.apply_live(second)
    assert await world.turn.apply_live(first)
    assert await world.turn.apply_live(second)
    assert world.equal()


async def test_an_old_seat_still_sends_what_it_has() -> None:
    world = World()
    await world.note("旧程序的话")

    async def too_old(cursor: str, limit: int) -> object:
        raise PleaseUpdate

    world.central.pull = too_old  # type: ignore[assignment, method-assign]  # the test puts its own in place
    with pytest.raises(PleaseUpdate):
        await world.turn.take()
    assert world.central.notes == ["旧程序的话"]


async def test_envelopes_hold_the_limits_and_keep_the_order() -> None:
    outbox = FakeOutbox(SetClock())
    lengths = [10] * 450 + [2000] * 300
    acts = [await outbox.add(ActKind.NOTE, "o", Words(words="字" * length), START) for length in lengths]
    cut = list(envelopes(acts))
    assert [act for envelope in cut for act in envelope] == acts
    assert all(len(envelope) <= MOST_ACTS for envelope in cut)
    assert all(len(msgspec.json.encode(Push(workstation="w", acts=envelope))) <= MOST_BYTES for envelope in cut)
