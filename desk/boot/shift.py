"""One shift at the desk: the engine, the seat, the window, from sign-in to sign-out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from desk.boot.place import Place
from desk.ports import Central, Clock, Phone
from desk.rules.deadline import default_limits
from desk.rules.ids import WorkstationId
from desk.rules.seat import SeatState
from desk.sync.engine import Engine
from desk.work.seat import SeatDesk
from desk.work.sign_in import Signed
from desk.work.workplace import Workplace
from local_cache.open import LocalCache
from ui.pages.sign_in.state import Credentials
from ui.shell import Shell
from ui.shortcuts import Shortcuts

log = logging.getLogger("desk")


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who has just signed in, with the open place."""

    signed: Signed
    place: Place
    credentials: Credentials

    @property
    def local(self) -> LocalCache:
        assert self.place.local is not None, "the place is open while somebody sits at it"
        return self.place.local


class Shift:
    """`sit` opens the window and ends when the user has gone; `close` saves and takes everything down."""

    def __init__(
        self, central: Central, sitting: Sitting, clock: Clock, phone: Phone, bug: Callable[[BaseException], None]
    ) -> None:
        self._sitting, self._bug = sitting, bug
        self.drafts_left = 0
        local, actor = sitting.local, sitting.signed.actor
        self._engine = Engine(
            central=central,
            outbox=local.outbox,
            replica=local.replica,
            cache=local.cache,
            clock=clock,
            workstation=sitting.place.workstation,
            report=bug,
        )
        self._seat = SeatDesk(phone, local.outbox, clock, actor)
        self._workplace = Workplace(
            clock=clock,
            cache=local.cache,
            outbox=local.outbox,
            drafts=local.drafts,
            central=central,
            phone=phone,
            limits=default_limits(),
            actor=actor,
            workstation=WorkstationId(sitting.place.workstation),
            extension=sitting.credentials.extension,
            last_serial=sitting.signed.serial,
            salt=sitting.signed.caller_salt,
        )
        self._writing: asyncio.Task[None] | None = None
        self._shell: Shell | None = None

    async def sit(self, shortcuts: Shortcuts, wear: Callable[[str], None]) -> bool:
        """Whether the user wants to sign in again."""
        local = self._sitting.local
        await local.use(self._sitting.signed.actor, self._sitting.signed.caller_salt)
        loop = asyncio.get_running_loop()
        left: asyncio.Future[bool] = loop.create_future()
        shell = self._shell = Shell(self._workplace, self._seat, self._engine, shortcuts, self._bug)
        shell.theme_chosen.connect(wear)
        shell.left.connect(lambda again: None if left.done() else left.set_result(again))
        self._engine.start()
        self._writing = loop.create_task(self._seat.run(), name="seat")
        shell.window.show()
        shell.window.activateWindow()
        log.info("the desk is open")
        self._seat.choose(SeatState.READY if self._sitting.credentials.ready else SeatState.BUSY)
        return await left

    async def close(self) -> None:
        if self._shell is not None:
            await self._shell.close()
        if self._writing is not None:
            self._seat.choose(SeatState.SIGNED_OUT)
            await self._seat.written()
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        self._seat.close()
        await self._engine.stop()
        self.drafts_left = len(await self._workplace.drafts.all())
        await self._sitting.place.close()
