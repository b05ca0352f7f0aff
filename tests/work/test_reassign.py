"""Reassigning: tried out first, one verdict for each, and a way back."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.ports import Held
from desk.rules.acts import ToHolder
from desk.rules.deadline import default_limits
from desk.rules.errors import Refusal
from desk.rules.life import Occasion
from desk.rules.roles import Role
from desk.wire.acts import form_of
from desk.work.reassign import POOL, Reassign, share_out
from tests.fake_cache import FakeCache, FakeOutbox
from tests.fakes import START, SetClock, actor, order

LEAD = actor(Role.LEAD, number="00108", name="李班长")
HELD = {"01045": Held(2), "01053": Held(3), "01027": Held(4)}


class Desk:
    def __init__(self) -> None:
        rows = [order(f"o{place}", holder="01031", number=f"26091801031000{place}") for place in range(5)]
        self.clock = SetClock()
        self.cache = FakeCache(*rows, order("ended", holder="01031", state="closed"), held=HELD)
        self.outbox = FakeOutbox(self.clock)
        self.reassign = Reassign(self.cache, self.outbox, self.clock, LEAD)

    def sent(self) -> list[tuple[str, str]]:
        forms = [(line.act.lane, form_of(line.act)) for line in self.outbox.rows.values()]
        return [(lane, form.holder) for lane, form in forms if isinstance(form, ToHolder)]

    def carried_out(self) -> None:
        for order_id, holder in self.sent():
            self.cache.rows[order_id] = msgspec.structs.replace(self.cache.rows[order_id], holder=holder)
        self.outbox.rows.clear()


async def test_the_dry_run_gives_to_the_fewest_in_hand_and_changes_nothing() -> None:
    desk = Desk()
    plan = await desk.reassign.plan([*(f"o{place}" for place in range(5)), "ended"], list(HELD))
    assert [row.to for row in plan.going] == ["01045", "01045", "01053", "01045", "01053"]
    assert plan.in_hand_after == {"01045": 5, "01053": 5, "01027": 4}
    (refused,) = [row for row in plan.rows if row.refusal]
    assert refused.order.id == "ended"
    assert refused.refusal is not None
    assert refused.refusal.code == "wrong_state"
    assert desk.outbox.rows == {}


async def test_one_act_for_each_and_a_way_back_for_ten_minutes() -> None:
    desk = Desk()
    done = await desk.reassign.execute(await desk.reassign.plan(["o0", "o1", "ended"], ["01045"]), "下班交接")
    assert desk.sent() == [("o0", "01045"), ("o1", "01045")]
    desk.carried_out()
    desk.cache.rows["o1"] = msgspec.structs.replace(desk.cache.rows["o1"], holder="01053")
    desk.clock.at += timedelta(minutes=9)
    await desk.reassign.undo(done)
    assert desk.sent() == [("o0", "01031")]
    desk.clock.at += timedelta(minutes=1)
    assert not desk.reassign.undoable(done)
    with pytest.raises(Refusal):
        await desk.reassign.undo(done)


async def test_orders_go_back_to_the_pool_and_never_to_the_one_who_has_them() -> None:
    desk = Desk()
    pool = await desk.reassign.plan(["o0"], [POOL])
    assert [row.to for row in pool.going] == [POOL]
    (same,) = (await desk.reassign.plan(["o0"], ["01031"])).rows
    assert same.refusal is not None
    assert same.refusal.code == "same_holder"


async def test_only_a_lead_reassigns() -> None:
    desk = Desk()
    seat = Reassign(desk.cache, desk.outbox, desk.clock, actor(Role.SEAT))
    (row,) = (await seat.plan(["o0"], ["01045"])).rows
    assert row.refusal is not None
    assert row.refusal.code == "not_your_role"


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=20), st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_however_shared_nobody_gets_more_than_needed(holders: list[str], before: list[int]) -> None:
    held = {name: Held(count) for name, count in zip("abc", before, strict=True)}
    orders = [order(f"o{place}", holder=holder) for place, holder in enumerate(holders)]
    plan = share_out(orders, ["a", "b", "c"], held, Occasion(LEAD, START, default_limits()))
    assert all(row.refusal is None and row.to != row.order.holder for row in plan.rows)
    came_in = sum(holder == "" for holder in holders)
    assert sum(plan.in_hand_after.values()) == sum(before) + came_in
