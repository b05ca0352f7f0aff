"""The agent works on an order offline that somebody else has closed meanwhile."""

from __future__ import annotations

from functools import partial

from desk.rules.acts import Words
from desk.rules.order import ActKind, State
from desk.rules.sentences import sentence
from desk.tour.hands import Hands, seen, until
from desk.tour.stage import words_of
from tests.journeys.stagehand import City, Desk, names_below, offline, play, shown_in
from ui.wording import frame as frame_words

URGING = "市民又来电，说水已经漫进楼道，请今天务必到场。"
NEW_TITLE = "十二号楼下水道冒水漫进楼道"
ANSWER = "物业已当场疏通，市民表示认可。"


def test_what_central_refuses_comes_back_with_its_words_and_leaves_when_it_is_dropped(city: City) -> None:
    async def story(desk: Desk) -> None:
        async with desk.signed_in() as hands:
            number = await desk.jot_down("杨舍西街十二号楼下水道往外冒水，昨晚八点开始的。")
            await (await city.colleague()).until_order(number, lambda order: True, "known")
            await city.stop()
            await until(offline, "central noticed as away")
            await _urge_and_retitle(desk, number)
            async with city.elsewhere() as dispatcher:
                await dispatcher.does(number, ActKind.ANSWER, Words(words=ANSWER))
            await city.start()
            await hands.press("Ctrl+R")
            await until(lambda: frame_words.TO_HANDLE.format(count=2) in words_of("seat.sync"), "two acts come back")
            await _drop_both(hands)
            colleague = await city.colleague()
            order = await colleague.order(number)
            assert (order.state, order.reply, order.urge_count) == (State.CLOSED, ANSWER, 0)
            late = [line for line in await colleague.timeline(number) if line.late]
            assert [line.words for line in late if line.facts["act"] == ActKind.URGE] == [URGING]
            assert [line.facts["title"] for line in late if line.facts["act"] == ActKind.EDIT] == [NEW_TITLE]

    play(city.settings(), story)


async def _urge_and_retitle(desk: Desk, number: str) -> None:
    hands = desk.hands
    await desk.look_up(number)
    await hands.press("C")
    await until(lambda: seen("queue.act.words"), "the field for the urging words")
    await hands.write(URGING)
    await hands.press("Ctrl+Return")
    await until(lambda: seen("queue.act.words") is None, "the urge filed")
    await hands.press("E")
    await hands.into("queue.edit.title")
    await hands.press("Ctrl+A")
    await hands.write(NEW_TITLE)
    await hands.press("Ctrl+Return")
    await until(lambda: seen("queue.edit") is None, "the edit filed")


def _are_left(count: int) -> bool:
    return len(names_below("outbox", "outbox.drop.")) == count


async def _drop_both(hands: Hands) -> None:
    await hands.press("Ctrl+O")
    await until(partial(_are_left, 2), "both in the drawer")
    shown = shown_in("outbox")
    assert frame_words.NEEDS_YOU in shown
    assert sentence("wrong_state", {}) in shown
    assert URGING in shown
    assert NEW_TITLE in shown
    for left in (1, 0):
        await hands.click(names_below("outbox", "outbox.drop.")[0])
        await until(partial(_are_left, left), "one less")
    await until(lambda: frame_words.TO_HANDLE[:3] not in words_of("seat.sync"), "nothing left to decide")
