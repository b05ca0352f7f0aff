"""The story: a rattling manhole cover on the school road, from the telephone call to the citizen's evaluation."""

from __future__ import annotations

import asyncio
import logging
import random
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from desk.boot.program import Program
from desk.central_process import CentralProcess
from desk.phone.simulator import SimulatedPhone
from desk.ports import Clock, Phone
from desk.settings import Settings
from desk.tour.account import Account
from desk.tour.api_user import ApiUser
from desk.tour.call_back_chapter import the_call_back
from desk.tour.hands import Hands, windows
from desk.tour.lead_chapter import the_lead
from desk.tour.seat_chapter import the_seat
from desk.tour.stage import Stage, story

CALLER = "13800138000"
CHECKER = "00201"
"""A dispatcher, through the API: reads the orders' states back from central."""

log = logging.getLogger("desk.tour")


def phone_with_one_caller(clock: Clock) -> Phone:
    return SimulatedPhone(clock, (CALLER,), random.Random(1))


async def take_the_tour(settings: Settings, central: CentralProcess, folder: Path, password: str) -> int:
    """Play the whole story in the real window; 0 when every chapter came to its end."""
    program = asyncio.create_task(Program(settings, phone_with_one_caller).run(), name="program")
    playing = asyncio.create_task(_play(central, folder, password), name="tour")
    done, _ = await asyncio.wait({program, playing}, return_when=asyncio.FIRST_COMPLETED)
    if program in done and not playing.done():
        playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    _close_windows()
    await program
    playing.result()
    return 0


async def _play(central: CentralProcess, folder: Path, password: str) -> None:
    checker = ApiUser(central.url, CHECKER, password)
    clerk = ApiUser(central.url, str(story()["clerk"]), password)
    await checker.sign_in()
    await clerk.sign_in()
    stage = Stage(Hands(), Account(folder, checker), central, checker, clerk, password)
    await the_seat(stage)
    await the_lead(stage)
    await the_call_back(stage)
    print(f"the tour: {stage.account.count} steps, pictures in {folder}")  # noqa: T201  # the tour's one answer


def _close_windows() -> None:
    """What a window manager does when the cross is clicked."""
    for window in windows():
        QApplication.sendEvent(window, QCloseEvent())
