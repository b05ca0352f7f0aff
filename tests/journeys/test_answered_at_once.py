"""A question answered from the knowledge while the citizen waits, and a call that was none."""

from __future__ import annotations

from desk.rules.order import State
from desk.tour.hands import seen, until
from desk.tour.stage import digits, number_shown, words_of
from tests.journeys.stagehand import City, Desk, play, shown_in

QUESTION = "王女士问，身份证丢了怎么补办，外地户口能不能办？"


def test_a_question_is_answered_from_the_knowledge_and_closed_by_keys_alone(city: City) -> None:
    async def story(desk: Desk) -> None:
        async with desk.signed_in() as hands:
            await hands.press("Ctrl+N")
            await hands.write(QUESTION)
            await until(lambda: seen("intake.answer_thus"), "an article that answers")
            await hands.press("Alt+A")
            await until(lambda: "临时身份证" in words_of("intake.answer"), "the article's words in the answer")
            await hands.write("祝您办理顺利。")
            await until(number_shown, "the order's number")
            number, answer = number_shown(), words_of("intake.answer")
            assert answer.endswith("祝您办理顺利。")
            await hands.press("Ctrl+Return")
            await until(lambda: number in digits(shown_in("intake.told")), "the order filed")
            colleague = await city.colleague()
            order = await colleague.until_order(number, lambda order: order.state == State.CLOSED, "closed")
            assert (order.content, order.reply) == (QUESTION, answer)

    play(city.settings(), story)


def test_a_call_that_was_none_is_closed_as_invalid_by_one_key_pressed_twice(city: City) -> None:
    async def story(desk: Desk) -> None:
        async with desk.signed_in() as hands:
            await hands.press("Ctrl+N")
            await hands.write("打错了，没有事。")
            await until(number_shown, "the order's number")
            number = number_shown()
            await hands.press("F9")
            await until(lambda: "F9" in shown_in("intake.told"), "the warning")
            await hands.press("F9")
            await until(lambda: number in digits(shown_in("intake.told")), "the order filed")
            colleague = await city.colleague()
            await colleague.until_order(number, lambda order: order.state == State.INVALID, "invalid")

    play(city.settings(), story)
