"""Signing in with real keys: one button, clear sentences at their fields, and the way in without central."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

from desk.rules.errors import CentralAway, Refusal
from ui import theme
from ui.pages.sign_in.page import SignInPage
from ui.pages.sign_in.state import Credentials, LastTime, SignInState
from ui.tasks import Tasks
from ui.theme import ThemeName
from ui.widgets.button import ActionButton
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl
from ui.wording import sign_in as words

ENTER = Qt.Key.Key_Return


@dataclass
class Door:
    """What boot would supply: says whether central answers, and lets in whoever knows the word."""

    answers: bool = True
    fault: Exception | None = None
    asked: list[Credentials] = field(default_factory=list)

    async def check(self) -> bool:
        if self.fault is not None:
            raise CentralAway
        return self.answers

    async def sign_in(self, typed: Credentials) -> object:
        self.asked.append(typed)
        await asyncio.sleep(0)
        if self.fault is not None:
            raise self.fault
        if typed.password != "right1":
            raise Refusal("bad_password", "number")
        return "signed"


@dataclass
class Hall:
    """The window, the state behind it, and who came in."""

    page: SignInPage
    state: SignInState
    door: Door
    came_in: list[object]

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def spell(self, letters: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.page, letters)


async def until(true: Callable[[], object], within: float = 5.0) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    while not true():
        assert loop.time() < end, "it did not come about"
        await asyncio.sleep(0.005)


def in_the_hall(
    application: QApplication,
    story: Callable[[Hall], Awaitable[None]],
    door: Door | None = None,
    last: LastTime | None = None,
    look: ThemeName = "light",
) -> None:
    async def told() -> None:
        bugs: list[Any] = []
        tasks = Tasks(bugs.append, bugs.append)
        opened = door or Door()
        state = SignInState(opened.check, opened.sign_in, tasks, last, look, "1.0")
        page = SignInPage(state)
        came_in: list[object] = []
        state.signed_in.connect(came_in.append)
        page.show()
        page.activateWindow()
        try:
            await until(QApplication.focusWidget)
            await story(Hall(page, state, opened, came_in))
        finally:
            page.close()
            page.deleteLater()
            await tasks.close()
            await asyncio.sleep(0.01)
        assert not bugs

    theme.apply(application, look)
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application, already_running=False)
    try:
        loop.run_until_complete(asyncio.wait_for(told(), 30))
    finally:
        loop.close()
        asyncio.set_event_loop(None)
        # The loop's timers must end on this thread.
        del loop
        gc.collect()


def test_number_password_extension_and_enter_sign_in(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        assert QApplication.focusWidget() is hall.page.number.entry
        hall.spell("01023")
        hall.press(Qt.Key.Key_Tab)
        hall.spell("right1")
        hall.press(Qt.Key.Key_Tab)
        hall.spell("8123")
        hall.press(ENTER)
        await until(lambda: hall.came_in)
        assert hall.came_in == ["signed"]
        assert hall.door.asked == [Credentials("01023", "right1", "8123", ready=True)]

    in_the_hall(qapp, story)


def test_what_was_used_last_is_there_and_the_caret_waits_in_the_password(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        assert QApplication.focusWidget() is hall.page.password.entry
        assert hall.page.number.text() == "01023"
        assert hall.page.extension.text() == "8123"
        assert not hall.page.ready.isChecked()
        assert hall.page.drafts.words() == "上次留有 2 份未完成工单，签入后可继续。"

    in_the_hall(qapp, story, last=LastTime("01023", "8123", ready=False, drafts=2))


@pytest.mark.parametrize(
    ("fault", "field", "sentence"),
    [
        (Refusal("bad_password", "number"), "password", "工号或密码不对"),
        (Refusal("locked_out", "", minutes=15), "password", "请 15 分钟后再试"),
        (Refusal("never_signed_in", "number"), "number", "请连上中心后再签入"),
        (CentralAway(), "password", "连不上中心"),
    ],
)
def test_a_refusal_stands_under_its_field_with_what_to_do(
    qapp: QApplication, fault: Exception, field: str, sentence: str
) -> None:
    async def story(hall: Hall) -> None:
        hall.spell("secret")
        hall.press(ENTER)
        place: LineField = getattr(hall.page, field)
        await until(place.error)
        assert sentence in place.error()
        assert QApplication.focusWidget() is place.entry
        assert hall.page.button.isEnabled()
        hall.press(Qt.Key.Key_Backspace)
        assert place.error() == ""

    in_the_hall(qapp, story, Door(fault=fault), LastTime("01023"))


def test_an_incomplete_form_is_answered_without_asking_anybody(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        hall.press(ENTER)
        assert hall.page.number.error() == words.NUMBER_MISSING
        hall.spell("123")
        hall.press(ENTER)
        assert "5 位数字" in hall.page.number.error()
        hall.spell("45")
        hall.press(ENTER)
        assert hall.page.password.error() == words.PASSWORD_MISSING
        assert hall.door.asked == []

    in_the_hall(qapp, story)


def test_central_away_is_said_and_signing_in_stays_possible(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        line = hall.page.findChild(HintLine, "sign_in.central")
        assert isinstance(line, HintLine)
        await until(lambda: line.words() == words.OFFLINE)
        hall.spell("right1")
        hall.press(ENTER)
        await until(lambda: hall.came_in)

    in_the_hall(qapp, story, Door(answers=False), LastTime("01023"))


def test_enter_while_composing_does_not_sign_in(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        hall.page.extension.setFocus()
        QCoreApplication.sendEvent(hall.page.extension.entry, QInputMethodEvent("ba", []))
        hall.press(ENTER)
        assert hall.page.number.error() == ""
        assert hall.door.asked == []

    in_the_hall(qapp, story)


def test_the_eye_shows_the_password_and_capitals_are_noticed(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        hall.page.password.eye.click()
        assert hall.page.password.entry.echoMode() == QLineEdit.EchoMode.Normal
        QTest.keyClick(hall.page.password.entry, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
        assert not hall.page.caps.isVisible()
        # Caps Lock: a capital comes with no Shift held.
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
        QCoreApplication.sendEvent(hall.page.password.entry, pressed)
        assert hall.page.caps.isVisible()

    in_the_hall(qapp, story, last=LastTime("01023"))


def test_a_theme_chosen_is_told_at_once(qapp: QApplication) -> None:
    async def story(hall: Hall) -> None:
        chosen: list[str] = []
        hall.state.theme_chosen.connect(chosen.append)
        themes = hall.page.findChild(SegmentedControl, "sign_in.theme")
        assert isinstance(themes, SegmentedControl)
        themes.setFocus()
        hall.press(Qt.Key.Key_Right)
        assert chosen == ["dark"]

    in_the_hall(qapp, story)


@pytest.mark.parametrize("look", ["light", "dark", "high_contrast"])
def test_every_word_has_its_room(qapp: QApplication, tmp_path: Path, look: ThemeName) -> None:
    async def story(hall: Hall) -> None:
        hall.page.number.set_error("号码应为 5 位数字。请核对。")
        hall.page.caps.show()
        await until(lambda: hall.state.central is not None)
        hall.page.grab().save(str(tmp_path / f"sign-in-{look}.png"))
        whole = [*hall.page.findChildren(Label), *hall.page.findChildren(ActionButton)]
        whole += [*hall.page.findChildren(QCheckBox), *hall.page.findChildren(SegmentedControl)]
        shown: list[QWidget] = [widget for widget in whole if widget.isVisible()]
        assert len(shown) > 8
        assert [w.accessibleName() for w in shown if w.width() < w.sizeHint().width()] == []
        assert (hall.page.width(), hall.page.height()) == (480, 560)

    in_the_hall(qapp, story, last=LastTime("01023", "8123", drafts=2), look=look)
