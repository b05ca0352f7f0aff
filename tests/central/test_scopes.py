"""Who is sent what: an order comes with everything of its own, goes without a trace, and nobody gets a clear number."""

from __future__ import annotations

import msgspec
import pytest

from central.store import reference
from desk.rules.acts import PerhapsWords, ToUnit, Words
from desk.rules.order import ActKind, State
from desk.wire import paths
from desk.wire.records import Kind, Order, Staff
from tests.central.centre import (
    AUDITOR,
    DISPATCHER,
    GRID,
    LEAD,
    LINE,
    OTHER_UNIT,
    PHONE,
    SEAT,
    UNIT,
    Centre,
)

REFERENCE = {Kind.DIVISION, Kind.CATEGORY, Kind.UNIT, Kind.STAFF, Kind.ARTICLE}


def test_a_unit_gets_an_order_at_its_dispatch_with_its_whole_timeline(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    clerk = centre.clerk(UNIT)
    centre.colleague(SEAT).do(lane, ActKind.NOTE, Words(words="小学放学前请到场"))
    assert clerk.pull().ids(Kind.ORDER) == set()
    centre.colleague(DISPATCHER).do(lane, ActKind.DISPATCH, ToUnit(unit=UNIT))
    told = {line.kind for line in clerk.pull().timeline(lane)}
    assert told == {"accept_order", "add_note", "dispatch_order"}


def test_an_order_that_leaves_a_unit_takes_everything_with_it(centre: Centre) -> None:
    lane = centre.file()
    clerk, other = centre.clerk(UNIT), centre.clerk(OTHER_UNIT)
    assert clerk.pull().ids(Kind.ORDER) == {lane}
    centre.colleague(DISPATCHER).do(lane, ActKind.REDISPATCH, ToUnit(unit=OTHER_UNIT))
    assert clerk.pull().ids(Kind.ORDER) == clerk.replica.ids(Kind.ENTRY) == set()
    assert other.pull().ids(Kind.ORDER) == {lane}
    assert len(other.replica.timeline(lane)) == 3
    assert clerk.digest() == clerk.replica.digest()
    assert other.digest() == other.replica.digest()


def test_an_order_that_left_and_came_back_between_two_pulls_is_there(centre: Centre) -> None:
    lane = centre.file()
    clerk = centre.clerk(UNIT)
    clerk.pull()
    for unit in (OTHER_UNIT, UNIT):
        centre.colleague(DISPATCHER).do(lane, ActKind.REDISPATCH, ToUnit(unit=unit))
    assert len(clerk.pull().timeline(lane)) == 4
    assert clerk.digest() == clerk.replica.digest()


@pytest.mark.parametrize(
    ("number", "orders", "scopes"),
    [
        (SEAT, True, ("all", "hotline", f"seat:{SEAT}")),
        (AUDITOR, True, ("all", "hotline")),
        (GRID, False, ("all",)),
    ],
)
def test_each_role_reads_its_scopes(centre: Centre, number: str, orders: bool, scopes: tuple[str, ...]) -> None:
    lane = centre.file()
    colleague = centre.colleague(number)
    assert colleague.session.scopes == scopes
    assert colleague.pull().ids(Kind.ORDER) == ({lane} if orders else set())
    assert {kind for kind in REFERENCE if colleague.replica.ids(kind)} == REFERENCE


def test_the_hotline_sees_names_and_numbers_masked(centre: Centre) -> None:
    order = centre.order(centre.file())
    assert (order.contact_name, order.contact_phone, order.line_phone) == ("张**", "138****5678", "139****4321")
    assert order.caller_key


def test_a_unit_gets_no_key_to_a_citizens_other_calls(centre: Centre) -> None:
    lane = centre.file()
    order = centre.clerk(UNIT).order(lane)
    assert (order.contact_phone, order.caller_key) == ("138****5678", "")
    assert centre.clerk(UNIT).session.caller_salt == ""


def test_a_confidential_order_shows_a_unit_no_citizen_at_all(centre: Centre) -> None:
    lane = centre.file(confidential=True)
    order = centre.clerk(UNIT).order(lane)
    assert (order.contact_name, order.contact_phone, order.line_phone) == ("", "", "")
    assert centre.order(lane).contact_phone == "138****5678"


def test_no_clear_number_is_in_anything_the_hotline_pulls(centre: Centre) -> None:
    said = f"请打{PHONE}或{LINE}找我"
    lane = centre.file(content=said, title=f"电话{PHONE}", place=f"门牌边，{LINE}")
    centre.colleague(SEAT).do(lane, ActKind.NOTE, Words(words=said))
    centre.clerk(UNIT).do(lane, ActKind.SIGN, PerhapsWords())
    centre.clerk(UNIT).do(lane, ActKind.REPLY, Words(words=said))
    centre.colleague(DISPATCHER).do(lane, ActKind.ACCEPT_REPLY, PerhapsWords(words=said))
    centre.colleague(SEAT).do(lane, ActKind.SIGN, PerhapsWords(words=said), base=0)
    for colleague in (centre.colleague(LEAD), centre.colleague(SEAT), centre.clerk(UNIT), centre.colleague(AUDITOR)):
        body = msgspec.json.encode([colleague.page("")])
        for path in (paths.ORDERS, f"/api/orders/{lane}", f"/api/orders/{lane}/timeline"):
            body += colleague.get(path).content
        assert PHONE.encode() not in body
        assert LINE.encode() not in body


def test_a_colleague_who_moves_to_another_unit_must_start_over(centre: Centre) -> None:
    clerk = centre.clerk(UNIT)
    cursor = clerk.pull().cursor
    moved = msgspec.structs.replace(clerk.replica.of(Staff, clerk.number), unit=OTHER_UNIT)
    centre.store.write(lambda tx: reference.put(tx, [moved], centre.clock.at))
    page = clerk.page(cursor)
    assert (page.cursor, page.more, page.changes) == ("", True, ())
    assert page.scope_epoch == clerk.session.scope_epoch + 1


def test_an_order_nobody_may_see_is_not_even_there(centre: Centre) -> None:
    lane = centre.file()
    stranger = centre.clerk(OTHER_UNIT)
    for path in (f"/api/orders/{lane}", f"/api/orders/{lane}/timeline", "/api/orders/nothing"):
        assert stranger.get(path).status_code == 404
    assert stranger.get(paths.ORDERS).json() == []
    assert stranger.get(paths.ORDERS, unit=UNIT).json() == []
    assert [order["id"] for order in centre.clerk(UNIT).get(paths.ORDERS, state="dispatched").json()] == [lane]
    assert centre.clerk(UNIT).get(paths.ORDERS, state="closed").json() == []


def test_an_order_is_found_by_its_number_too(centre: Centre) -> None:
    order = centre.order(centre.file())
    found = centre.colleague(SEAT).get(f"/api/orders/{order.number}")
    assert msgspec.json.decode(found.content, type=Order) == order
