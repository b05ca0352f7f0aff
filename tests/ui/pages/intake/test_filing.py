"""Filling the form by the keyboard and filing it: one act, the right fields, and nothing filed by mistake."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.rules.acts import Intake
from desk.rules.order import ActKind, State
from desk.wire.acts import Act, form_of
from tests.ui.pages.intake.records import LINE, TOLD
from tests.ui.pages.intake.room import ALT, CTRL, Room, at_the_desk, until
from ui.pages.intake.filing import Filed
from ui.widgets.banner import Banner
from ui.widgets.entry import Entry
from ui.widgets.field import LineField
from ui.widgets.picker import SearchPicker
from ui.widgets.text_area import TextArea

ENTER = Qt.Key.Key_Return


def intake_of(act: Act) -> Intake:
    assert act.kind == ActKind.ACCEPT
    return cast(Intake, form_of(act))


async def filed(room: Room) -> Intake:
    """The one order filed."""
    await room.listened()
    acts = await room.acts()
    assert len(acts) == 1
    return intake_of(acts[0])


@at_the_desk
async def test_a_form_filled_by_the_keyboard_alone_is_filed_as_one_act(room: Room) -> None:
    heard: list[Filed] = []
    room.state.order_filed.connect(heard.append)
    room.ring()
    room.say(TOLD)
    await room.listened()
    number = room.state.filled.number
    room.tab(2)
    room.say("育才路与东环路路口东南侧")
    room.tab()
    room.spell("sjjd")
    room.press(ENTER)
    room.tab()
    room.say("公共设施")
    room.press(ENTER)
    room.tab()
    room.say("姑苏区城市管理局")
    room.press(ENTER)
    room.tab()
    room.spell("3")
    room.tab()
    room.spell("2")
    room.tab()
    room.say("王女士")
    room.tab(2)
    room.press(Qt.Key.Key_Space)
    room.press(ENTER, CTRL)
    form = await filed(room)
    assert form.then is State.DISPATCHED
    assert (form.number, form.content) == (number, TOLD)
    assert (form.place, form.division, form.category) == ("育才路与东环路路口东南侧", "320508023", "010204")
    assert (form.unit, form.appeal, form.urgency) == ("32050801", "3", "2")
    assert (form.contact_name, form.contact_phone, form.line_phone) == ("王女士", LINE, LINE)
    assert form.confidential
    assert form.wants_call_back
    assert [done.number for done in heard] == [number]


@at_the_desk
async def test_after_filing_the_form_is_clear_and_the_promise_is_told(room: Room) -> None:
    room.say(TOLD)
    await room.listened()
    room.press(Qt.Key.Key_Q, ALT)
    number = room.state.filled.number
    room.press(ENTER, CTRL)
    await until(lambda: room.find(Banner, "intake.told").isVisible())
    told = room.find(Banner, "intake.told").accessibleName()
    assert f"{number[:6]} {number[6:11]} {number[11:]}" in told
    assert "09-24 周四 17:30" in told
    assert room.find(TextArea, "intake.content").text() == ""
    assert room.focused() is room.find(TextArea, "intake.content")
    assert room.state.filled.is_blank


@at_the_desk
async def test_an_error_stands_at_its_field_and_the_focus_goes_there(room: Room) -> None:
    room.say("路灯不亮，请来修。")
    await room.listened()
    room.press(ENTER, CTRL)
    division = room.find(SearchPicker, "intake.division")
    assert division.entry.property("error")
    assert room.focused() is division.entry
    assert await room.acts() == []
    assert room.find(TextArea, "intake.content").text() == "路灯不亮，请来修。"


@at_the_desk
async def test_a_wrong_number_stands_at_the_contact_and_mending_it_takes_the_error_away(room: Room) -> None:
    room.say(TOLD)
    phone = room.find(LineField, "intake.contact_phone")
    phone.setFocus()
    room.spell("12")
    await room.listened()
    room.press(Qt.Key.Key_S, CTRL)
    assert phone.error()
    assert room.focused() is phone.entry
    room.spell("345")
    assert phone.error() == ""
    room.press(Qt.Key.Key_S, CTRL)
    form = await filed(room)
    assert (form.then, form.contact_phone) == (State.ACCEPTED, "12345")


@at_the_desk
async def test_no_key_files_anything_while_a_word_is_being_composed(room: Room) -> None:
    room.say(TOLD)
    room.compose("jinggai")
    for key, modifier in ((ENTER, CTRL), (Qt.Key.Key_S, CTRL), (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)):
        room.press(key, modifier)
    await room.listened()
    assert await room.acts() == []
    room.compose("")
    room.press(Qt.Key.Key_S, CTRL)
    assert (await filed(room)).then is State.ACCEPTED


@at_the_desk
async def test_an_empty_call_is_made_invalid_by_one_key(room: Room) -> None:
    room.ring()
    room.press(Qt.Key.Key_F9)
    form = await filed(room)
    assert (form.then, form.line_phone) == (State.INVALID, LINE)


@at_the_desk
async def test_a_call_with_words_is_made_invalid_only_by_a_second_press(room: Room) -> None:
    room.say("打错了")
    room.press(Qt.Key.Key_F9)
    assert "再按 F9" in room.find(Banner, "intake.told").accessibleName()
    room.press(Qt.Key.Key_Escape)
    room.press(Qt.Key.Key_F9)
    await room.listened()
    assert await room.acts() == []
    room.press(Qt.Key.Key_F9)
    assert (await filed(room)).then is State.INVALID


@at_the_desk
async def test_an_article_answers_the_call_and_the_same_key_closes_it(room: Room) -> None:
    room.say("路灯不亮怎么报修")
    await room.listened()
    room.press(Qt.Key.Key_A, ALT)
    answer = room.find(TextArea, "intake.answer")
    assert room.focused() is answer
    assert answer.text() == room.state.aids.articles[0].answer
    room.say("感谢来电。")
    room.press(ENTER, CTRL)
    form = await filed(room)
    assert form.then is State.CLOSED
    assert form.answer.endswith("感谢来电。")


@at_the_desk
async def test_an_answer_left_empty_is_asked_for(room: Room) -> None:
    room.say("想问一件没有条目的事")
    room.press(Qt.Key.Key_F8)
    room.press(Qt.Key.Key_F8)
    area = room.find(TextArea, "intake.answer")
    assert area.property("error")
    assert room.focused() is area
    room.press(Qt.Key.Key_Escape)
    assert not area.isVisible()
    assert await room.acts() == []


@at_the_desk
async def test_tab_goes_as_people_speak(room: Room) -> None:
    names = []
    for _ in range(9):
        widget: QWidget | None = room.focused()
        while widget is not None and (isinstance(widget, Entry) or not widget.objectName().startswith("intake.")):
            widget = widget.parentWidget()
        names.append(widget.objectName().removeprefix("intake.") if widget else "")
        room.tab()
    spoken = ["content", "title", "place", "division", "category", "unit", "appeal", "urgency", "contact_name"]
    assert names == spoken
