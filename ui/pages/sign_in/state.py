"""What the sign-in window shows, and the one thing done there; boot supplies how central is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.rules.errors import Outage, Refusal
from desk.rules.sentences import sentence
from ui.tasks import Tasks
from ui.theme.tokens import ThemeName
from ui.wording import sign_in as words

CHECK_EVERY_S = 10.0


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed. `ready`: put calls through as soon as the desk is open."""

    number: str
    password: str
    extension: str
    ready: bool


@dataclass(frozen=True, slots=True)
class LastTime:
    """What this workstation remembers of the last sign-in."""

    number: str = ""
    extension: str = ""
    ready: bool = True
    drafts: int = 0


CheckCentral = Callable[[], Coroutine[Any, Any, bool]]
SignInWith = Callable[[Credentials], Coroutine[Any, Any, object]]


class SignInState(QObject):
    """`signed_in` carries whatever `sign_in` answered. `central`: None until it is known whether central answers.

    `sign_in` tries central and, where it is away, this workstation's own record; it raises Refusal or Outage.
    """

    signed_in = Signal(object)
    central_known = Signal()
    refused = Signal(str, str)
    work_changed = Signal()
    theme_chosen = Signal(str)

    def __init__(
        self,
        check_central: CheckCentral,
        sign_in: SignInWith,
        tasks: Tasks,
        last: LastTime | None = None,
        theme: ThemeName = "light",
        version: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._check_central, self._sign_in, self._tasks = check_central, sign_in, tasks
        self.last = last or LastTime()
        self.theme: ThemeName = theme
        self.version = version
        self.central: bool | None = None
        self.busy = False

    def watch(self) -> None:
        """Ask central now and again whether it answers, until `leave`."""
        self._tasks.start(self._watch(), name="sign_in.watch")

    def leave(self) -> None:
        self._tasks.cancel("sign_in.watch")

    def choose_theme(self, theme: ThemeName) -> None:
        self.theme = theme
        self.theme_chosen.emit(theme)

    def sign_in(self, typed: Credentials) -> None:
        """Answered by `signed_in`, or by `refused` with the field to mend and a sentence."""
        if self.busy:
            return
        number = typed.number.strip()
        if not number:
            self.refused.emit("number", words.NUMBER_MISSING)
        elif not (len(number) == 5 and number.isascii() and number.isdecimal()):
            self.refused.emit("number", sentence("bad_staff_number", {}))
        elif not typed.password:
            self.refused.emit("password", words.PASSWORD_MISSING)
        else:
            self._set_busy(True)
            asked = Credentials(number, typed.password, typed.extension.strip(), typed.ready)
            self._tasks.start(self._try(asked), name="sign_in.try")

    async def _try(self, typed: Credentials) -> None:
        try:
            answer = await self._sign_in(typed)
        except Refusal as refusal:
            self._set_busy(False)
            # Which of the two is wrong is not told; the one nobody can read is typed again.
            field = "password" if refusal.code == "bad_password" else refusal.field or "password"
            self.refused.emit(field, sentence(refusal.code, refusal.facts))
            return
        except Outage as outage:
            self._set_busy(False)
            self.refused.emit("password", words.outage(outage))
            return
        self.leave()
        self._set_busy(False)
        self.signed_in.emit(answer)

    async def _watch(self) -> None:
        while True:
            try:
                answers = await self._check_central()
            except Outage:
                answers = False
            if answers != self.central:
                self.central = answers
                self.central_known.emit()
            await asyncio.sleep(CHECK_EVERY_S)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.work_changed.emit()
