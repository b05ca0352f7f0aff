"""The call-back: the colleague central chose rings the citizen, asks, and records what is said."""

from __future__ import annotations

import asyncio

from desk.rules.callback import Satisfaction
from desk.rules.order import State
from desk.tour.hands import NotSeen, seen, until
from desk.tour.stage import PAUSE, Stage, digits, sign_in, step, title, told, words_of

EXTENSION = "8133"
MOST_ROWS = 80
ANSWERS = ("1", "1", "1", "1")
"""It is the person; contacted; solved; very satisfied."""
GOODBYE = "1"


async def the_call_back(stage: Stage) -> None:
    hands = stage.hands
    await sign_in(stage, (await stage.order()).holder, EXTENSION, ready=False)
    await hands.press("Ctrl+3")
    await _take_up(stage)
    await until(lambda: (dial := seen("call_back.dial")) is not None and dial.isEnabled(), "the number to dial")
    await hands.press("Ctrl+D")
    await until(lambda: seen("seat.hang_up"), "the citizen on the line")
    await until(lambda: words_of("call_back.say"), "the first question")
    for answer in ANSWERS[:-1]:
        await hands.press(answer)
    await stage.account.tell(step("evaluate"), title("asking"), stage.number)
    await hands.press(ANSWERS[-1], "Alt+N")
    await hands.write(str(told()["said"]["remark"]))
    await hands.press("Return", GOODBYE, "Ctrl+Return")
    await stage.wait_for(State.CLOSED)
    if (await stage.order()).satisfaction != Satisfaction.VERY_SATISFIED:
        raise NotSeen("the citizen's evaluation at central")
    await stage.account.tell(step("evaluate"), title("evaluated"), stage.number)


async def _take_up(stage: Stage) -> None:
    """Go down today's list until the story's order stands beside it."""
    hands = stage.hands
    await until(lambda: words_of("call_back.number"), "today's list")
    await hands.into("call_back.list")
    await hands.press("Home")
    for _ in range(MOST_ROWS):
        if digits(words_of("call_back.number")) == stage.number:
            return
        await hands.press("Down")
        await asyncio.sleep(PAUSE)
    raise NotSeen("the story's order in today's list")
