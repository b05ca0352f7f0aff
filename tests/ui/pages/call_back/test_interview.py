"""A call-back by keys: the questions, the outcomes, the next attempt, and what is never told to a stranger."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt

from desk.rules.acts import Attempt
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.order import ActKind, State
from desk.rules.roles import Role
from desk.wire.acts import form_of
from tests.ui.pages.queue.records import NOW, contact_of, order
from tests.ui.pages.queue.room import ALT, CTRL, Room, actor, at_the_desk, until
from ui.pages.call_back.appointment_dialog import AppointmentDialog
from ui.pages.call_back.page import CallBackPage
from ui.pages.call_back.state import CallBackState
from ui.widgets.chip import Chip
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.text_area import TextArea

ENTER = Qt.Key.Key_Return
ME = actor("01023", Role.SEAT, Role.CALL_BACK)
RUNG = [
    order(serial, State.TO_CALL_BACK, next_attempt_at=NOW - timedelta(hours=1), due_at=NOW + timedelta(days=serial))
    for serial in range(1, 4)
]
CONTACTS = [contact_of(each.id) for each in RUNG]
LIST = [*RUNG, *CONTACTS]


async def opened(room: Room) -> CallBackPage:
    state = CallBackState(room.workplace, room.tasks)
    page = CallBackPage(state, room.shortcuts)
    room.at_end.append(state.close)
    room.show(page)
    page.entered()
    await until(lambda: state.interview.talk is not None)
    return page


async def attempt_of(room: Room) -> Attempt:
    act = (await room.acts_of(1))[0]
    assert act.kind == ActKind.RECORD_ATTEMPT
    return cast(Attempt, form_of(act))


@at_the_desk(ME, LIST)
async def test_a_call_back_by_number_keys_alone_records_the_answers(room: Room) -> None:
    page = await opened(room)
    first = page._state.current
    room.press(Qt.Key.Key_D, CTRL)
    await until(lambda: room.phone.dialled == ["13812345678"])
    room.phone.picked_up()
    room.clock.pass_by(timedelta(seconds=68))
    room.press("111211")
    room.press(ENTER, CTRL)
    attempt = await attempt_of(room)
    assert attempt.outcome is Outcome.COMPLETED
    assert attempt.contacted is True
    assert attempt.solved is Solved.YES
    assert attempt.satisfaction is Satisfaction.SATISFIED
    assert attempt.talked_seconds == 68
    await until(lambda: page._state.current != first)
    closed = await room.local.cache.order(first)
    assert closed is not None
    assert closed.state == State.CLOSED
    assert await room.local.drafts.all() == []


@at_the_desk(ME, LIST)
async def test_who_is_dissatisfied_is_asked_for_the_reason_and_it_is_judged(room: Room) -> None:
    page = await opened(room)
    interview = page._state.interview
    room.press("1115")
    assert interview.talk is not None
    question = interview.talk.conversation.question
    assert question is not None
    assert question.id == "reason"
    room.press(ENTER, CTRL)
    assert await room.acts() == []
    assert room.find(Label, "call_back.next_attempt").text() == ""
    page.talk.take_note()
    room.press(ENTER)
    assert interview.talk.conversation.current == "reason"
    room.type("修了又坏")
    page.talk.answers.text.edited.emit("修了又坏")
    page.today.list.setFocus()
    room.press("4")
    assert interview.talk.conversation.current == "justified"
    assert page.talk.silent.isVisible()
    assert not page.talk.say.isVisible()
    room.press("111")
    room.press(ENTER, CTRL)
    attempt = await attempt_of(room)
    assert attempt.satisfaction is Satisfaction.VERY_DISSATISFIED
    assert attempt.reason == "解决后又反弹；修了又坏"
    assert attempt.justified is True
    redone = await room.local.cache.order(RUNG[0].id)
    assert redone is not None
    assert redone.state == State.REDO


@at_the_desk(ME, LIST)
async def test_nobody_answers_and_the_next_attempt_is_told_before_it_is_recorded(room: Room) -> None:
    page = await opened(room)
    room.press(Qt.Key.Key_D, CTRL)
    await until(lambda: room.phone.dialled)
    room.press(Qt.Key.Key_5, ALT)
    assert room.find(Label, "call_back.next_attempt").text() == "今天 17:20 后，剩 2 次"
    assert room.find(Chip, "call_back.outcome.no_answer").current
    room.press(ENTER, CTRL)
    attempt = await attempt_of(room)
    assert attempt.outcome is Outcome.NO_ANSWER
    await until(lambda: page._state.figures.unreached == 1)
    assert page.today.figures.text().endswith("未接通 1")


@at_the_desk(ME, LIST)
async def test_who_has_answered_cannot_be_unreachable(room: Room) -> None:
    page = await opened(room)
    room.press(Qt.Key.Key_D, CTRL)
    await until(lambda: room.phone.dialled)
    room.phone.picked_up()
    await until(lambda: not page.talk.outcomes.chips[Outcome.NO_ANSWER].isEnabled())
    assert page.talk.outcomes.chips[Outcome.NO_ANSWER].toolTip() == "已接通，不可选"
    room.press(Qt.Key.Key_5, ALT)
    assert page._state.interview.talk is not None
    assert page._state.interview.talk.outcome is None


@at_the_desk(ME, LIST)
async def test_an_appointment_is_agreed_by_keys_and_tops_the_list(room: Room) -> None:
    page = await opened(room)
    room.press("2")
    room.press("1")
    dialog = await the_dialog(page)
    dialog.hour.entry.selectAll()
    room.type("0830")
    room.press(ENTER)
    assert dialog.hour.error() == "这个时间已过，请另约"
    dialog.day.setFocus()
    room.press(Qt.Key.Key_Right)
    room.press(ENTER)
    page.window().activateWindow()
    await until(lambda: page.today.list.hasFocus())
    assert room.find(Label, "call_back.next_attempt").text() == "明天 08:30"
    room.press(ENTER, CTRL)
    attempt = await attempt_of(room)
    assert attempt.outcome is Outcome.APPOINTMENT
    assert attempt.appointment_at == (NOW + timedelta(days=1)).replace(hour=8, minute=30)


@at_the_desk(ME, LIST)
async def test_an_appointment_outside_the_calling_hours_is_refused_in_words(room: Room) -> None:
    page = await opened(room)
    room.press(Qt.Key.Key_1, ALT)
    dialog = await the_dialog(page)
    for typed, sentence in (("25:00", "写成 09:30 或 0930"), ("12:30", "这个时间已过，请另约"), ("21:00", "不拨打")):
        dialog.hour.setFocus()
        dialog.hour.entry.selectAll()
        room.type(typed)
        room.press(ENTER)
        assert sentence in dialog.hour.error()
    room.press(Qt.Key.Key_Escape)
    assert page._state.interview.talk is not None
    assert page._state.interview.talk.outcome is None


async def the_dialog(page: CallBackPage) -> AppointmentDialog:
    await until(lambda: page.findChild(AppointmentDialog))
    dialog = cast(AppointmentDialog, page.findChild(AppointmentDialog))
    await until(dialog.hour.entry.hasFocus)
    return dialog


@at_the_desk(ME, LIST)
async def test_a_stranger_is_told_nothing_of_the_appeal(room: Room) -> None:
    page = await opened(room)
    title = RUNG[0].title
    assert title not in page.talk.say.accessibleName()
    room.press("1")
    assert title in page.talk.say.accessibleName()
    room.press(Qt.Key.Key_3, ALT)
    assert title not in page.talk.say.accessibleName()
    assert "本人" in page.talk.say.accessibleName()
    assert not page.talk.answers.isVisible()
    assert page.talk.given.accessibleName() == ""
    assert "非本人接听时，请勿说出诉求内容。" in {hint.words() for hint in hints(page)}
    room.press("1")
    assert page._state.interview.talk is not None
    assert page._state.interview.talk.conversation.current == "contacted"


def hints(page: CallBackPage) -> list[HintLine]:
    return [hint for hint in page.findChildren(HintLine) if hint.isVisible()]


@at_the_desk(ME, LIST)
async def test_backspace_goes_back_a_question_unless_words_are_being_typed(room: Room) -> None:
    page = await opened(room)
    room.press("11")
    interview = page._state.interview
    assert interview.talk is not None
    room.press(Qt.Key.Key_N, ALT)
    remark = room.find(TextArea, "call_back.remark")
    assert remark.hasFocus()
    room.type("听不清1")
    room.press(Qt.Key.Key_Backspace)
    room.press("5")
    assert remark.text() == "听不清5"
    assert interview.talk.conversation.current == "solved"
    page.today.list.setFocus()
    room.press(Qt.Key.Key_Backspace)
    assert interview.talk.conversation.current == "contacted"


@at_the_desk(ME, LIST)
async def test_answers_survive_another_order_and_a_crash(room: Room) -> None:
    page = await opened(room)
    state = page._state
    room.press("112")
    page.talk.remark.setFocus()
    room.type("孩子上学放心")
    state.choose(RUNG[1].id)
    await until(lambda: state.interview.talk and state.interview.talk.order.id == RUNG[1].id)
    assert state.interview.talk is not None
    assert not state.interview.talk.conversation.given
    state.choose(RUNG[0].id)
    await until(lambda: state.interview.talk and state.interview.talk.order.id == RUNG[0].id)
    assert state.interview.talk.conversation.current == "satisfaction"
    drafts = await room.local.drafts.all()
    assert [draft.page for draft in drafts] == ["call_back"]
    again = await opened(room)
    await until(lambda: again._state.interview.talk and again._state.interview.talk.order.id == RUNG[0].id)
    assert again._state.interview.talk is not None
    assert again._state.interview.talk.conversation.answers()["solved"] == "partly"
    assert again.talk.remark.text() == "孩子上学放心"


@at_the_desk(ME, LIST)
async def test_the_list_does_not_move_while_orders_come_and_one_is_done(room: Room) -> None:
    page = await opened(room)
    before = [page.today.list.rows.row_of(each.id) for each in RUNG]
    late = order(9, State.TO_CALL_BACK, next_attempt_at=NOW - timedelta(hours=1), due_at=NOW - timedelta(days=1))
    await room.feed([late])
    await until(lambda: page.today.list.rows.row_of(late.id) > 0)
    room.press(Qt.Key.Key_6, ALT)
    room.press(ENTER, CTRL)
    await room.acts_of(1)
    await until(lambda: page._state.current == RUNG[1].id)
    assert [page.today.list.rows.row_of(each.id) for each in RUNG] == before
    assert page.today.list.rows.row_of(late.id) > max(before)


@at_the_desk(ME, [RUNG[0]])
async def test_without_the_number_nobody_is_dialled(room: Room) -> None:
    page = await opened(room)
    said: list[str] = []
    page._state.said.connect(lambda words, _: said.append(words))
    room.press(Qt.Key.Key_D, CTRL)
    await until(lambda: said == ["没有可以查看的内容。"])
    assert room.phone.dialled == []


@at_the_desk(ME)
async def test_a_day_without_call_backs_says_so(room: Room) -> None:
    state = CallBackState(room.workplace, room.tasks)
    page = CallBackPage(state, room.shortcuts)
    room.at_end.append(state.close)
    room.show(page)
    page.entered()
    await until(lambda: page.today.empty.isVisible())
    assert page.today.empty.text() == "今天没有要回访的工单"
    room.press(ENTER, CTRL)
    assert await room.acts() == []


@at_the_desk(ME, LIST)
async def test_esc_leaves_the_remark_and_digits_answer_again(room: Room) -> None:
    page = await opened(room)
    room.press(Qt.Key.Key_N, ALT)
    room.type("市民说还没修好")
    room.press("1")
    talk = page._state.interview.talk
    assert talk is not None
    assert talk.remark == "市民说还没修好1"
    room.press(Qt.Key.Key_Escape)
    room.press("1")
    after = page._state.interview.talk
    assert after is not None
    assert [given.label for given in after.conversation.given] == ["是本人"]


@at_the_desk(ME, [RUNG[0], contact_of(RUNG[0].id, name="沈**")])
async def test_a_masked_name_is_not_said_aloud(room: Room) -> None:
    page = await opened(room)
    talk = page._state.interview.talk
    assert talk is not None
    assert "*" not in talk.conversation.say


@at_the_desk(ME, LIST)
async def test_digits_are_no_commands_of_the_palette(room: Room) -> None:
    await opened(room)
    keys = [bound.key for bound in room.shortcuts.reachable()]
    assert not [key for key in keys if key.isdecimal()]
