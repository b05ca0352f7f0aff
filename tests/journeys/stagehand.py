"""What the stories share: a small city with its central, a desk worked by hand, and eyes for what it shows."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.boot.program import Program, rehearsal_phone, run
from desk.central_process import CentralProcess
from desk.clock import SystemClock
from desk.rules.acts import Args
from desk.rules.order import ActKind
from desk.settings import Settings, read_settings
from desk.tour.api_user import ApiUser
from desk.tour.hands import Hands, NotSeen, seen, until, windows
from desk.tour.stage import digits, in_touch, number_shown, words_of
from desk.wire import paths
from desk.wire.acts import Outcome
from desk.wire.records import Order, TimelineEntry
from ui.wording import frame as frame_words

PASSWORD = "Suzhou-12345"
AGENT, DISPATCHER, LEAD = "01023", "00201", "00108"
EXTENSION = "8123"
OFFLINE = frame_words.OFFLINE_SINCE[:2]
SECONDS_TO_END = 20.0
LONGEST_STORY = 150.0
"""Seconds, less than the test runner allows: the loop is stopped from inside, and says where it stood."""


class Colleague(ApiUser):
    """Somebody elsewhere, who works through the API and can look at everything."""

    async def orders(self, state: str = "") -> list[Order]:
        answer = await self._ask("GET", f"{paths.ORDERS}?limit=500&state={state}")
        return msgspec.json.decode(answer, type=list[Order])

    async def timeline(self, number: str) -> list[TimelineEntry]:
        answer = await self._ask("GET", paths.TIMELINE.format(order=number))
        return msgspec.json.decode(answer, type=list[TimelineEntry])

    async def does(self, number: str, kind: ActKind, form: Args) -> Outcome:
        return await self.act(await self.order(number), kind, form, SystemClock().now())

    async def until_order(self, number: str, fits: Callable[[Order], object], what: str) -> Order:
        """The order, once central has it and it fits."""
        for _ in range(300):
            if await self.knows(number) and fits(order := await self.order(number)):
                return order
            await asyncio.sleep(0.1)
        raise NotSeen(f"{number} {what} at central")


@dataclass(slots=True)
class City:
    """One made-up city on this machine: its central on a free port, and a folder for one workstation."""

    folder: Path
    central: CentralProcess = field(init=False)

    def __post_init__(self) -> None:
        self.central = CentralProcess(self.folder / "central")

    def build(self, orders: int) -> None:
        self.central.fill("seed", "--orders", str(orders))
        self.central.start()

    @property
    def desk_folder(self) -> Path:
        return self.folder / "desk"

    def settings(self) -> Settings:
        return settings_of(self.central.url, self.desk_folder)

    async def colleague(self, number: str = DISPATCHER, url: str = "") -> Colleague:
        colleague = Colleague(url or self.central.url, number, PASSWORD)
        await colleague.sign_in()
        return colleague

    async def stop(self) -> None:
        await asyncio.to_thread(self.central.stop)

    async def start(self) -> None:
        await asyncio.to_thread(self.central.start)

    @asynccontextmanager
    async def elsewhere(self, number: str = DISPATCHER) -> AsyncIterator[Colleague]:
        """While central is stopped for the desk: a colleague whom it answers at another port."""
        other_door = CentralProcess(self.folder / "central")
        try:
            yield await self.colleague(number, await asyncio.to_thread(other_door.start))
        finally:
            await asyncio.to_thread(other_door.stop)


def settings_of(url: str, folder: Path) -> Settings:
    return read_settings(["--central-url", url, "--data-folder", str(folder)], os.environ, folder.parent / "config")


class Desk:
    """The program in this process, opened, worked and closed as a person does it."""

    def __init__(self, settings: Settings) -> None:
        self.hands = Hands()
        self._settings = settings

    @asynccontextmanager
    async def program(self) -> AsyncIterator[Hands]:
        """From the sign-in window until the program has ended by itself, its window closed."""
        program = asyncio.create_task(Program(self._settings, rehearsal_phone).run(), name="program")
        try:
            await until(lambda: seen("sign_in") or program.done(), "the sign-in window")
            yield self.hands
        finally:
            await _ended(program)

    @asynccontextmanager
    async def signed_in(self, number: str = AGENT, password: str = PASSWORD) -> AsyncIterator[Hands]:
        """The desk's window, in touch with central."""
        async with self.program() as hands:
            await self.type_credentials(number, password)
            await until(lambda: seen("window"), "the desk's window")
            await until(in_touch, "the desk in touch with central")
            yield hands

    async def type_credentials(self, number: str, password: str) -> None:
        """Fill the sign-in window and press Enter."""
        await self.hands.into("sign_in.number")
        await self._overwrite(number)
        for text in (password, EXTENSION):
            await self.hands.tab_on()
            await self._overwrite(text)
        await self.hands.press("Return")

    async def _overwrite(self, text: str) -> None:
        await self.hands.press("Ctrl+A")
        await self.hands.write(text)

    async def new_form(self) -> None:
        await self.hands.press("Ctrl+N")
        await until(lambda: seen("intake.content"), "a new form")
        await self.hands.into("intake.content")

    async def jot_down(self, content: str) -> str:
        """File an order of these words alone, not dispatched; its number, once the desk says it is filed."""
        await self.new_form()
        await self.hands.write(content)
        await until(number_shown, "the order's number")
        number = number_shown()
        await self.hands.press("Ctrl+S")
        await until(lambda: number in digits(shown_in("intake.told")), "the order filed on this machine")
        return number

    async def look_up(self, number: str) -> None:
        """Search the order by its number, and wait until it stands beside the list."""
        await self.hands.press("Ctrl+F", "Ctrl+A")
        await self.hands.write(number)
        await self.hands.press("Return")
        await until(lambda: number in digits(words_of("queue.detail.number")), "the order beside the list")


async def _ended(program: asyncio.Task[int]) -> None:
    """Close whatever window is open, as often as it takes."""
    deadline = asyncio.get_running_loop().time() + SECONDS_TO_END
    while not program.done() and asyncio.get_running_loop().time() < deadline:
        for window in windows():
            QApplication.sendEvent(window, QCloseEvent())
        await asyncio.wait({program}, timeout=0.2)
    if not program.done():
        program.cancel()
        await asyncio.wait({program}, timeout=SECONDS_TO_END)
        raise NotSeen("the program's end")
    await program


def play(settings: Settings, story: Callable[[Desk], Awaitable[None]]) -> None:
    """Run one story on the loop that serves Qt and asyncio; a bug the program reports fails the story."""
    hooks = sys.get_asyncgen_hooks()
    bugs = _Bugs()
    logging.getLogger("desk").addHandler(bugs)

    async def told() -> int:
        async with asyncio.timeout(LONGEST_STORY):
            await story(Desk(settings))
        return 0

    try:
        assert run(settings, told()) == 0
    finally:
        logging.getLogger("desk").removeHandler(bugs)
        sys.set_asyncgen_hooks(*hooks)
        asyncio.set_event_loop(None)
        # What the loop had no time to delete ends here, on the window's thread.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    assert not bugs.seen


class _Bugs(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(logging.Formatter().format(record))


def shown_in(name: str) -> str:
    """All that is to be read in the widget of that name and below it; empty while it is not there."""
    widget = seen(name)
    if widget is None:
        return ""
    below = (child for child in widget.findChildren(QWidget) if child.isVisible())
    return "\n".join(part for each in (widget, *below) for part in _readable(each) if part)


def _readable(widget: QWidget) -> tuple[str, ...]:
    text = getattr(widget, "text", None)
    said = str(text()) if callable(text) else ""
    return (said, widget.accessibleName(), widget.accessibleDescription())


def names_below(name: str, prefix: str) -> list[str]:
    """Object names of the visible widgets under that one that begin so."""
    widget = seen(name)
    below = widget.findChildren(QWidget) if widget is not None else []
    return [child.objectName() for child in below if child.isVisible() and child.objectName().startswith(prefix)]


def waiting(count: int) -> bool:
    """Whether the desk says that so many acts wait to be sent."""
    return words_of("seat.sync").endswith(frame_words.TO_UPLOAD.format(count=count))


def offline() -> bool:
    return words_of("seat.sync").startswith(OFFLINE)
