"""The seat dies in the middle of a sentence."""

from __future__ import annotations

import time

from desk.tour.hands import until
from desk.tour.stage import number_shown, words_of
from tests.journeys.killed import other_seat
from tests.journeys.stagehand import City, Desk, names_below, play

SAFE_AFTER = 1.0
"""Seconds after which a committed word is on the disk, no key pressed."""
TYPED = 24


def test_what_was_typed_a_second_before_the_seat_was_killed_is_there_after_it(city: City) -> None:
    with other_seat(city, "typing") as seat:
        typed = [seat.tells() for _ in range(TYPED)]
        seat.kill()
        killed_at = time.time()
    safe = [each for each in typed if each["at"] < killed_at - SAFE_AFTER]
    assert safe
    number = typed[-1]["number"]
    assert number

    async def story(desk: Desk) -> None:
        async with desk.signed_in() as hands:
            await until(lambda: chips(), "the draft's chip")
            assert len(chips()) == 1
            await hands.click(chips()[0])
            await until(lambda: words_of("intake.content"), "the draft's words")
            assert words_of("intake.content").startswith(safe[-1]["text"])
            assert number_shown() == number

    play(city.settings(), story)


def chips() -> list[str]:
    return [name for name in names_below("window", "strip.") if name != "strip.new"]
