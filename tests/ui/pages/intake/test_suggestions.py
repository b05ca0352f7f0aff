"""What the program finds in the words: it fills what nobody chose and leaves alone what somebody did."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from desk.rules.acts import Intake
from desk.wire.acts import form_of
from tests.ui.pages.intake.records import TOLD
from tests.ui.pages.intake.room import ALT, CTRL, Room, at_the_desk
from ui.pages.intake.icon_words import IconWords
from ui.widgets.banner import Banner
from ui.widgets.chip import Chip
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.picker import SearchPicker
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text_area import TextArea

ENTER = Qt.Key.Key_Return


@at_the_desk
async def test_a_suggestion_fills_an_empty_field_and_follows_the_words(room: Room) -> None:
    room.say(TOLD)
    await room.listened()
    assert room.state.filled.division == "320508023"
    assert room.find(SearchPicker, "intake.unit").entry.text() == "姑苏区城市管理局"
    room.press(Qt.Key.Key_Q, ALT)
    assert room.find(SearchPicker, "intake.category").value() == "010204"
    room.press(Qt.Key.Key_W, ALT)
    assert room.find(SearchPicker, "intake.category").value() == "130503"


@at_the_desk
async def test_a_suggestion_never_overwrites_a_choice(room: Room) -> None:
    for name, words in (("category", "安全生产管理"), ("unit", "苏州市公安局"), ("division", "姑苏区")):
        room.find(SearchPicker, f"intake.{name}").setFocus()
        room.say(words)
        room.press(ENTER)
    chosen = {name: room.find(SearchPicker, f"intake.{name}").value() for name in ("category", "unit", "division")}
    title = room.find(LineField, "intake.title")
    title.setFocus()
    room.say("自己拟的题")
    room.find(TextArea, "intake.content").setFocus()
    room.say(TOLD)
    await room.listened()
    room.press(Qt.Key.Key_Q, ALT)
    await room.listened()
    assert {name: room.find(SearchPicker, f"intake.{name}").value() for name in chosen} == chosen
    assert all(chosen.values())
    assert title.text() == "自己拟的题"
    assert not room.find(Chip, "intake.suggestion.0").isEnabled()


@at_the_desk
async def test_a_title_given_up_is_written_by_the_program_again(room: Room) -> None:
    title = room.find(LineField, "intake.title")
    title.setFocus()
    room.say("甲")
    room.find(TextArea, "intake.content").setFocus()
    room.say(TOLD)
    await room.listened()
    assert title.text() == "甲"
    title.setFocus()
    room.press(Qt.Key.Key_Backspace)
    await room.listened()
    assert title.text().startswith("关于王女士反映")


@at_the_desk
async def test_elements_are_ticked_as_they_are_heard_and_the_next_question_is_offered(room: Room) -> None:
    room.say(TOLD)
    await room.listened()
    heard = {
        name
        for name in ("who", "when", "where", "cause", "course")
        if room.find(IconWords, f"intake.element.{name}").accessibleDescription() == "已记到"
    }
    assert heard == {"who", "when", "where", "cause"}
    assert "还缺“经过”" in room.find(HintLine, "intake.ask").words()
    assert len(room.find(TextArea, "intake.content").extraSelections()) == 4


@at_the_desk
async def test_the_read_back_says_the_matter_the_unit_and_the_day(room: Room) -> None:
    room.say(TOLD)
    await room.listened()
    said = room.find(Label, "intake.read_back").text()
    assert "雨水井盖松动" in said
    assert "姑苏区城市管理局" in said
    assert "9 月 24 日" in said


@at_the_desk
async def test_an_emergency_heard_is_passed_on_with_its_time_and_makes_the_order_most_urgent(room: Room) -> None:
    room.say("小区车棚着火了，烟很大。")
    await room.listened()
    banner = room.find(Banner, "intake.emergency")
    assert "119" in banner.accessibleName()
    content = room.find(TextArea, "intake.content")
    assert room.focused() is content
    room.press(Qt.Key.Key_9, CTRL)
    assert not banner.isVisible()
    assert room.find(SegmentedControl, "intake.urgency").value() == "3"
    assert content.text() == "小区车棚着火了，烟很大。"
    room.press(Qt.Key.Key_S, CTRL)
    await room.listened()
    form = cast(Intake, form_of((await room.acts())[0]))
    assert form.urgency == "3"
    assert "09:28:00 已转 119" in form.content


@at_the_desk
async def test_no_emergency_stays_answered_for_the_same_word(room: Room) -> None:
    room.say("昨天着火的事想问进展。")
    await room.listened()
    banner = room.find(Banner, "intake.emergency")
    assert banner.isVisible()
    room.press(Qt.Key.Key_Escape)
    room.say("着火原因也想知道。")
    await room.listened()
    assert not banner.isVisible()
    assert room.state.filled.urgency == "1"
