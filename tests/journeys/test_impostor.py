"""Something that is not central answers at its address."""

from __future__ import annotations

from functools import partial

from desk.tour.hands import until
from desk.tour.stage import in_touch
from tests.journeys.impostor import ANSWERS, impostor
from tests.journeys.stagehand import City, Desk, offline, play, waiting


def test_whatever_answers_in_centrals_place_orders_are_filed_and_arrive_once_it_is_back(city: City) -> None:
    async def story(desk: Desk) -> None:
        numbers: list[str] = []
        async with desk.signed_in() as hands:
            await city.stop()
            with impostor(city.central.url) as stranger:
                for place, answer in enumerate(ANSWERS, 1):
                    stranger.say(answer)
                    await hands.press("Ctrl+R")
                    await until(lambda: stranger.was_asked and offline(), f"central away behind {answer}")
                    numbers.append(await desk.jot_down(f"人民路第{place}个路灯不亮，请派人修。"))
                    await hands.press("Ctrl+R")
                    await until(partial(waiting, place), f"{place} waiting")
            assert offline()
            await city.start()
            await hands.press("Ctrl+R")
            await until(lambda: in_touch() and waiting(0), "nothing left to send")
            filed = [order for order in await (await city.colleague()).orders() if order.content.startswith("人民路第")]
            assert sorted(order.number for order in filed) == sorted(numbers)

    play(city.settings(), story)
