"""A seat in a process of its own, which may be killed: `python -m tests.journeys.other_seat SCENE URL FOLDER`.

It tells what it does on its standard output, one JSON object a line, and reads what it is to wait for from its input.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from desk.boot.program import run
from desk.tour.hands import seen, until
from desk.tour.stage import fill_form, number_shown, told, words_of
from tests.journeys.stagehand import Desk, offline, settings_of, shown_in
from ui.wording import intake as words

WORDS = ("杨舍西街", "十二号楼", "下水道", "昨晚八点", "开始", "往外", "冒水，", "门口", "积了", "很深，")
PACE = 0.15
"""Seconds between two words of a quick typist."""
NO_ROOM = 4096


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps({"at": time.time(), **facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


async def heard() -> None:
    """Wait for a line from whoever started this seat."""
    await asyncio.to_thread(sys.stdin.readline)


async def typing(desk: Desk) -> None:
    """Type an order word by word, and never press a key that saves."""
    async with desk.signed_in():
        await desk.new_form()
        written = ""
        while True:
            for word in WORDS:
                await desk.hands.write(word)
                written += word
                tell(text=written, number=number_shown())
                await asyncio.sleep(PACE)


async def filing_while_away(desk: Desk) -> None:
    """File an order once central is away, and say its number when the desk says it is filed."""
    async with desk.signed_in():
        tell(ready=True)
        await heard()
        await until(offline, "central noticed as away")
        await desk.new_form()
        second = told()["second"]
        await fill_form(desk.hands, second, {**told()["search"], "category": second["category"]})
        number = number_shown()
        await desk.hands.press("Ctrl+Return")
        await until(lambda: number_shown() != number and seen("intake.told"), "the order filed")
        tell(number=number)
        await heard()


async def full_disk(desk: Desk) -> None:
    """Type and file an order while nothing can be written, then again when there is room."""
    async with desk.signed_in():
        await desk.new_form()
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (NO_ROOM, most))
        await desk.hands.write("".join(WORDS))
        await desk.hands.press("Ctrl+S")
        await until(lambda: seen("intake.told"), "a sentence about it")
        tell(said=shown_in("intake.told"), text=words_of("intake.content"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        await desk.hands.press("Ctrl+S")
        await until(lambda: words.FILED_HERE in shown_in("intake.told"), "the order filed")
        tell(said=shown_in("intake.told"), text=words_of("intake.content"))
        await heard()


SCENES: dict[str, Callable[[Desk], Awaitable[None]]] = {
    "typing": typing,
    "filing_while_away": filing_while_away,
    "full_disk": full_disk,
}


def main() -> int:
    scene, url, folder = sys.argv[1:]
    settings = settings_of(url, Path(folder))

    async def play() -> int:
        await SCENES[scene](Desk(settings))
        return 0

    return run(settings, play())


if __name__ == "__main__":
    sys.exit(main())
