"""What is done to the order shown: by keys, in place, durable, and refused in words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desk.rules.acts import Edit, ToUnit, Words
from desk.rules.order import ActKind, State
from desk.rules.roles import Role
from desk.wire.acts import form_of
from desk.wire.session import Revealed
from tests.ui.pages.queue.records import conflict_of, order, story_of
from tests.ui.pages.queue.room import CTRL, Room, actor, at_the_desk, until
from tests.ui.pages.queue.test_still_rows import opened
from ui.pages.queue.reason_dialog import ReasonDialog
from ui.widgets.label import Label
from ui.widgets.text_area import TextArea
from ui.wording.queue import quoted

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
SEAT = actor("01023", Role.SEAT)
DISPATCHER = actor("00201", Role.DISPATCHER)
LEAD = actor("00108", Role.LEAD)
FIRST = order(1)
WITH_STORY = [FIRST, *story_of(FIRST.id)]


@at_the_desk(SEAT, WITH_STORY)
async def test_an_urge_is_typed_and_filed_and_stands_in_the_story_before_central_has_it(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press("c")
    assert room.find(TextArea, "queue.act.words").hasFocus()
    room.type("路口很暗，请尽快。")
    room.press(ENTER, CTRL)
    await until(lambda: page.table.hasFocus())
    acts = await room.acts()
    assert [act.kind for act in acts] == [ActKind.URGE]
    assert cast(Words, form_of(acts[0])).words == "路口很暗，请尽快。"
    await until(lambda: any(entry.time == "待上传" for entry in page._state.detail.story()))
    assert await room.local.drafts.all() == []


@at_the_desk(SEAT, WITH_STORY)
async def test_an_urge_without_words_says_what_is_missing_and_stays_open(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press("c")
    room.press(ENTER, CTRL)
    await until(lambda: page.detail.act.error.isVisible())
    assert page.detail.act.error.words() == "这一栏还空着。请补上。"
    assert page.detail.act.text.hasFocus()
    assert await room.acts() == []


@at_the_desk(SEAT, [FIRST, order(2)])
async def test_words_half_written_are_there_again_after_another_order_and_after_a_crash(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press("s")
    room.type("控制箱进水")
    room.press(ESC)
    await until(lambda: page.table.hasFocus())
    room.press(Qt.Key.Key_Down)
    await until(lambda: page._state.detail.order is not None and page._state.detail.order.id != FIRST.id)
    drafts = await room.local.drafts.all()
    assert [draft.fields["words"] for draft in drafts] == ["控制箱进水"]
    again = await opened(room)
    again._state.open_draft(drafts[0])
    await until(lambda: again.detail.act.isVisible())
    assert again.detail.act.text.text() == "控制箱进水"
    assert again._state.detail.order_id == FIRST.id


@at_the_desk(SEAT, [FIRST])
async def test_a_form_opened_again_after_a_crash_finds_its_words(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press("s")
    room.type("控制箱进水")
    while not await room.local.drafts.all():
        await room.local.outbox.waiting()
    again = await opened(room)
    again.table.setFocus()
    room.press("s")
    await until(lambda: again.detail.act.text.text() == "控制箱进水")
    room.type("，已报修")
    room.press(ENTER, CTRL)
    acts = await room.acts_of(1)
    assert "已报修" in cast(Words, form_of(acts[0])).words
    await until(lambda: not again.detail.act.isVisible())
    assert await room.local.drafts.all() == []


@at_the_desk(SEAT, WITH_STORY)
async def test_enter_goes_into_the_order_and_escape_back_to_the_list(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press(ENTER)
    assert page.detail.body.hasFocus()
    room.press(ESC)
    assert page.table.hasFocus()


@at_the_desk(SEAT, WITH_STORY)
async def test_no_key_acts_while_a_word_is_composed(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press("c")
    QApplication.sendEvent(page.detail.act.text, QInputMethodEvent("lu kou", []))
    room.press(ENTER, CTRL)
    assert await room.acts() == []


@at_the_desk(DISPATCHER, [order(3, State.ACCEPTED)])
async def test_an_order_is_dispatched_to_the_unit_found_by_its_initials(room: Room) -> None:
    page = await opened(room, "to_dispatch")
    await until(lambda: page._state.names.initials("姑苏区住建委"))
    page.table.setFocus()
    room.press("p")
    assert page.detail.act.target.entry.hasFocus()
    room.press(ENTER, CTRL)
    await until(lambda: page.detail.act.target.entry.property("error"))
    for letter in "gsqzj":
        room.press(letter)
    room.press(ENTER)
    room.press(ENTER, CTRL)
    await until(lambda: not page.detail.act.isVisible())
    acts = await room.acts()
    assert cast(ToUnit, form_of(acts[0])).unit == "u2"
    await until(lambda: page._state.detail.order is not None and page._state.detail.order.state == State.DISPATCHED)


@at_the_desk(SEAT, [order(4, State.CLOSED)])
async def test_what_cannot_be_done_says_why_and_its_key_does_nothing(room: Room) -> None:
    page = await opened(room, "everything")
    urge = page.detail.bar.buttons[ActKind.URGE]
    assert not urge.isEnabled()
    assert urge.toolTip() == "已办结，不能催办"
    assert ActKind.CLOSE not in page.detail.bar.buttons
    page.table.setFocus()
    room.press("c")
    assert page._state.detail.form.kind is None


@at_the_desk(SEAT, WITH_STORY)
async def test_an_edit_sends_only_what_was_changed(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press("e")
    assert page.detail.edit.title.entry.hasFocus()
    page.detail.edit.title.entry.selectAll()
    room.press(Qt.Key.Key_Delete)
    room.press(ENTER, CTRL)
    await until(lambda: page.detail.edit.title.error())
    room.type("杨枝塘路口路灯不亮")
    page.detail.edit.title.edited.emit(page.detail.edit.title.text())
    room.press(ENTER, CTRL)
    await until(lambda: not page.detail.edit.isVisible())
    acts = await room.acts()
    assert cast(Edit, form_of(acts[0])).fields == {"title": "杨枝塘路口路灯不亮"}


@at_the_desk(SEAT, [FIRST, conflict_of(FIRST.id)])
async def test_a_field_two_people_changed_is_settled_by_one_key(room: Room) -> None:
    page = await opened(room)
    await until(lambda: page.detail.first_conflict())
    page.table.setFocus()
    room.press("2")
    await until(lambda: page.detail.first_conflict() is None)
    acts = await room.acts_of(1)
    assert cast(Edit, form_of(acts[0])).fields == {"place": "东环路 120 号，杨枝塘路口西侧"}
    room.press("1")
    assert len(await room.acts()) == 1


@at_the_desk(SEAT, [FIRST, conflict_of(FIRST.id)])
async def test_a_third_text_can_settle_it_too(room: Room) -> None:
    page = await opened(room)
    await until(lambda: page.detail.first_conflict())
    page.table.setFocus()
    room.press("3")
    area = room.find(TextArea, "queue.conflict.text")
    await until(area.hasFocus)
    area.selectAll()
    room.type("东环路 119 号")
    room.press(ENTER, CTRL)
    await until(lambda: page.detail.first_conflict() is None)
    acts = await room.acts_of(1)
    assert cast(Edit, form_of(acts[0])).fields == {"place": "东环路 119 号"}


@at_the_desk(SEAT, WITH_STORY)
async def test_a_clear_number_is_shown_only_for_a_reason(room: Room) -> None:
    page = await opened(room)
    room.central.revealed = Revealed(contact_name="王芳", contact_phone="13812345678", line_phone="13812345678")
    contact = room.find(Label, "queue.contact")
    assert contact.text() == "王女士  138****5678"
    page.detail.reveal.click()
    await until(lambda: page.window().findChild(ReasonDialog))
    dialog = cast(ReasonDialog, page.window().findChild(ReasonDialog))
    dialog.ok.click()
    assert dialog.isVisible()
    dialog.reason.setFocus()
    dialog.reason.set_text("与诉求人核对地点")
    dialog.ok.click()
    await until(lambda: contact.text() == "王芳  13812345678")
    assert room.central.reasons == ["与诉求人核对地点"]


@at_the_desk(SEAT, WITH_STORY)
async def test_with_central_away_a_clear_number_is_refused_in_words(room: Room) -> None:
    page = await opened(room)
    said: list[str] = []
    page._state.said.connect(lambda words, _: said.append(words))
    page.detail.reveal.click()
    await until(lambda: page.window().findChild(ReasonDialog))
    dialog = cast(ReasonDialog, page.window().findChild(ReasonDialog))
    dialog.reason.set_text("核对地点")
    dialog.ok.click()
    await until(lambda: "连不上中心，暂时不能查看号码。恢复后再试。" in said)
    assert room.find(Label, "queue.contact").text() == "王女士  138****5678"


@at_the_desk(LEAD, WITH_STORY)
async def test_the_story_tells_who_was_in_time_and_ends_with_the_next_limit(room: Room) -> None:
    page = await opened(room)
    told = page._state.detail.story()
    verdicts = [(entry.verdict.word, entry.verdict.rest) for entry in told if entry.verdict]
    assert verdicts == [("按时", "用 24 分，限 2 工作时"), ("未按时", "晚 1 时 10 分，限 1 个工作日")]
    assert told[-1].sentence[0].text == "处置到期"
    assert told[-1].colour in ("amber", "red")
    page.detail.limits.click()
    assert len(page._state.detail.story()) == 3


@at_the_desk(SEAT, [FIRST, order(2), order(3)])
async def test_a_key_pressed_faster_than_an_order_is_read_acts_on_that_order(room: Room) -> None:
    page = await opened(room)
    page.table.setFocus()
    room.press(Qt.Key.Key_Home)
    room.press(Qt.Key.Key_Down)
    chosen = page.table.current_order
    room.press("s")
    await until(lambda: page._state.detail.form.kind is ActKind.NOTE)
    assert page._state.detail.form.order is not None
    assert page._state.detail.form.order.id == chosen


@at_the_desk(SEAT, WITH_STORY)
async def test_filing_is_offered_only_while_there_is_something_to_file(room: Room) -> None:
    page = await opened(room)
    offered = [bound.id for bound in room.shortcuts.reachable()]
    assert "queue.file" not in offered
    page.table.setFocus()
    room.press("c")
    assert "queue.file" in [bound.id for bound in room.shortcuts.reachable()]


def test_words_that_are_quoted_already_are_not_quoted_twice() -> None:
    assert quoted("“等了一下午没有人。”") == "“等了一下午没有人。”"
    assert quoted("等了一下午。") == "“等了一下午。”"
