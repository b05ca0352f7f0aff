"""The rooms behind the sign-in window: the link to central, the places of the operators, and the shifts they sit."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AsyncExitStack

from desk.boot.place import Place
from desk.boot.shift import Shift, Sitting
from desk.link.central import HttpCentral, connect
from desk.ports import Clock, Phone
from desk.rules.errors import Outage, Refusal
from desk.settings import Settings
from desk.vault import KeyringVault
from desk.work.sign_in import SignIn
from ui.pages.sign_in.state import Credentials, LastTime
from ui.shortcuts import Shortcuts

log = logging.getLogger("desk")


class Rooms:
    """Everything heavy to load, opened while the sign-in window is already being typed into."""

    def __init__(self, settings: Settings, clock: Clock, vault: KeyringVault, central: HttpCentral) -> None:
        self._settings, self._clock, self._vault, self._central = settings, clock, vault, central

    @classmethod
    async def open(cls, settings: Settings, clock: Clock) -> Rooms:
        """A Refusal where the settings cannot be used."""
        vault = KeyringVault()
        return cls(settings, clock, vault, await connect(settings.central_url, settings.ca_file, vault))

    async def healthy(self) -> bool:
        return await self._central.healthy()

    async def sign_in(self, typed: Credentials) -> Sitting:
        """With central, or with what this machine has learnt; Refusal or Outage otherwise."""
        workstation = f"{self._settings.workstation}:{typed.number}"
        place = Place(self._settings.data_folder / typed.number, self._vault, workstation, self._clock)
        async with AsyncExitStack() as if_refused:
            if_refused.push_async_callback(place.close)
            signed = await SignIn(self._central, place.lock, place.open, self._clock, workstation).sign_in(
                typed.number, typed.password, typed.extension
            )
            if_refused.pop_all()
        return Sitting(signed, place, typed)

    async def sit(
        self,
        sitting: Sitting,
        phone: Phone,
        shortcuts: Shortcuts,
        wear: Callable[[str], None],
        bug: Callable[[BaseException], None],
    ) -> tuple[bool, LastTime]:
        """One shift, from the open window to the closed cache; whether to sign in again, and what to remember."""
        shift = Shift(self._central, sitting, self._clock, phone, bug)
        try:
            again = await shift.sit(shortcuts, wear)
        finally:
            await shift.close()
        await self._sign_out()
        typed = sitting.credentials
        return again, LastTime(typed.number, typed.extension, typed.ready, shift.drafts_left)

    async def _sign_out(self) -> None:
        try:
            await self._central.sign_out()
        except (Outage, Refusal) as why:
            log.info("signed out here only: %s", type(why).__name__)

    async def close(self) -> None:
        await self._central.close()
