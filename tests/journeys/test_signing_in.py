"""The door: with central, without it, and with the wrong key."""

from __future__ import annotations

from desk.rules.sentences import sentence
from desk.tour.hands import seen, until
from desk.tour.stage import words_of
from tests.journeys.stagehand import AGENT, PASSWORD, City, Desk, offline, play, shown_in
from ui.wording import sign_in as words

WRONG = "suzhou-12345"
BAD_PASSWORD = sentence("bad_password", {})


def test_a_wrong_password_is_answered_under_the_field_and_nothing_else_happens(city: City) -> None:
    async def story(desk: Desk) -> None:
        async with desk.program():
            await desk.type_credentials(AGENT, WRONG)
            await until(lambda: BAD_PASSWORD in shown_in("sign_in.password"), "the sentence")
            assert seen("sign_in.go") is not None
            assert seen("window") is None

    play(city.settings(), story)
    assert not list((city.desk_folder / AGENT).glob("*.db*"))


def test_where_nobody_signed_in_before_an_absent_central_is_told_in_a_sentence(city: City) -> None:
    city.central.stop()

    async def story(desk: Desk) -> None:
        async with desk.program():
            await until(lambda: words.OFFLINE in shown_in("sign_in.central"), "central known to be away")
            await desk.type_credentials(AGENT, PASSWORD)
            said = sentence("never_signed_in", {})
            await until(lambda: said in shown_in("sign_in"), "the sentence")
            assert seen("window") is None

    play(city.settings(), story)


def test_after_one_sign_in_with_central_the_right_password_opens_the_desk_without_it(city: City) -> None:
    async def story(desk: Desk) -> None:
        known = (await (await city.colleague()).orders())[0]
        async with desk.signed_in():
            await desk.look_up(known.number)
        await city.stop()
        async with desk.program():
            await desk.type_credentials(AGENT, WRONG)
            await until(lambda: BAD_PASSWORD in shown_in("sign_in.password"), "the sentence")
            assert seen("window") is None
            await desk.type_credentials(AGENT, PASSWORD)
            await until(lambda: seen("window"), "the desk")
            await until(offline, "the desk saying that central is away")
            await desk.look_up(known.number)
            assert known.title in words_of("queue.detail.title")

    play(city.settings(), story)
