"""Finding orders, a citizen's history, and acting on an order with the refusal at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.rules.acts import Edit, PerhapsWords, ToUnit, Words
from desk.rules.caller import caller_key
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.rules.roles import Role
from desk.wire.acts import form_of
from desk.wire.records import Conflict
from desk.work.act_on_order import ActOnOrder, form_for
from desk.work.caller import caller_history
from desk.work.choose import Choose
from desk.work.find_order import FindOrder, How
from tests.fake_cache import FakeCache, FakeOutbox
from tests.fakes import START, SetClock, actor, order

KEY = caller_key("13800005678", "salt")


@pytest.mark.parametrize(
    ("typed", "how", "ids"),
    [
        ("260918 01023 0001", How.NUMBER, ["o1"]),
        ("260918010239999", How.NUMBER, []),
        ("138-0000-5678", How.CALLER, ["o1", "o3"]),
        ("井盖", How.WORDS, ["o1", "o2"]),
        ("8820113", How.WORDS, ["o2"]),
        ("  ", How.WORDS, []),
    ],
)
async def test_one_box_finds_by_number_telephone_or_words(typed: str, how: How, ids: list[str]) -> None:
    cache = FakeCache(
        order("o1", content="井盖松动", caller_key=KEY),
        order("o2", number="260918010230002", content="井盖 电话8820113"),
        order("o3", number="260918010230003", caller_key=KEY),
    )
    found = await FindOrder(cache, SetClock(), actor(), "salt").find(typed)
    assert (found.how, [row.id for row in found.orders]) == (how, ids)


async def test_history_has_open_orders_first_by_their_limit_and_counts_satisfaction() -> None:
    cache = FakeCache(
        order("late", caller_key=KEY, due_at=START + timedelta(hours=5)),
        order("soon", caller_key=KEY, state="in_hand", due_at=START),
        order("old", caller_key=KEY, state="closed", satisfaction="4", accepted_at=START - timedelta(days=9)),
        order("older", caller_key=KEY, state="closed", satisfaction="1", accepted_at=START - timedelta(days=19)),
        order("somebody else's"),
    )
    history = await caller_history(cache, "138 0000 5678", "salt")
    assert [row.id for row in history.open] == ["soon", "late"]
    assert [row.id for row in history.ended] == ["old", "older"]
    assert (history.satisfied, history.called_back, history.calls) == (1, 2, 4)
    assert (await caller_history(cache, "", "salt")).calls == 0


async def test_an_act_goes_out_with_the_version_that_was_looked_at() -> None:
    outbox = FakeOutbox(SetClock())
    desk = ActOnOrder(outbox, SetClock(), actor())
    act = await desk.do(order(version=7), ActKind.URGE, Words(words=" 快一点 "), draft="d1")
    assert (act.kind, act.lane, act.base_version) == ("urge_order", "o1", 7)
    assert form_of(act) == Words(words="快一点")
    assert outbox.dropped_drafts == ["d1"]


@pytest.mark.parametrize(
    ("role", "state", "kind", "words", "code"),
    [
        (Role.SEAT, "accepted", ActKind.REFUSE, "不归我们管", "not_your_role"),
        (Role.LEAD, "closed", ActKind.URGE, "快", "wrong_state"),
        (Role.LEAD, "accepted", ActKind.URGE, " ", "empty"),
    ],
)
async def test_what_may_not_be_is_refused_before_it_is_written(
    role: Role, state: str, kind: ActKind, words: str, code: str
) -> None:
    outbox = FakeOutbox(SetClock())
    desk = ActOnOrder(outbox, SetClock(), actor(role))
    refusal = desk.refusal(order(state=state), kind, Words(words=words))
    assert refusal is not None
    assert refusal.code == code
    with pytest.raises(Refusal):
        await desk.do(order(state=state), kind, Words(words=words))
    assert outbox.rows == {}


async def test_an_edit_sends_only_what_was_changed_and_leaves_masked_values_alone() -> None:
    outbox = FakeOutbox(SetClock())
    desk = ActOnOrder(outbox, SetClock(), actor())
    shown = order(place="育才路", contact_phone="138****5678", title="井盖")
    act = await desk.edit(shown, {"place": "育才路口 ", "contact_phone": "138****5678", "title": "井盖"})
    assert act is not None
    assert form_of(act) == Edit(fields={"place": "育才路口"})
    assert await desk.edit(shown, {"place": " 育才路"}) is None


def test_the_form_of_an_act_is_made_from_what_was_typed() -> None:
    assert form_for(ActKind.DISPATCH, unit="u1", words="请办") == ToUnit(unit="u1", words="请办")
    assert form_for(ActKind.CLOSE) == PerhapsWords()
    with pytest.raises(TypeError):
        form_for(ActKind.EDIT)


async def test_a_conflict_is_settled_by_naming_its_field() -> None:
    outbox = FakeOutbox(SetClock())
    conflict = Conflict(id="a:place", order="o1", field="place", mine="32 幢", theirs="23 幢", mine_at=START)
    choose = Choose(outbox, SetClock(), actor())
    mine = await choose.keep_mine(order(), conflict)
    theirs = await choose.keep_theirs(order(), conflict)
    third = await choose.write(order(), conflict, "23 幢与 32 幢之间")
    said = [form_of(act) for act in (mine, theirs, third)]
    assert said == [Edit(fields={"place": text}) for text in ("32 幢", "23 幢", "23 幢与 32 幢之间")]
