"""The shift lead's noon: urge the story's order, hand ten orders to a colleague, accept the unit's reply."""

from __future__ import annotations

from desk.rules import acts
from desk.rules.order import ActKind, State
from desk.tour.hands import seen, until
from desk.tour.stage import Stage, find, sign_in, sign_out, step, story, title, told

LEAD, EXTENSION = "00108", "8008"
HANDED = 10


async def the_lead(stage: Stage) -> None:
    await sign_in(stage, LEAD, EXTENSION, ready=False)
    await _urge(stage)
    await _reassign_ten(stage)
    await _reply_and_review(stage)
    await sign_out(stage)


async def _urge(stage: Stage) -> None:
    hands = stage.hands
    await find(stage, stage.number)
    await hands.press("C")
    await until(lambda: seen("queue.act.words"), "the field for the urging words")
    await hands.write(str(told()["said"]["urge"]))
    await hands.press("Ctrl+Return")
    await stage.until_urged()


async def _reassign_ten(stage: Stage) -> None:
    hands = stage.hands
    await hands.press("Ctrl+4")
    await until(lambda: seen("lead.pool"), "the pool of orders")
    await hands.into("lead.pool")
    await hands.press("Home")
    for _ in range(HANDED):
        await hands.press("Space", "Down")
    await hands.press("G")
    await until(lambda: (go := seen("lead.go")) is not None and go.isEnabled(), "the dry run")
    await hands.press("Ctrl+Return")
    await until(lambda: seen("lead.undo"), "the ten orders handed over")
    await stage.account.tell(step("supervise"), title("reassigned"), stage.number)


async def _reply_and_review(stage: Stage) -> None:
    hands, now = stage.hands, stage.clock.now()
    reply = str(story()["reply"]).format(month=now.month, day=now.day)
    await stage.clerk_does(ActKind.REPLY, acts.Words(words=reply))
    await find(stage, stage.number)
    await until(lambda: seen("queue.do.accept_reply"), "the reply to review")
    await stage.account.tell(step("feed_back"), title("replied"), stage.number)
    await hands.press("A", "Ctrl+Return")
    await stage.wait_for(State.TO_CALL_BACK)
    await stage.account.tell(step("feed_back"), title("reviewed"), stage.number)
