"""The one door into asyncio: replaced, answered, and saved before it is closed."""

from __future__ import annotations

import asyncio

from desk.rules.errors import CentralAway, Refusal
from ui.tasks import Tasks


class Room:
    """Hears what a task could not answer."""

    def __init__(self) -> None:
        self.bugs: list[BaseException] = []
        self.unanswered: list[Exception] = []
        self.tasks = Tasks(self.bugs.append, self.unanswered.append)


async def test_a_newer_task_of_the_same_name_replaces_the_older() -> None:
    room, ended = Room(), []

    async def work(name: str, gate: asyncio.Event) -> None:
        await gate.wait()
        ended.append(name)

    gate = asyncio.Event()
    room.tasks.start(work("older", gate), "search")
    room.tasks.start(work("newer", gate), "search")
    gate.set()
    await room.tasks.close()
    assert ended == ["newer"]
    assert room.bugs == []


async def test_refusals_and_outages_are_answered_and_bugs_are_told() -> None:
    room = Room()

    async def raising(error: Exception) -> None:
        raise error

    for error in (Refusal("empty"), CentralAway(), ValueError("ours")):
        room.tasks.start(raising(error))
    await room.tasks.close()
    await asyncio.sleep(0)
    assert [type(error) for error in room.unanswered] == [Refusal, CentralAway]
    assert [type(error) for error in room.bugs] == [ValueError]


async def test_closing_lets_what_is_being_saved_end() -> None:
    room, saved = Room(), []

    async def save() -> None:
        await asyncio.sleep(0.01)
        saved.append("draft")

    room.tasks.start(save())
    await room.tasks.close()
    assert saved == ["draft"]
