"""Central is away, an order is filed, and then the seat dies too."""

from __future__ import annotations

from desk.tour.hands import seen, until
from desk.tour.stage import in_touch
from tests.journeys.killed import other_seat
from tests.journeys.stagehand import AGENT, PASSWORD, City, Desk, offline, play, waiting


def test_an_order_filed_while_central_was_away_survives_the_seat_and_arrives_once(city: City) -> None:
    with other_seat(city, "filing_while_away") as seat:
        assert seat.tells()["ready"]
        city.central.stop()
        seat.go_on()
        number = seat.tells()["number"]
        seat.kill()

    async def story(desk: Desk) -> None:
        async with desk.program() as hands:
            await desk.type_credentials(AGENT, PASSWORD)
            await until(lambda: seen("window"), "the desk, central still away")
            await until(lambda: waiting(1) and offline(), "the order waiting to be sent")
            await desk.look_up(number)
            await city.start()
            await hands.press("Ctrl+R")
            colleague = await city.colleague()
            filed = await colleague.until_order(number, lambda order: True, "known")
            await until(lambda: in_touch() and waiting(0), "nothing left to send")
            same = [order for order in await colleague.orders() if order.content == filed.content]
            assert [order.number for order in same] == [number]
            accepted = [line for line in await colleague.timeline(number) if line.kind == "accept_order"]
            assert len(accepted) == 1

    play(city.settings(), story)
