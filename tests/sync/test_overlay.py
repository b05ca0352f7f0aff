"""The projection: what the seat shows of an order before central has answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.acts import Args, Edit, Intake, PerhapsWords, SeatStep, ToHolder, ToUnit, Words
from desk.rules.calendar import CHINA
from desk.rules.caller import caller_key
from desk.rules.deadline import default_limits
from desk.rules.errors import Refusal
from desk.rules.ids import StaffNumber, UnitCode, uuid7
from desk.rules.life import Occasion, effect_of
from desk.rules.order import ActKind, State
from desk.rules.roles import Actor, Role
from desk.sync.overlay import Names, lay_over, lay_over_seat
from desk.wire.acts import Act, raw
from desk.wire.records import Order, Seat, TimelineEntry

NOW = datetime(2026, 9, 18, 10, 0, tzinfo=CHINA)
SEAT = Actor(StaffNumber("01023"), "张敏", frozenset({Role.SEAT}))
LEAD = Actor(StaffNumber("01001"), "陈静", frozenset({Role.LEAD}))
UNIT = Actor(StaffNumber("02001"), "周明", frozenset({Role.UNIT}), UnitCode("U1"))
NAMES = Names(
    units={"U1": "水务局"},
    divisions={"320505001": "横塘街道"},
    categories={"0101": "安全生产"},
    staff={"01024": "李强"},
)
BASE = Order(id="o", number="260918010230001", version=4, state=State.ACCEPTED.value, accepted_at=NOW, holder="01023")


def act(kind: ActKind, form: Args, lane: str = "o", at: datetime = NOW, seq: int = 1) -> Act:
    return Act(id=uuid7(seq), workstation="w", seq=seq, lane=lane, kind=kind.value, args=raw(form), at=at)


def laid(
    base: Order | None, acts: Sequence[Act], actor: Actor = LEAD
) -> tuple[Order | None, tuple[TimelineEntry, ...]]:
    return lay_over(base, acts, lambda _: actor, default_limits(), NAMES, "pepper")


def test_no_acts_leave_everything_as_it_is() -> None:
    assert laid(BASE, []) == (BASE, ())
    assert laid(None, []) == (None, ())


def test_a_new_order_has_its_names_its_deadline_and_its_citizen_masked() -> None:
    form = Intake(
        number="260918010230001",
        then=State.DISPATCHED,
        content="自来水管破裂",
        division="320505001",
        category="0101",
        unit="U1",
        contact_name="王小明",
        contact_phone="138-1234-5678",
        line_phone="051268123456",
    )
    order, entries = laid(None, [act(ActKind.ACCEPT, form)], SEAT)
    assert order is not None
    assert (order.id, order.version, order.state) == ("o", 0, State.DISPATCHED)
    assert (order.unit_name, order.division_name, order.category_name) == ("水务局", "横塘街道", "安全生产")
    assert (order.contact_name, order.contact_phone, order.line_phone) == ("王**", "138****5678", "0512****456")
    assert order.caller_key == caller_key("051268123456", "pepper")
    assert (order.holder, order.holder_name, order.accepted_by_name) == ("01023", "张敏", "张敏")
    assert order.title == "自来水管破裂"
    assert order.due_at is not None
    assert [entry.kind for entry in entries] == ["accept_order", "dispatch_order"]
    assert {entry.by for entry in entries} == {"01023"}
    assert len({entry.id for entry in entries}) == 2


def test_without_a_line_number_the_contacts_number_links_the_caller() -> None:
    form = Intake(number="260918010230001", then=State.ACCEPTED, content="停水", contact_phone="13812345678")
    order, _ = laid(None, [act(ActKind.ACCEPT, form)], SEAT)
    assert order is not None
    assert order.caller_key == caller_key("13812345678", "pepper")


def test_acts_of_a_lane_build_on_each_other_in_their_order() -> None:
    form = Intake(number="260918010230001", then=State.ACCEPTED, content="停水")
    lane = [
        act(ActKind.ACCEPT, form, seq=1),
        act(ActKind.URGE, Words(words="快"), seq=2),
        act(ActKind.URGE, Words(words="再快"), seq=3),
        act(ActKind.DISPATCH, ToUnit(unit="U1"), seq=4),
    ]
    order, entries = laid(None, lane)
    assert order is not None
    assert (order.urge_count, order.state, order.unit_name) == (2, State.DISPATCHED, "水务局")
    assert [entry.act for entry in entries] == [lane[0].id, lane[1].id, lane[2].id, lane[3].id]


def test_each_act_is_done_by_the_one_who_did_it() -> None:
    lane = [act(ActKind.NOTE, Words(words="甲"), seq=1), act(ActKind.NOTE, Words(words="乙"), seq=2)]
    by = {lane[0].id: SEAT, lane[1].id: LEAD}
    _, entries = lay_over(BASE, lane, lambda each: by[each.id], default_limits(), NAMES)
    assert [entry.by_name for entry in entries] == ["张敏", "陈静"]


def test_edited_fields_are_shown_with_new_names_and_masks() -> None:
    fields = {"contact_phone": "13900001111", "contact_name": "李大山", "division": "320505001", "category": "9999"}
    order, _ = laid(BASE, [act(ActKind.EDIT, Edit(fields=fields))])
    assert order is not None
    assert (order.contact_phone, order.contact_name) == ("139****1111", "李**")
    assert (order.division_name, order.category, order.category_name) == ("横塘街道", "9999", "")


def test_a_new_holder_has_a_name_and_the_pool_has_none() -> None:
    order, _ = laid(BASE, [act(ActKind.REASSIGN, ToHolder(holder="01024"))])
    assert order is not None
    assert (order.holder, order.holder_name) == ("01024", "李强")
    order, _ = laid(order, [act(ActKind.REASSIGN, ToHolder(holder=""))])
    assert order is not None
    assert (order.holder, order.holder_name) == ("", "")


@pytest.mark.parametrize(
    ("base", "kind", "form", "actor"),
    [
        (BASE, ActKind.REASSIGN, ToHolder(holder="01024"), SEAT),
        (BASE, ActKind.CLOSE, PerhapsWords(), LEAD),
        (BASE, ActKind.NOTE, Words(words="  "), LEAD),
        (BASE, ActKind.ACCEPT, Intake(number="260918010230001", then=State.ACCEPTED, content="停水"), SEAT),
        (BASE, ActKind.NOTE, Words(words="别的单位"), UNIT),
        (BASE, ActKind.SEAT_STATE, SeatStep(state="break"), LEAD),
        (None, ActKind.NOTE, Words(words="记"), LEAD),
        (None, ActKind.ACCEPT, Intake(number="260918010230001", then=State.ACCEPTED, content=""), SEAT),
        (None, ActKind.ACCEPT, Intake(number="260918010230001", then=State.ACCEPTED, content="停水"), UNIT),
    ],
)
def test_what_the_rules_refuse_changes_nothing(base: Order | None, kind: ActKind, form: Args, actor: Actor) -> None:
    assert laid(base, [act(kind, form)], actor) == (base, ())


def test_an_act_nobody_understands_changes_nothing() -> None:
    odd = msgspec.structs.replace(act(ActKind.NOTE, Words(words="记")), kind="teleport_order")
    broken = msgspec.structs.replace(odd, kind="urge_order", args=msgspec.Raw(b'{"words": 5}'))
    assert laid(BASE, [odd, broken]) == (BASE, ())


def test_a_refused_act_does_not_stop_those_after_it() -> None:
    order, entries = laid(
        BASE, [act(ActKind.CLOSE, PerhapsWords(), seq=1), act(ActKind.URGE, Words(words="快"), seq=2)]
    )
    assert order is not None
    assert order.urge_count == 1
    assert len(entries) == 1


def test_a_seat_shows_the_last_state_chosen() -> None:
    seat = Seat(id="01023", state="ready", since=NOW)
    later = NOW + timedelta(minutes=5)
    lane = [
        act(ActKind.SEAT_STATE, SeatStep(state="busy"), "seat:01023", NOW, 1),
        act(ActKind.SEAT_STATE, SeatStep(state="break", reason="午休"), "seat:01023", later, 2),
    ]
    assert lay_over_seat(seat, lane) == Seat(id="01023", state="break", since=later, reason="午休")
    assert lay_over_seat(None, lane) is None
    assert lay_over_seat(seat, [msgspec.structs.replace(lane[0], kind="unheard_of")]) == seat


FORMS: list[tuple[ActKind, Args]] = [
    (ActKind.NOTE, Words(words="记")),
    (ActKind.URGE, Words(words="快")),
    (ActKind.DISPATCH, ToUnit(unit="U1")),
    (ActKind.INVALIDATE, PerhapsWords()),
    (ActKind.ANSWER, Words(words="已答复")),
    (ActKind.ASK_MORE, Words(words="请补充")),
    (ActKind.FILL_MORE, Words(words="补充")),
    (ActKind.REDISPATCH, ToUnit(unit="U2")),
    (ActKind.GRANT_RETURN, ToUnit(unit="U2")),
    (ActKind.ACCEPT_REPLY, PerhapsWords()),
    (ActKind.SEND_BACK, Words(words="重办")),
]


@given(
    state=st.sampled_from([state for state in State if state is not State.DRAFT]),
    which=st.lists(st.sampled_from(FORMS), max_size=6),
)
def test_the_seat_shows_what_the_rules_would_do_one_act_after_the_other(
    state: State, which: list[tuple[ActKind, Args]]
) -> None:
    base = msgspec.structs.replace(BASE, state=state.value)
    lane = [act(kind, form, seq=place) for place, (kind, form) in enumerate(which)]
    expected, lines = base, 0
    for kind, form in which:
        try:
            effect = effect_of(kind, expected, form, Occasion(LEAD, NOW, default_limits()))
        except Refusal:
            continue
        expected = msgspec.structs.replace(expected, **dict(effect.changes))
        lines += len(effect.entries)
    shown, entries = laid(base, lane)
    assert shown is not None
    assert msgspec.structs.replace(shown, unit_name="", holder_name="") == expected
    assert len(entries) == lines
