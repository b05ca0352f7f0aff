"""The seat's program: sign in, sit a shift, sign out, again, until the window is closed for good.

The sign-in window is shown first and the heavy rooms are loaded behind it, so what stands at this module's top is light.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import qasync
from PySide6.QtWidgets import QApplication

from desk.boot.garbage import collect_here
from desk.clock import SystemClock
from desk.rules.errors import Outage, Refusal
from desk.rules.sentences import sentence
from desk.settings import Settings, read_settings
from ui.app import make_application
from ui.pages.sign_in.page import SignInPage
from ui.pages.sign_in.state import Credentials, LastTime, SignInState
from ui.tasks import Tasks
from ui.theme import ThemeName

if TYPE_CHECKING:
    from desk.boot.rooms import Rooms
    from desk.boot.shift import Sitting
    from desk.ports import Clock, Phone

VERSION = "0.1.0"
WITHOUT_FACE = ("desk.link.central", "local_cache.open", "desk.sync.engine", "desk.work.pinyin")
"""Loaded in a thread; none of them makes a Qt object."""
FACES = ("ui.widgets", "ui.frame.state", "ui.pages.intake.page", "ui.pages.queue.page", "ui.pages.call_back.page")
"""Loaded on the GUI thread, one at a turn of the loop."""

log = logging.getLogger("desk")


class Program:
    """`run` ends when the user has closed the window, with everything closed in reverse order."""

    def __init__(self, settings: Settings, phone_for: Callable[[Clock], Phone]) -> None:
        self._settings, self._phone_for = settings, phone_for
        self._clock = SystemClock()
        self._tasks = Tasks(self._bug, lambda error: log.warning("unanswered: %s", type(error).__name__))
        self._last = LastTime(extension=settings.extension)
        self._theme = settings.theme
        self._opening: asyncio.Task[Rooms] | None = None

    def _bug(self, error: BaseException) -> None:
        from ui.bug_dialog import show_bug

        log.error("a bug", exc_info=error)
        show_bug()

    async def run(self, first: Credentials | None = None) -> int:
        """`first`: sign in with these before asking; the window asks when they are refused."""
        try:
            again = True
            while again:
                sitting = await self._arrive(first)
                if sitting is None:
                    return 0
                again, first = await self._sit(sitting), None
            return 0
        finally:
            await self._tasks.close()
            await self._close_rooms()

    async def _rooms(self) -> Rooms:
        """The rooms, opened once; every asker waits for the same opening."""
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_task(self._open_rooms(), name="rooms")
        return await asyncio.shield(self._opening)

    async def _open_rooms(self) -> Rooms:
        for name in WITHOUT_FACE:
            await asyncio.to_thread(import_module, name)
        for name in FACES:
            import_module(name)
            await asyncio.sleep(0)
        from desk.boot.rooms import Rooms

        return await Rooms.open(self._settings, self._clock)

    async def _close_rooms(self) -> None:
        if self._opening is None:
            return
        opened = (await asyncio.gather(self._opening, return_exceptions=True))[0]
        if not isinstance(opened, BaseException):
            await opened.close()

    async def _arrive(self, first: Credentials | None) -> Sitting | None:
        if first is not None:
            try:
                return await self._sign_in(first)
            except (Refusal, Outage) as why:
                log.warning("not signed in at start: %s", why)
        return await self._ask()

    async def _sign_in(self, typed: Credentials) -> Sitting:
        return await (await self._rooms()).sign_in(typed)

    async def _ask(self) -> Sitting | None:
        state: SignInState

        async def healthy() -> bool:
            try:
                return await (await self._rooms()).healthy()
            except Refusal as refusal:  # settings that cannot be used, such as plain http to another machine
                state.refused.emit("number", sentence(refusal.code, refusal.facts))
                return False

        async def try_with(typed: Credentials) -> object:
            return await self._sign_in(typed)

        state = SignInState(healthy, try_with, self._tasks, self._last, self._theme, VERSION)
        page = SignInPage(state)
        answered: asyncio.Future[Sitting | None] = asyncio.get_running_loop().create_future()
        state.signed_in.connect(partial(_answer, answered))
        state.theme_chosen.connect(self._wear)
        page.closed.connect(partial(_answer, answered, None))
        page.show()
        page.activateWindow()
        asyncio.get_running_loop().call_soon(log.info, "ready to sign in")
        try:
            return await answered
        finally:
            state.leave()
            page.hide()
            page.deleteLater()

    async def _sit(self, sitting: Sitting) -> bool:
        from ui.shortcuts import Composing, Shortcuts

        rooms = await self._rooms()
        shortcuts = Shortcuts(Composing(make_application(self._theme)))
        again, self._last = await rooms.sit(sitting, self._phone_for(self._clock), shortcuts, self._wear, self._bug)
        return again

    def _wear(self, name: str) -> None:
        self._theme = cast(ThemeName, name)
        make_application(self._theme)


def _answer(asked: asyncio.Future[Any], answer: object) -> None:
    if not asked.done():
        asked.set_result(answer)


def run(settings: Settings, work: Coroutine[Any, Any, int]) -> int:
    """Run `work` on the one loop that serves Qt and asyncio; its answer is the exit code."""
    application = make_application(settings.theme)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        return int(loop.run_until_complete(_hooked(loop, work)))


async def _hooked(loop: Any, work: Coroutine[Any, Any, int]) -> int:
    # qasync does not set these, and a stream left early would complain at exit.
    sys.set_asyncgen_hooks(loop._asyncgen_firstiter_hook, loop._asyncgen_finalizer_hook)
    if sys.platform != "win32":
        for ending in (signal.SIGINT, signal.SIGTERM):
            # As if the cross had been clicked: what is typed is saved before the program ends.
            loop.add_signal_handler(ending, QApplication.closeAllWindows)
    collecting = asyncio.create_task(collect_here(), name="garbage")
    try:
        return await work
    finally:
        collecting.cancel()
        await asyncio.gather(collecting, return_exceptions=True)


def rehearsal_phone(clock: Clock) -> Phone:
    """The telephone of a seat without an exchange: it dials in rehearsal, and never rings."""
    from desk.phone.simulator import SimulatedPhone

    return SimulatedPhone(clock, ())


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script `desk`; 2 with a sentence where a setting cannot be used."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)
    try:
        settings = read_settings(sys.argv[1:] if arguments is None else arguments, os.environ)
    except Refusal as refusal:
        log.error("%s", sentence(refusal.code, refusal.facts))
        return 2
    return run(settings, Program(settings, rehearsal_phone).run())
