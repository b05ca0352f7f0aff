"""Rows keep their place under the hand; counts and lists say the same; what is typed is never taken for a key."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from desk.rules.order import ActKind, State
from desk.rules.queues import QUEUES
from desk.rules.roles import Role
from tests.ui.pages.queue.records import NOW, UNITS, order
from tests.ui.pages.queue.room import Room, actor, at_the_desk, until
from ui.pages.queue.page import QueuePage
from ui.pages.queue.state import QueueState
from ui.tables import roles
from ui.widgets.chip import Chip, FilterToken

SEAT = actor("01023", Role.SEAT, Role.DISPATCHER)
ORDERS = [order(serial) for serial in range(1, 41)]
EVERY_STATE = [
    order(serial, state, holder="01023" if serial % 2 else "01025")
    for serial, state in enumerate([state for state in State if state is not State.DRAFT] * 3, 1)
]


async def opened(room: Room, queue: str = "in_hand") -> QueuePage:
    state = QueueState(room.workplace, room.tasks)
    page = QueuePage(state, room.shortcuts)
    room.at_end.append(state.close)
    room.show(page)
    page.entered()
    state.choose_queue(queue)
    await until(lambda: not state.loading and state.detail.order is not None)
    return page


def ids_shown(page: QueuePage) -> list[str]:
    return list(page.table.model().ids())  # type: ignore[attr-defined]  # the model is the page's own


@at_the_desk(SEAT, ORDERS)
async def test_rows_stay_still_while_orders_come_change_and_go(room: Room) -> None:
    page = await opened(room)
    rows = page.table.model()
    page.table.choose_row(5)
    before, chosen = ids_shown(page), page.table.current_order
    urgent = order(90, due_at=NOW - timedelta(days=1))
    changed = order(3, title="标题已改", version=900)
    closed = order(7, State.CLOSED, version=901)
    await room.feed([urgent, changed, closed])
    await until(lambda: page.filter.arrived.isVisible())
    await until(lambda: rows.index(before.index(changed.id), 1).data() == "标题已改")
    assert ids_shown(page) == before
    assert page.table.current_order == chosen
    assert rows.index(before.index(closed.id), 1).data(roles.COLOUR) == "text3"
    assert rows.index(before.index(closed.id), 6).data(roles.LEVEL) is None


@at_the_desk(SEAT, ORDERS)
async def test_new_orders_enter_when_asked_and_the_selection_stays_where_it_was(room: Room) -> None:
    page = await opened(room)
    page.table.choose_row(12)
    chosen = page.table.current_order
    height = page.table.visualRect(page.table.currentIndex()).top()
    await room.feed([order(90, due_at=NOW - timedelta(days=1)), order(91, due_at=NOW - timedelta(days=2))])
    await until(lambda: page.filter.arrived.isVisible())
    assert room.find(Chip, "queue.arrived").accessibleName() == "新增 2"
    page.table.verticalScrollBar().setValue(3)
    height = page.table.visualRect(page.table.currentIndex()).top()
    page.table.setFocus()
    room.press(Qt.Key.Key_N)
    await until(lambda: len(ids_shown(page)) == 42)
    assert page.table.current_order == chosen
    assert page.table.visualRect(page.table.currentIndex()).top() == height
    assert not page.filter.arrived.isVisible()


@at_the_desk(SEAT, EVERY_STATE)
async def test_every_count_is_the_length_of_its_list(room: Room) -> None:
    page = await opened(room, "everything")
    state = page._state
    for queue in (queue.name for queue in QUEUES):
        state.choose_queue(queue)
        await until(lambda: not state.loading)
        assert len(ids_shown(page)) == state.counts[queue], queue
        if queue in page.views.rows:
            assert page.views.rows[queue].count == str(state.counts[queue])


@at_the_desk(SEAT, ORDERS)
async def test_letters_typed_into_the_filter_do_nothing_else(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press(Qt.Key.Key_Slash)
    entry = page.filter.field.entry
    assert entry.hasFocus()
    for letter in (Qt.Key.Key_C, Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_1):
        room.press(letter)
    assert entry.text().lower() == "csng1"
    assert page._state.detail.form.kind is None
    assert await room.acts() == []


@at_the_desk(SEAT, [*ORDERS, order(80, unit=UNITS[2].id, unit_name=UNITS[2].name, division="320506001001")])
async def test_conditions_narrow_the_list_and_survive_another_queue(room: Room) -> None:
    page = await opened(room)
    state = page._state
    await until(lambda: state.names.units)
    page.filter.field.setFocus()
    room.type("吴中")
    room.press(Qt.Key.Key_Return)
    await until(lambda: not state.loading and len(ids_shown(page)) == 1)
    state.choose_queue("everything")
    await until(lambda: not state.loading)
    assert len(ids_shown(page)) == 1
    assert state.narrowed.division == "320506"
    token = room.find(FilterToken, "queue.token.division")
    token.setFocus()
    room.press(Qt.Key.Key_Delete)
    await until(lambda: len(ids_shown(page)) == 41)


@at_the_desk(SEAT, ORDERS)
async def test_a_number_or_a_telephone_in_the_search_box_finds_its_orders(room: Room) -> None:
    page = await opened(room)
    state = page._state
    state.search("26091801023 0009".replace(" ", ""))
    await until(lambda: state.detail.order is not None and state.detail.order.number.endswith("0009"))
    state.search("河道漂浮")
    await until(lambda: state.narrowed.words == "河道漂浮" and not state.loading)
    assert all("河道漂浮" in order.title for order in await room.local.cache.orders(ids_shown(page)))
    said: list[str] = []
    state.said.connect(lambda words, _: said.append(words))
    state.search("260918010239999")
    await until(lambda: said and said[-1] == "本机没有编号 260918010239999 的工单")


@at_the_desk(SEAT, ORDERS)
async def test_coming_back_finds_the_list_as_it_was_left(room: Room) -> None:
    page = await opened(room)
    page.table.choose_row(9)
    before, chosen = ids_shown(page), page.table.current_order
    page.left()
    await room.feed([order(95, due_at=NOW - timedelta(days=3))])
    page.entered()
    await until(lambda: page.filter.arrived.isVisible())
    assert (ids_shown(page), page.table.current_order) == (before, chosen)
    assert ActKind.URGE in page.detail.bar.buttons


@at_the_desk(SEAT)
async def test_the_first_orders_of_a_new_cache_are_counted_and_the_first_one_is_shown(room: Room) -> None:
    state = QueueState(room.workplace, room.tasks)
    said: list[str] = []
    state.said.connect(lambda words, level: said.append(words))
    page = QueuePage(state, room.shortcuts)
    room.at_end.append(state.close)
    room.show(page)
    page.entered()
    state.choose_queue("in_hand")
    await until(lambda: not state.loading)
    await room.feed(ORDERS)
    await until(lambda: state.detail.order is not None)
    assert said[-1] == "40 件，第 1 件"


@at_the_desk(SEAT, ORDERS)
async def test_home_and_end_go_to_the_first_and_the_last_row(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press(Qt.Key.Key_End)
    assert page.table.current_row() == 39
    room.press(Qt.Key.Key_Home)
    assert page.table.current_row() == 0


@at_the_desk(SEAT, [*ORDERS, order(60, State.ACCEPTED, title="垃圾桶满了没人清")])
async def test_what_is_searched_for_is_shown_at_once_and_not_the_order_before(room: Room) -> None:
    page = await opened(room)
    page._state.search("垃圾桶")
    await until(lambda: ids_shown(page) == [order(60).id])
    await until(lambda: page._state.detail.order is not None and page._state.detail.order.id == order(60).id)
    assert page.table.current_row() == 0


@at_the_desk(SEAT, [order(1, division_name="张家港市 / 杨舍镇 / 迎春社区居委会", unit_name="张家港市城市管理局")])
async def test_place_and_unit_stand_short_in_the_row_and_whole_in_its_tooltip(room: Room) -> None:
    page = await opened(room)
    rows, columns = page.table.model(), page._state.rows.columns
    community, unit = (rows.index(0, columns.index(name)) for name in ("community", "unit"))
    await until(lambda: community.data() == "迎春社区")
    assert unit.data() == "城市管理局"
    assert unit.data(Qt.ItemDataRole.ToolTipRole) == "张家港市城市管理局"
    assert community.data(Qt.ItemDataRole.ToolTipRole) == "张家港市 / 杨舍镇 / 迎春社区居委会"
