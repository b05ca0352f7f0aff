"""The scenes the pictures are taken of, each played by hand in the real window over a real central."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.boot.program import Program
from desk.phone.simulator import SimulatedPhone
from desk.ports import Clock, Phone
from desk.settings import Settings
from desk.tour.hands import Hands, seen, until, windows
from desk.tour.stage import fill_form, in_touch, story, told
from tests.ui.clipping import clipped
from ui import theme
from ui.pages.sign_in.state import Credentials
from ui.theme import ThemeName

THEMES: tuple[ThemeName, ...] = ("light", "dark")
SETTLED = 0.6
"""Seconds a page is given to fill its lists."""


def phone(clock: Clock) -> Phone:
    return SimulatedPhone(clock, ("13800138000",))


class Studio:
    """One photographer: opens the desk as somebody, plays a scene, takes the pictures, and closes it."""

    def __init__(self, settings: Settings, out: Path, scale: str, password: str) -> None:
        self.hands = Hands()
        self.clipped: list[str] = []
        self._settings, self._out, self._scale, self._password = settings, out, scale, password

    async def play(self, number: str, scene: Callable[[Studio], Awaitable[None]]) -> None:
        first = Credentials(number, self._password, "8123", ready=number == AGENT) if number else None
        program = asyncio.create_task(Program(self._settings, phone).run(first))
        await until(lambda: seen("window" if number else "sign_in"), "the first window")
        if number:
            await until(in_touch, "the desk in touch with central")
        await asyncio.sleep(SETTLED)
        await scene(self)
        for window in windows():
            QApplication.sendEvent(window, QCloseEvent())
        await program

    async def shoot(self, name: str) -> None:
        await asyncio.sleep(SETTLED)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        window = self._front()
        for look in THEMES:
            theme.apply(application, look)
            await asyncio.sleep(0.05)
            window.grab().save(str(self._out / f"{name}-{look}-{self._scale.replace('.', '')}.png"))
        theme.apply(application, "light")
        self.clipped += [f"{name} {self._scale}: {line}" for line in clipped(window)]

    def _front(self) -> QWidget:
        return next((window for window in windows() if window.objectName() == "window"), windows()[0])


AGENT, LEAD, CALL_BACK = "01023", "00108", "01033"


async def signing_in(studio: Studio) -> None:
    await studio.shoot("sign_in")


async def agent(studio: Studio) -> None:
    hands = studio.hands
    await studio.shoot("intake_empty")
    await until(lambda: seen("ring.answer"), "the telephone")
    await studio.shoot("ringing")
    await hands.press("F2")
    await fill_form(hands, story(), told()["search"])
    await studio.shoot("intake")
    await hands.press("F8")
    await studio.shoot("intake_answer")
    await hands.press("Esc", "F12", "Ctrl+O")
    await studio.shoot("outbox")
    await hands.press("Esc", "Ctrl+2")
    await until(lambda: seen("queue.table"), "the queue")
    await hands.click("queue.view.in_hand")
    await asyncio.sleep(SETTLED)
    await hands.into("queue.table")
    await hands.press("Home", "Down")
    await studio.shoot("queue")
    await hands.press("C")
    await studio.shoot("queue_act")
    await hands.press("Esc", "Ctrl+K")
    await studio.shoot("palette")
    await hands.press("Esc")


async def lead(studio: Studio) -> None:
    hands = studio.hands
    await hands.press("Ctrl+4")
    await studio.shoot("lead")
    await hands.into("lead.pool")
    await hands.press("Home", "Space", "Down", "Space", "Down", "Space", "G")
    await studio.shoot("lead_reassign")
    await hands.press("Esc")


async def calling_back(studio: Studio) -> None:
    hands = studio.hands
    await hands.press("Ctrl+3")
    await studio.shoot("call_back")
    await hands.press("Ctrl+D")
    await until(lambda: seen("seat.hang_up"), "the citizen on the line")
    await asyncio.sleep(3)
    await hands.press("1", "1", "1")
    await studio.shoot("call_back_question")
    await hands.press("4")
    await studio.shoot("call_back_reason")
    await hands.press("F12")


SCENES: tuple[tuple[str, Callable[[Studio], Awaitable[None]]], ...] = (
    ("", signing_in),
    (AGENT, agent),
    (LEAD, lead),
    (CALL_BACK, calling_back),
)
