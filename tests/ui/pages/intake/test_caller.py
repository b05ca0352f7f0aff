"""The caller's column and the like orders: masked numbers, open orders first, urged instead of filed again."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt

from desk.ports import Call, CallState
from desk.rules.acts import Words
from desk.rules.order import ActKind
from desk.wire.acts import form_of
from tests.ui.pages.intake.records import LINE, TOLD
from tests.ui.pages.intake.room import ALT, CTRL, Room, at_the_desk, until
from ui.pages.intake.open_order_card import OpenOrderCard
from ui.widgets.field import LineField
from ui.widgets.label import Label
from ui.widgets.text_area import TextArea

ENTER = Qt.Key.Key_Return


@at_the_desk
async def test_the_number_is_masked_until_it_is_looked_at(room: Room) -> None:
    room.ring()
    number = room.find(Label, "intake.line_number")
    assert number.text() == "138****5678"
    room.press(Qt.Key.Key_V, ALT)
    assert number.text() == LINE
    room.press(Qt.Key.Key_V, ALT)
    assert number.text() == "138****5678"


@at_the_desk
async def test_open_orders_stand_first_and_the_most_pressing_on_top(room: Room) -> None:
    room.ring()
    await until(lambda: room.page.caller.cards)
    assert [card.order.title for card in room.page.caller.cards] == ["楼道堆物占用消防通道", "东环路路灯整夜不亮"]
    assert room.page.caller.satisfied.text() == "满意 4 / 有效回访 5"
    assert room.page.caller.calls.text() == "第 9 次来电"


@at_the_desk
async def test_a_number_typed_finds_the_citizen_too(room: Room) -> None:
    room.find(LineField, "intake.line_phone").setFocus()
    room.spell(LINE)
    room.tab()
    await until(lambda: room.page.caller.cards)
    assert room.state.filled.line_phone == LINE


@at_the_desk
async def test_an_open_order_is_urged_with_the_citizens_words(room: Room) -> None:
    room.ring()
    await until(lambda: room.page.caller.cards)
    room.press(Qt.Key.Key_2, ALT)
    room.say("孩子晚自习回家，路口很暗。")
    room.compose("an")
    room.press(ENTER)
    assert await room.acts() == []
    room.compose("")
    room.press(ENTER)
    await room.listened()
    act = (await room.acts())[0]
    assert (act.kind, act.lane) == (ActKind.URGE, "o1")
    assert cast(Words, form_of(act)).words == "孩子晚自习回家，路口很暗。"


@at_the_desk
async def test_a_like_order_that_is_open_takes_the_words_and_no_second_order_is_made(room: Room) -> None:
    told: list[str] = []
    room.state.said.connect(lambda words, level: told.append(words))
    room.say("育才路雨水井盖松动异响，请尽快来修。")
    await room.listened()
    await until(lambda: room.page.help.nearby.rows)
    row = room.page.help.nearby.rows[0]
    assert row.order.id == "n1"
    room.press(Qt.Key.Key_1, ALT)
    await room.listened()
    act = (await room.acts())[0]
    assert (act.kind, act.lane) == (ActKind.URGE, "n1")
    assert cast(Words, form_of(act)).words == "育才路雨水井盖松动异响，请尽快来修。"
    assert room.find(TextArea, "intake.content").text() == ""
    assert await room.workplace.drafts.all() == []
    assert told == ["已催办并关联 260911 01011 0077，不再另立工单。"]


@at_the_desk
async def test_a_change_from_central_touches_the_card_and_not_what_is_typed(room: Room) -> None:
    room.ring()
    await until(lambda: room.page.caller.cards)
    room.say(TOLD[:20])
    area = room.find(TextArea, "intake.content")
    room.page.caller.urge(1, "")
    room.find(LineField, "intake.urge_words.260911010110042").set_text("请快一点")
    area.setFocus()
    room.state.urge(room.page.caller.cards[0].order, "楼道还没清")
    await until(lambda: room.page.caller.cards and room.page.caller.cards[0].order.urge_count == 2)
    await room.listened()
    assert area.text() == TOLD[:20]
    assert room.focused() is area
    card = next(card for card in room.page.caller.cards if card.order.id == "o1")
    assert isinstance(card, OpenOrderCard)
    assert card.is_writing
    assert card.said.text() == "请快一点"


@at_the_desk
async def test_the_caller_stays_for_a_second_matter_while_the_call_lasts(room: Room) -> None:
    room.ring()
    room.say(TOLD)
    room.press(Qt.Key.Key_S, CTRL)
    await room.listened()
    assert room.state.filled.line_phone == LINE
    assert room.state.filled.content == ""
    room.phone.call = Call(CallState.ENDED)
    room.say("另有一件事")
    room.press(Qt.Key.Key_S, CTRL)
    await room.listened()
    assert room.state.filled.line_phone == ""
    assert len(await room.acts()) == 2


@at_the_desk
async def test_words_already_typed_go_to_the_open_order_and_leave_the_form(room: Room) -> None:
    room.ring()
    await until(lambda: room.page.caller.cards)
    room.say("路灯还是不亮，请快一点。")
    await room.listened()
    room.press(Qt.Key.Key_2, ALT)
    room.press(ENTER)
    await room.listened()
    assert [act.kind for act in await room.acts()] == [ActKind.URGE]
    assert room.state.filled.is_blank
    assert await room.workplace.drafts.all() == []


@at_the_desk
async def test_an_urge_given_up_leaves_the_caret_where_it_was(room: Room) -> None:
    room.ring()
    await until(lambda: room.page.caller.cards)
    area = room.find(TextArea, "intake.content")
    area.setFocus()
    room.press(Qt.Key.Key_1, ALT)
    assert room.focused() is not area
    room.press(Qt.Key.Key_Escape)
    assert room.focused() is area


@at_the_desk
async def test_an_order_filed_in_this_call_is_no_earlier_call(room: Room) -> None:
    room.ring()
    await until(lambda: room.page.caller.cards)
    room.phone.call = replace(room.phone.call, began_at=room.clock.now())
    room.say(TOLD)
    room.press(Qt.Key.Key_S, CTRL)
    await until(lambda: len(room.page.caller.cards) == 3)
    assert room.page.caller.calls.text() == "第 9 次来电"
