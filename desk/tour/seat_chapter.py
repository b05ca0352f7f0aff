"""The agent's morning: a call, an order, its dispatch, central gone in the middle and back again."""

from __future__ import annotations

import asyncio

from desk.rules import acts
from desk.rules.order import ActKind, State
from desk.tour.hands import seen, until
from desk.tour.stage import (
    PAUSE,
    Stage,
    fill_form,
    find,
    number_shown,
    sign_in,
    sign_out,
    step,
    story,
    title,
    told,
    words_of,
)
from ui.wording import frame as frame_words

AGENT, EXTENSION = "01023", "8123"


async def the_seat(stage: Stage) -> None:
    await sign_in(stage, AGENT, EXTENSION)
    await _take_the_call(stage)
    await _accept(stage)
    await _dispatch(stage)
    await _signed_by_the_unit(stage)
    await _work_without_central(stage)
    await _follow(stage)
    await sign_out(stage)


async def _take_the_call(stage: Stage) -> None:
    await until(lambda: seen("ring.answer"), "the telephone ringing")
    await stage.account.tell(step("discover"), title("ring"))
    await stage.hands.press("F2")
    await until(lambda: seen("seat.hang_up"), "the call on the line")


async def _accept(stage: Stage) -> None:
    hands = stage.hands
    await fill_form(hands, story(), told()["search"])
    await until(lambda: seen("intake.due"), "the limit with its arithmetic")
    stage.number = number_shown()
    await stage.account.tell(step("accept"), title("form"), stage.number)
    await hands.press("Ctrl+S")
    await stage.wait_for(State.ACCEPTED)
    await hands.press("F12")
    await stage.account.tell(step("accept"), title("accepted"), stage.number)


async def _dispatch(stage: Stage) -> None:
    hands = stage.hands
    await find(stage, stage.number)
    await hands.press("P")
    await hands.tab_to("queue.act.target")
    await hands.write(str(told()["search"]["unit"]))
    await asyncio.sleep(PAUSE)
    await hands.press("Return", "Ctrl+Return")
    await stage.wait_for(State.DISPATCHED)
    await stage.account.tell(step("triage"), title("dispatched"), stage.number)


async def _signed_by_the_unit(stage: Stage) -> None:
    await stage.clerk_does(ActKind.SIGN, acts.PerhapsWords())
    await until(lambda: seen("queue.do.urge_order"), "the order in hand")
    await stage.account.tell(step("dispose"), title("signed"), stage.number)


async def _work_without_central(stage: Stage) -> None:
    """Central is stopped while the agent files a second order; it comes back and the order arrives once."""
    hands, told_words = stage.hands, told()
    await hands.press("Ctrl+N")
    await until(lambda: seen("intake.content"), "a new form")
    await asyncio.to_thread(stage.central.stop)
    second = told_words["second"]
    await fill_form(hands, second, {**told_words["search"], "category": second["category"]})
    stage.second = number_shown()
    await hands.press("Ctrl+Return")
    await until(lambda: number_shown() != stage.second, "the second order filed on this machine")
    await until(lambda: words_of("seat.sync").startswith(frame_words.OFFLINE_SINCE[:2]), "central noticed as away")
    await hands.press("Ctrl+O")
    await stage.account.tell(step("accept"), title("away"), stage.second)
    await hands.press("Esc")
    await asyncio.to_thread(stage.central.start)
    await hands.press("Ctrl+R")
    await stage.until_at_central(stage.second)
    await stage.account.tell(step("triage"), title("back"), stage.second)


async def _follow(stage: Stage) -> None:
    await stage.clerk_does(ActKind.NOTE, acts.Words(words=str(story()["note"])))
    await find(stage, stage.number)
    await until(lambda: seen("queue.story"), "the timeline")
    await stage.account.tell(step("track"), title("progress"), stage.number)
