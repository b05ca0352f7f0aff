"""An intake desk for a test: the page in a window, on a real cache in a folder of its own, on the loop the desk runs on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import qasync
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.ports import Call, CallState, Drafts
from desk.rules.deadline import default_limits
from desk.rules.errors import Outage, Refusal
from desk.rules.ids import WorkstationId
from desk.rules.roles import Role
from desk.wire.acts import Act
from desk.work.workplace import Workplace
from local_cache.open import LocalCache, open_cache
from tests.fakes import FakeCentral, SetClock, actor
from tests.ui.pages.intake.records import LINE, SALT, page_of, the_city
from ui import theme
from ui.pages.intake.page import IntakePage
from ui.pages.intake.state import IntakeState
from ui.shortcuts import Composing, Shortcuts
from ui.tasks import Tasks
from ui.theme import ThemeName

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ME = actor(Role.SEAT)
W = TypeVar("W", bound=QWidget)


class SilentPhone:
    """Nobody rings here; the tests hand the calls to the page themselves."""

    def __init__(self) -> None:
        self.call = Call(CallState.IDLE)

    def listen(self, heard: Callable[[Call], None]) -> Callable[[], None]:
        return lambda: None

    def answer(self) -> None:
        """There is nothing to answer."""

    def hang_up(self) -> None:
        """There is nothing to hang up."""

    def dial(self, number: str) -> None:
        """Nobody is rung."""

    def hold(self, held: bool) -> None:
        """There is nothing to hold."""

    def mute(self, muted: bool) -> None:
        """There is nothing to mute."""

    def ready(self, ready: bool) -> None:
        """No calls are put through."""


@dataclass
class Room:
    """The page with the world around it, and hands to type with."""

    workplace: Workplace
    local: LocalCache
    tasks: Tasks
    state: IntakeState
    page: IntakePage
    window: QWidget
    clock: SetClock
    phone: SilentPhone
    bugs: list[BaseException]

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """One key, into what has the focus."""
        QTest.keyClick(self.focused(), key, modifiers)

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def compose(self, preedit: str) -> None:
        """The input method holds these letters; nothing is committed yet."""
        QCoreApplication.sendEvent(self.focused(), QInputMethodEvent(preedit, []))

    def say(self, words: str) -> None:
        """The input method commits these characters into what has the focus."""
        event = QInputMethodEvent("", [])
        event.setCommitString(words)
        QCoreApplication.sendEvent(self.focused(), event)

    def spell(self, letters: str) -> None:
        """Plain letters and digits, key by key."""
        QTest.keyClicks(self.focused(), letters)

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Qt.Key.Key_Tab)

    def ring(self, number: str = LINE) -> None:
        """A call is answered."""
        self.phone.call = Call(CallState.TALKING, number, answered_at=self.clock.now())
        self.state.new_order(self.phone.call)

    async def acts(self) -> list[Act]:
        return [line.act for line in await self.local.outbox.lines()]

    async def listened(self) -> None:
        """The words typed so far have been looked at and saved, and what follows from them is shown."""
        await self.state.flush()
        await settled(self.local)


async def until(true: Callable[[], object], within: float = 5.0) -> None:
    """Let the loop run until this is so; AssertionError when it does not come about."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    while not true():
        assert loop.time() < end, "it did not come about"
        await asyncio.sleep(0.005)


async def settled(local: LocalCache) -> None:
    """Let what is under way in the cache's one thread come to its end."""
    for _ in range(4):
        await local.outbox.waiting()
        await asyncio.sleep(0.01)


@asynccontextmanager
async def intake_room(
    folder: Path,
    *,
    drafts: Callable[[Drafts], Drafts] | None = None,
    size: tuple[int, int] = (1368, 788),
    key: bytes = bytes(range(32)),
) -> AsyncIterator[Room]:
    """A desk with a small city in its cache; `drafts` may put something between the page and the disk."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    clock, phone = SetClock(), SilentPhone()
    local = await open_cache(folder, key, "w", clock)
    await local.use(ME, SALT)
    page_of_city = page_of(the_city())
    if (await local.replica.position()).dataset != page_of_city.dataset:
        await local.replica.start_over(page_of_city.dataset, page_of_city.incarnation, page_of_city.scope_epoch)
        await local.replica.apply(page_of_city)
    workplace = _workplace(local, clock, phone, drafts(local.drafts) if drafts else local.drafts)
    bugs: list[BaseException] = []
    unanswered: list[Refusal | Outage] = []
    tasks = Tasks(bugs.append, unanswered.append)
    state = IntakeState(workplace, tasks)
    page = IntakePage(state, Shortcuts(Composing(application)))
    window = _window_around(page, size)
    try:
        await until(lambda: state.reference.articles)
        page.entered()
        yield Room(workplace, local, tasks, state, page, window, clock, phone, bugs)
        assert not bugs, bugs
        assert not unanswered, unanswered
    finally:
        window.close()
        window.deleteLater()
        await state.close()
        await tasks.close()
        state.deleteLater()
        await local.close()
        await asyncio.sleep(0.01)


def _workplace(local: LocalCache, clock: SetClock, phone: SilentPhone, drafts: Drafts) -> Workplace:
    return Workplace(
        clock=clock,
        cache=local.cache,
        outbox=local.outbox,
        drafts=drafts,
        central=FakeCentral(),
        phone=phone,
        limits=default_limits(),
        actor=ME,
        workstation=WorkstationId("w"),
        extension="8123",
        last_serial=16,
        salt=SALT,
    )


def _window_around(page: IntakePage, size: tuple[int, int]) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    window.resize(*size)
    window.show()
    window.activateWindow()
    return window


Story = Callable[[Room], Awaitable[None]]


def at_the_desk(story: Story) -> Callable[[QApplication, Path], None]:
    """Make a test of a story told with a room: Qt's own loop with asyncio in it, as the desk runs."""

    def told(qapp: QApplication, tmp_path: Path) -> None:
        async def in_a_room() -> None:
            async with intake_room(tmp_path) as room:
                await story(room)

        run(qapp, in_a_room())

    told.__name__ = story.__name__
    told.__doc__ = story.__doc__
    return told


def run(application: QApplication, story: Awaitable[None], look: ThemeName = "light") -> None:
    theme.apply(application, look)
    # The loop ends with the story, not with its last window.
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application, already_running=False)
    try:
        loop.run_until_complete(asyncio.wait_for(story, 60))
        application.processEvents()
    finally:
        loop.close()
        asyncio.set_event_loop(None)
        # The loop's timers must end on this thread: left to the collector, they might end on the next cache's.
        del loop
        gc.collect()
