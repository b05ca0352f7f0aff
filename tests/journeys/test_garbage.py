"""Where garbage ends while the program runs."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk.tour.hands import until
from tests.journeys.stagehand import Desk, play, settings_of


class Knot:
    """Only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


def allocate_much() -> None:
    for _ in range(20_000):
        Knot()


def test_garbage_ends_on_the_windows_thread_however_much_another_allocates(tmp_path: Path, qapp: QApplication) -> None:
    ended_on: list[int] = []

    async def story(desk: Desk) -> None:
        await until(lambda: not gc.isenabled(), "Python's own collector off")
        weakref.finalize(Knot(), lambda: ended_on.append(threading.get_ident()))
        await asyncio.to_thread(allocate_much)
        await until(lambda: ended_on, "the collector")

    play(settings_of("http://127.0.0.1:9", tmp_path / "desk"), story)
    assert ended_on == [threading.get_ident()]
