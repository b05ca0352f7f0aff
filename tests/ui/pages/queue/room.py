"""A desk to sit at in a test: the real cache in a folder of its own, a clock that stands, a telephone that obeys."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import qasync
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.ports import Call, CallState
from desk.rules.deadline import default_limits
from desk.rules.errors import CentralAway, Outage, Refusal
from desk.rules.ids import StaffNumber, WorkstationId
from desk.rules.roles import Actor, Role
from desk.wire.acts import Act, Push, Pushed
from desk.wire.feed import Digest, Page
from desk.wire.records import Record
from desk.wire.session import Revealed, Session, SignIn
from desk.work.workplace import Workplace
from local_cache.open import LocalCache, open_cache
from tests.ui.pages.queue.records import NAMES, NOW, REFERENCE, feed
from ui import theme
from ui.shortcuts import Composing, Shortcuts
from ui.tasks import Tasks
from ui.theme import ThemeName

SALT = "salt"
WORKSTATION = WorkstationId("00000000-0000-7000-8000-000000000001")


PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Found = TypeVar("Found", bound=QObject)


class StillClock:
    """Stands until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def pass_by(self, length: timedelta) -> None:
        self.at += length


class ObedientPhone:
    """A telephone that does what the test says; `dialled` are the numbers it was given."""

    def __init__(self) -> None:
        self.call = Call(CallState.IDLE)
        self.dialled: list[str] = []
        self._heard: list[Callable[[Call], None]] = []

    def listen(self, heard: Callable[[Call], None]) -> Callable[[], None]:
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    def becomes(self, call: Call) -> None:
        self.call = call
        for heard in list(self._heard):
            heard(call)

    def dial(self, number: str) -> None:
        self.dialled.append(number)
        self.becomes(Call(CallState.DIALLING, number, incoming=False, began_at=NOW))

    def picked_up(self) -> None:
        self.becomes(replace(self.call, state=CallState.TALKING, answered_at=NOW))

    def hang_up(self) -> None:
        self.becomes(Call(CallState.ENDED, incoming=False))

    def answer(self) -> None:
        self.picked_up()

    def hold(self, held: bool) -> None:
        self.becomes(replace(self.call, held=held))

    def mute(self, muted: bool) -> None:
        self.becomes(replace(self.call, muted=muted))

    def ready(self, ready: bool) -> None:
        """Nobody rings here."""


class DistantCentral:
    """Central as far as these pages meet it: away, unless the test gives it an answer to a reveal."""

    def __init__(self) -> None:
        self.revealed: Revealed | None = None
        self.reasons: list[str] = []

    async def sign_in(self, request: SignIn) -> Session:
        raise CentralAway

    async def refresh(self) -> Session:
        raise CentralAway

    async def sign_out(self) -> None:
        raise CentralAway

    async def push(self, envelope: Push) -> Pushed:
        raise CentralAway

    async def pull(self, cursor: str, limit: int) -> Page:
        raise CentralAway

    async def live(self, cursor: str) -> AsyncGenerator[Page | None, None]:
        yield None

    async def digest(self) -> Digest:
        raise CentralAway

    async def reveal(self, order_id: str, reason: str) -> Revealed:
        self.reasons.append(reason)
        if self.revealed is None:
            raise CentralAway
        return self.revealed

    async def healthy(self) -> bool:
        return False

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class Room:
    """Everything a page is built with, and the ways a test moves the world around it."""

    workplace: Workplace
    tasks: Tasks
    shortcuts: Shortcuts
    local: LocalCache
    clock: StillClock
    phone: ObedientPhone
    central: DistantCentral
    bugs: list[BaseException]
    unanswered: list[Refusal | Outage]
    fed: int = 0
    window: QWidget | None = None
    at_end: list[Callable[[], None]] = field(default_factory=list)

    def press(self, keys: int | str, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key, or each key of a word, where the keyboard is."""
        for key in [keys] if isinstance(keys, int) else list(keys):
            where = QApplication.focusWidget() or self.window
            assert where is not None, "nothing is shown"
            QTest.keyClick(where, key, modifier)

    def type(self, text: str) -> None:
        """Put text where the keyboard is, as an input method commits it."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def find(self, kind: type[Found], name: str) -> Found:
        """The widget of that name."""
        assert self.window is not None
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    async def feed(self, records: Sequence[Record], removed: Sequence[Record] = ()) -> None:
        """Central's rows change: these come, those go."""
        page = feed(records, self.fed, removed)
        self.fed = page.head
        await self.local.replica.apply(page)

    async def acts(self) -> list[Act]:
        """What the operator did, in order."""
        return [line.act for line in await self.local.outbox.lines()]

    async def acts_of(self, count: int) -> list[Act]:
        """The acts, once there are that many."""
        written = asyncio.Event()
        stop = self.local.cache.listen(lambda _: written.set())
        try:
            async with asyncio.timeout(5):
                while len(acts := await self.acts()) < count:
                    await written.wait()
                    written.clear()
        finally:
            stop()
        return acts

    def show(self, page: QWidget, width: int = 1368, height: int = 788) -> QWidget:
        """Put the page in a window of that size, as the frame does."""
        window = QWidget()
        window.setObjectName("window")
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        self.window = window
        return window


def actor(number: str, *roles: Role) -> Actor:
    return Actor(StaffNumber(number), NAMES[number], frozenset(roles))


async def until(true: Callable[[], object], within: float = 5.0) -> None:
    """Let the loop run until this is so; AssertionError when it does not come about."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    while not true():
        assert loop.time() < end, "it did not come about"
        await asyncio.sleep(0.005)


async def settled(room: Room) -> None:
    """Let everything that is under way come to its end."""
    for _ in range(4):
        await room.local.outbox.waiting()
        await asyncio.sleep(0.02)


@asynccontextmanager
async def room_of(who: Actor, folder: Path, records: Sequence[Record] = ()) -> AsyncIterator[Room]:
    """A desk with the reference data and these records in its cache."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    clock, phone, central = StillClock(), ObedientPhone(), DistantCentral()
    local = await open_cache(folder, os.urandom(32), WORKSTATION, clock)
    await local.use(who, SALT)
    workplace = Workplace(
        clock=clock,
        cache=local.cache,
        outbox=local.outbox,
        drafts=local.drafts,
        central=central,
        phone=phone,
        limits=default_limits(),
        actor=who,
        workstation=WORKSTATION,
        extension="8123",
        last_serial=1,
        salt=SALT,
    )
    bugs: list[BaseException] = []
    unanswered: list[Refusal | Outage] = []
    tasks = Tasks(bugs.append, unanswered.append)
    room = Room(workplace, tasks, Shortcuts(Composing(application)), local, clock, phone, central, bugs, unanswered)
    page = feed([*REFERENCE, *records])
    await local.replica.start_over(page.dataset, page.incarnation, page.scope_epoch)
    await room.feed([*REFERENCE, *records])
    try:
        yield room
        assert not bugs, bugs
        assert not unanswered, unanswered
    finally:
        for end in room.at_end:
            end()
        if room.window is not None:
            room.window.close()
            room.window.deleteLater()
        await tasks.close()
        await local.close()


Story = Callable[[Room], Coroutine[Any, Any, None]]


def at_the_desk(who: Actor, records: Sequence[Record] = ()) -> Callable[[Story], Callable[[QApplication, Path], None]]:
    """Make a test of a story: this colleague sits at a desk whose cache holds these records."""

    def made(story: Story) -> Callable[[QApplication, Path], None]:
        def told(qapp: QApplication, tmp_path: Path) -> None:
            async def in_the_room() -> None:
                async with room_of(who, tmp_path / "cache", records) as room:
                    await story(room)

            run(qapp, in_the_room())

        told.__name__, told.__doc__ = story.__name__, story.__doc__
        return told

    return made


def run(application: QApplication, story: Coroutine[Any, Any, None], look: ThemeName = "light") -> None:
    """Run a story on the loop the desk runs on: Qt's, with asyncio in it."""
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
