"""Run as a program at any scale: lays queue and call-back out at several sizes, prints words without room, saves pictures."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk.rules.order import State
from desk.rules.roles import Role
from desk.wire.records import Record
from tests.ui.clipping import clipped
from tests.ui.pages.intake.measure import SIZES
from tests.ui.pages.queue.records import NOW, conflict_of, contact_of, order, story_of
from tests.ui.pages.queue.room import ALT, CTRL, Room, actor, room_of, until
from ui import theme
from ui.pages.call_back.page import CallBackPage
from ui.pages.call_back.state import CallBackState
from ui.pages.queue.page import QueuePage
from ui.pages.queue.state import QueueState
from ui.theme import ThemeName

STATES = (State.IN_HAND, State.DISPATCHED, State.RETURN_ASKED, State.ACCEPTED, State.REPLIED)
REPLY = "尊敬的市民：您好！您反映的井盖问题，养护人员已清晨到场，加装橡胶垫圈并校平井圈，现已无松动异响。"


def records() -> list[Record]:
    listed = [order(serial, STATES[serial % 5]) for serial in range(1, 60)]
    rung = [
        order(
            serial,
            State.TO_CALL_BACK,
            next_attempt_at=NOW - timedelta(hours=1),
            failed_attempts=serial % 3,
            attempts=serial % 3,
            reply=REPLY,
            replied_at=NOW - timedelta(days=1),
        )
        for serial in range(70, 78)
    ]
    fifth = listed[4]
    return [*listed, *rung, *story_of(fifth.id), conflict_of(fifth.id), *(contact_of(each.id) for each in rung)]


class Tour:
    """Goes round with a camera; `found` is what had not its room."""

    def __init__(self, room: Room, pictures: Path, tag: str) -> None:
        self.room, self.pictures, self.tag = room, pictures, tag
        self.found: list[str] = []

    async def look(self, page: QWidget, name: str) -> None:
        for _ in range(3):
            await self.room.local.outbox.waiting()
            await asyncio.sleep(0.02)
        picture = f"{name}-{page.width()}-{self.tag}"
        page.grab().save(str(self.pictures / f"{picture}.png"))
        self.found += [f"{picture}: {words}" for words in clipped(page)]

    async def queue(self) -> None:
        state = QueueState(self.room.workplace, self.room.tasks)
        page = QueuePage(state, self.room.shortcuts)
        window = self.room.show(page)
        page.entered()
        state.choose_queue("everything")
        await until(lambda: state.detail.order is not None and state.counts)
        for width, height in SIZES:
            window.resize(width, height)
            for row, name in ((4, "conflict"), (3, "story"), (2, "return")):
                page.table.choose_row(row)
                await until(lambda row=row: state.detail.order and state.detail.order.id == state.rows.id_at(row))
                await self.look(page, f"queue-{name}")
            page.table.setFocus()
            self.room.press(Qt.Key.Key_S)
            await self.look(page, "queue-note")
            self.room.press(Qt.Key.Key_Escape)
            state.narrow(division="320508", words="道路")
            await self.look(page, "queue-narrowed")
            state.narrow(division="", words="")
            await self.look(page, "queue-whole")
        state.close()

    async def call_back(self) -> None:
        state = CallBackState(self.room.workplace, self.room.tasks)
        page = CallBackPage(state, self.room.shortcuts)
        window = self.room.show(page)
        page.entered()
        await until(lambda: state.interview.talk is not None)
        for width, height in SIZES:
            window.resize(width, height)
            await self.look(page, "call_back-begin")
            self.room.press(Qt.Key.Key_D, CTRL)
            self.room.press("1114")
            await self.look(page, "call_back-reason")
            self.room.press(Qt.Key.Key_Backspace)
            self.room.press(Qt.Key.Key_5, ALT)
            await self.look(page, "call_back-unreached")
            for _ in range(5):
                self.room.press(Qt.Key.Key_Backspace)
            self.room.phone.hang_up()
        state.close()


async def tour(pictures: Path, tag: str) -> list[str]:
    found: list[str] = []
    who = actor("01023", Role.SEAT, Role.DISPATCHER, Role.LEAD, Role.CALL_BACK)
    with tempfile.TemporaryDirectory() as folder:
        async with room_of(who, Path(folder), records()) as room:
            camera = Tour(room, pictures, tag)
            await camera.queue()
            await camera.call_back()
            found = camera.found
    return found


def main(pictures: Path, look: ThemeName) -> None:
    application = QApplication(["measure"])
    application.setQuitOnLastWindowClosed(False)
    application.styleHints().setCursorFlashTime(0)
    theme.apply(application, look)
    loop = qasync.QEventLoop(application, already_running=False)
    asyncio.set_event_loop(loop)
    found = loop.run_until_complete(tour(pictures, f"{look}-{application.devicePixelRatio():g}"))
    sys.stdout.write("\n".join(found))
    sys.stdout.flush()
    # What is measured is measured; the interpreter need not take Qt down in its own order.
    os._exit(1 if found else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])  # type: ignore[arg-type]  # the test passes a theme's name
