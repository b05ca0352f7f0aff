"""The seat's program: sign in, sit a shift, sign out, again, until the window is closed for good."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import Any, cast

import qasync

from desk.boot.place import Place
from desk.boot.shift import Shift, Sitting
from desk.clock import SystemClock
from desk.link.central import HttpCentral, connect
from desk.phone.simulator import SimulatedPhone
from desk.ports import Clock, Phone
from desk.rules.errors import Outage, Refusal
from desk.settings import Settings, read_settings
from desk.vault import KeyringVault
from desk.work.sign_in import SignIn
from ui.app import make_application
from ui.bug_dialog import show_bug
from ui.pages.sign_in.page import SignInPage
from ui.pages.sign_in.state import Credentials, LastTime, SignInState
from ui.shortcuts import Composing, Shortcuts
from ui.tasks import Tasks
from ui.theme import ThemeName

VERSION = "0.1.0"
log = logging.getLogger("desk")


class Program:
    """`run` ends when the user has closed the window, with everything closed in reverse order."""

    def __init__(self, settings: Settings, phone_for: Callable[[Clock], Phone]) -> None:
        self._settings, self._phone_for = settings, phone_for
        self._clock = SystemClock()
        self._vault = KeyringVault()
        self._tasks = Tasks(self._bug, lambda error: log.warning("unanswered: %s", type(error).__name__))
        self._last = LastTime(extension=settings.extension)
        self._theme = settings.theme

    def _bug(self, error: BaseException) -> None:
        log.error("a bug", exc_info=error)
        show_bug()

    async def run(self, first: Credentials | None = None) -> int:
        """`first`: sign in with these before asking; the window asks when they are refused."""
        central = await connect(self._settings.central_url, self._settings.ca_file, self._vault)
        try:
            again = True
            while again:
                sitting = await self._arrive(central, first)
                if sitting is None:
                    return 0
                again, first = await self._sit(central, sitting), None
            return 0
        finally:
            await self._tasks.close()
            await central.close()

    async def _arrive(self, central: HttpCentral, first: Credentials | None) -> Sitting | None:
        if first is not None:
            try:
                return await self._sign_in(central, first)
            except (Refusal, Outage) as why:
                log.warning("not signed in at start: %s", why)
        return await self._ask(central)

    async def _ask(self, central: HttpCentral) -> Sitting | None:
        async def try_with(typed: Credentials) -> object:
            return await self._sign_in(central, typed)

        state = SignInState(central.healthy, try_with, self._tasks, self._last, self._theme, VERSION)
        page = SignInPage(state)
        answered: asyncio.Future[Sitting | None] = asyncio.get_running_loop().create_future()
        state.signed_in.connect(partial(_answer, answered))
        state.theme_chosen.connect(self._wear)
        page.closed.connect(partial(_answer, answered, None))
        page.show()
        page.activateWindow()
        log.info("ready to sign in")
        try:
            return await answered
        finally:
            state.leave()
            page.hide()
            page.deleteLater()

    async def _sign_in(self, central: HttpCentral, typed: Credentials) -> Sitting:
        workstation = f"{self._settings.workstation}:{typed.number}"
        place = Place(self._settings.data_folder / typed.number, self._vault, workstation, self._clock)
        async with AsyncExitStack() as if_refused:
            if_refused.push_async_callback(place.close)
            signed = await SignIn(central, place.lock, place.open, self._clock, workstation).sign_in(
                typed.number, typed.password, typed.extension
            )
            if_refused.pop_all()
        return Sitting(signed, place, typed)

    async def _sit(self, central: HttpCentral, sitting: Sitting) -> bool:
        """One shift, from the open window to the closed cache; whether to sign in again."""
        shift = Shift(central, sitting, self._clock, self._phone_for(self._clock), self._bug)
        try:
            again = await shift.sit(Shortcuts(self._composing()), self._wear)
        finally:
            typed = sitting.credentials
            self._last = LastTime(typed.number, typed.extension, typed.ready, shift.drafts_left)
            await shift.close()
        await _signed_out(central, sitting)
        return again

    def _composing(self) -> Composing:
        return Composing(make_application(self._theme))

    def _wear(self, name: str) -> None:
        self._theme = cast(ThemeName, name)
        make_application(self._theme)


def _answer(asked: asyncio.Future[Any], answer: object) -> None:
    if not asked.done():
        asked.set_result(answer)


async def _signed_out(central: HttpCentral, sitting: Sitting) -> None:
    if not sitting.signed.online:
        return
    try:
        await central.sign_out()
    except (Outage, Refusal) as why:
        log.info("signed out here only: %s", type(why).__name__)


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
    return await work


def rehearsal_phone(clock: Clock) -> Phone:
    """The telephone of a seat without an exchange: it dials in rehearsal, and never rings."""
    return SimulatedPhone(clock, ())


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script `desk`."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)
    settings = read_settings(sys.argv[1:] if arguments is None else arguments, os.environ)
    return run(settings, Program(settings, rehearsal_phone).run())
