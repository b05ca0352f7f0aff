"""The call-back that goes badly: a dissatisfied citizen, and somebody else on the line."""

from __future__ import annotations

import asyncio
from functools import partial

from desk.rules.order import State
from desk.rules.sentences import sentence
from desk.tour.hands import Hands, NotSeen, seen, until
from desk.tour.stage import PAUSE, digits, words_of
from desk.wire.records import Order
from tests.journeys.stagehand import City, Desk, play, shown_in
from ui.wording import call_back as words

MOST_ROWS = 20
COMPLAINT = "说是修好了，昨晚又坏了，也没人来看过。"


def test_a_dissatisfied_citizen_sends_the_order_to_redo_once_the_reason_and_its_truth_are_noted(city: City) -> None:
    async def story(desk: Desk) -> None:
        colleague = await city.colleague()
        order = (await colleague.orders(State.TO_CALL_BACK))[0]
        async with desk.signed_in(order.holder) as hands:
            await _on_the_line(hands, order)
            # It is the person; not contacted; unsolved; very dissatisfied.
            await hands.press("1", "2", "3", "5")
            await until(lambda: seen("call_back.text"), "the question for the reason")
            await _is_not_finished(hands)
            await hands.press("Alt+N", "Return")
            await until(lambda: sentence("empty", {}) in words_of("status.said"), "the demand for the reason")
            await hands.write(COMPLAINT)
            await hands.press("Return")
            await until(lambda: words.SILENT in shown_in("call_back.talk"), "the question for its truth")
            await _is_not_finished(hands)
            assert (await colleague.order(order.number)).state == State.TO_CALL_BACK
            # It is true; no remark; record.
            await hands.press("1", "1", "Ctrl+Return")
            after = await colleague.until_order(order.number, lambda now: now.state == State.REDO, "in redo")
            assert (after.contacted, after.solved, after.justified) == (False, "unsolved", True)
            told = [line for line in await colleague.timeline(order.number) if line.facts.get("reason") == COMPLAINT]
            assert len(told) == 1

    play(city.settings(), story)


def test_nobody_but_the_citizen_hears_the_words_of_the_appeal(city: City) -> None:
    async def story(desk: Desk) -> None:
        colleague = await city.colleague()
        order = (await colleague.orders(State.TO_CALL_BACK))[0]
        async with desk.signed_in(order.holder) as hands:
            await _on_the_line(hands, order)
            # Somebody else; cannot say when.
            for key in ("", "3", "2"):
                before = words_of("call_back.say")
                if key:
                    await hands.press(key)
                    await until(partial(_says_else, before), "the next words to say")
                assert _is_silent_about(order, words_of("call_back.say"))
                assert _is_silent_about(order, shown_in("call_back.talk"))
            await hands.press("Ctrl+Return")
            await colleague.until_order(order.number, lambda now: now.attempts > order.attempts, "with the attempt")
            after = await colleague.order(order.number)
            assert (after.satisfaction, after.failed_attempts) == ("", order.failed_attempts + 1)

    play(city.settings(), story)


def _says_else(before: str) -> bool:
    return words_of("call_back.say") != before


def _is_silent_about(order: Order, said: str) -> bool:
    phrases = [order.title, *(part for part in order.content.replace("。", "，").split("，") if len(part) > 3)]
    return not any(phrase in said for phrase in phrases)


async def _is_not_finished(hands: Hands) -> None:
    """The key that records does nothing, and the button says that something is left."""
    finish = seen("call_back.finish")
    assert finish is not None
    assert not finish.isEnabled()
    shown = shown_in("call_back.talk")
    await hands.press("Ctrl+Return")
    assert shown_in("call_back.talk") == shown


async def _on_the_line(hands: Hands, order: Order) -> None:
    await hands.press("Ctrl+3")
    await until(lambda: words_of("call_back.number"), "today's list")
    await hands.into("call_back.list")
    await hands.press("Home")
    for _ in range(MOST_ROWS):
        if digits(words_of("call_back.number")) == order.number:
            break
        await hands.press("Down")
        await asyncio.sleep(PAUSE)
    else:
        raise NotSeen(f"{order.number} in today's list")
    await until(lambda: (dial := seen("call_back.dial")) is not None and dial.isEnabled(), "the number to dial")
    await hands.press("Ctrl+D")
    await until(lambda: seen("seat.hang_up"), "the citizen on the line")
    await until(lambda: words_of("call_back.say"), "the first question")
