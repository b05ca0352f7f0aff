"""Two people give one order another title, one of them without central."""

from __future__ import annotations

from desk.rules.acts import Edit
from desk.rules.order import ActKind
from desk.tour.hands import seen, until
from tests.journeys.stagehand import City, Desk, offline, play, shown_in

OURS, THEIRS = "幸福新村三幢二单元路灯不亮", "幸福新村路灯成片不亮"


def test_both_titles_are_shown_to_the_holder_and_choosing_one_settles_it(city: City) -> None:
    async def story(desk: Desk) -> None:
        async with desk.signed_in() as hands:
            number = await desk.jot_down("幸福新村三幢二单元门口路灯不亮，老人晚上出门看不清。")
            await (await city.colleague()).until_order(number, lambda order: True, "known")
            await city.stop()
            await until(offline, "central noticed as away")
            await desk.look_up(number)
            await hands.press("E")
            await hands.into("queue.edit.title")
            await hands.press("Ctrl+A")
            await hands.write(OURS)
            await hands.press("Ctrl+Return")
            await until(lambda: seen("queue.edit") is None, "the edit filed")
            async with city.elsewhere() as dispatcher:
                await dispatcher.does(number, ActKind.EDIT, Edit(fields={"title": THEIRS}))
            await city.start()
            await hands.press("Ctrl+R")
            await until(lambda: seen("queue.conflict.title"), "the card with both titles")
            shown = shown_in("queue.conflict.title")
            assert OURS in shown
            assert THEIRS in shown
            colleague = await city.colleague()
            assert (await colleague.order(number)).title == THEIRS
            await desk.look_up(number)
            await hands.press("1")
            await colleague.until_order(number, lambda order: order.title == OURS, "with the chosen title")
            await until(lambda: seen("queue.conflict.title") is None, "the card gone")

    play(city.settings(), story)
