"""Run as a program at any scale: lays the page out at several sizes, prints every word that has not its room, saves pictures."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from tests.ui.clipping import clipped
from tests.ui.pages.intake.records import TOLD
from tests.ui.pages.intake.room import Room, intake_room
from ui import theme
from ui.theme import ThemeName

SIZES = ((1368, 788), (1208, 688), (952, 528), (781, 422))
"""The page at 1440 x 900, at 1280 x 800, and at 1280 x 800 scaled to 125 % and 150 %."""


async def look(room: Room, name: str, pictures: Path) -> list[str]:
    await room.listened()
    room.page.grab().save(str(pictures / f"intake-{name}.png"))
    return [f"{name}: {words}" for words in clipped(room.page)]


async def tour(pictures: Path, tag: str) -> list[str]:
    """Empty, a call, a call with words, urging and answering, at every size."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        async with intake_room(Path(folder)) as room:
            for width, height in SIZES:
                room.window.resize(width, height)
                at = f"{width}-{tag}"
                found += await look(room, f"empty-{at}", pictures)
                room.ring()
                room.page.form.focus_home()
                room.say("着火了！" + TOLD)
                await room.listened()
                found += await look(room, f"told-{at}", pictures)
                room.page.press_known(1)
                found += await look(room, f"urge-{at}", pictures)
                room.page.caller.cards[0].leave()
                room.page.answer_thus()
                found += await look(room, f"answer-{at}", pictures)
                if width < 1000:
                    room.page.toggle_help()
                    found += await look(room, f"help-{at}", pictures)
                    room.page.toggle_help()
                room.state.discard()
                room.state.new_order()
    return found


def main(pictures: Path, look: ThemeName) -> int:
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
