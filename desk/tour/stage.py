"""What the chapters of the tour share: the hands, the account, the people without a desk, and the words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import resources
from desk.central_process import CentralProcess
from desk.clock import SystemClock
from desk.rules.acts import Args
from desk.rules.order import ActKind, State
from desk.tour.account import Account
from desk.tour.api_user import ApiUser
from desk.tour.hands import Hands, NotSeen, seen, until
from desk.wire.acts import Verdict
from desk.wire.records import Order
from ui.wording import frame as frame_words

PAUSE = 0.25
"""Seconds a list is given to answer what was typed."""


@dataclass(slots=True)
class Stage:
    """`number`: the story's order; `second`: the one filed while central was away."""

    hands: Hands
    account: Account
    central: CentralProcess
    checker: ApiUser
    clerk: ApiUser
    password: str
    clock: SystemClock = field(default_factory=SystemClock)
    number: str = ""
    second: str = ""

    async def order(self) -> Order:
        return await self.checker.order(self.number)

    async def wait_for(self, state: State) -> None:
        """Until central says the story's order is in that state."""
        await self._until_order(self.number, lambda order: order.state == state, state)

    async def until_urged(self) -> None:
        await self._until_order(self.number, lambda order: order.urge_count > 0, "urged")

    async def until_at_central(self, number: str) -> None:
        await self._until_order(number, lambda order: True, "known")

    async def _until_order(self, number: str, fits: Callable[[Order], bool], what: str) -> None:
        for _ in range(300):
            if await self.checker.knows(number) and fits(await self.checker.order(number)):
                return
            await asyncio.sleep(0.1)
        raise NotSeen(f"{number} {what} at central")

    async def clerk_does(self, kind: ActKind, form: Args) -> None:
        """The unit's clerk acts through the API; anything but `applied` ends the tour."""
        outcome = await self.clerk.act(await self.order(), kind, form, self.clock.now())
        if outcome.verdict is not Verdict.APPLIED:
            raise NotSeen(f"{kind} applied, but {outcome.verdict} {outcome.code}")


def told() -> dict[str, Any]:
    return resources.read_toml("tour/tour.toml")


def step(name: str) -> str:
    """The official word of one of the eight steps."""
    return str(told()["steps"][name])


def title(name: str) -> str:
    return str(told()["titles"][name])


def story() -> dict[str, Any]:
    """The school road's own words: content, place, reply."""
    return resources.read_toml("demo/school_road.toml")


def words_of(name: str) -> str:
    """What the widget of that name shows; empty when it is not there."""
    widget = seen(name)
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName() if widget is not None else ""


def in_touch() -> bool:
    return words_of("seat.sync").startswith(frame_words.ONLINE)


async def sign_in(stage: Stage, number: str, extension: str, ready: bool = True) -> None:
    """Fill the sign-in window by keyboard and wait for the desk, in touch with central."""
    hands = stage.hands
    await until(lambda: seen("sign_in.number"), "the sign-in window")
    await hands.into("sign_in.number")
    await hands.press("Ctrl+A")
    await hands.write(number)
    for field_text in (stage.password, extension):
        await hands.tab_on()
        await hands.press("Ctrl+A")
        await hands.write(field_text)
    if not ready:
        await hands.press("Tab", "Space")
    await hands.press("Return")
    await until(lambda: seen("window"), "the desk's window")
    await until(in_touch, "the desk in touch with central")


async def sign_out(stage: Stage) -> None:
    await stage.hands.press("Ctrl+Shift+Q")
    await until(lambda: seen("window") is None, "the desk closed")


async def find(stage: Stage, number: str) -> None:
    """Search the order by its number; it stands beside the list then."""
    hands = stage.hands
    await hands.press("Ctrl+F")
    await hands.press("Ctrl+A")
    await hands.write(number)
    await hands.press("Return")
    await until(lambda: number in digits(words_of("queue.detail.number")), "the order beside the list")


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def number_shown() -> str:
    """The order number on the form, as digits; empty until it is given."""
    return digits(words_of("intake.number"))


async def fill_form(hands: Hands, texts: dict[str, Any], search: dict[str, Any]) -> None:
    """The intake form by keyboard: words, place, division, category, unit."""
    await until(lambda: seen("intake.content"), "the form")
    await hands.into("intake.content")
    await hands.write(str(texts["content"]))
    await hands.tab_to("intake.place")
    await hands.write(str(texts["place"]))
    for name in ("division", "category", "unit"):
        await hands.tab_to(f"intake.{name}")
        await hands.press("Ctrl+A")
        await hands.write(str(search[name]))
        await asyncio.sleep(PAUSE)
        await hands.press("Return")
        await asyncio.sleep(PAUSE)
    await hands.tab_to("intake.contact_name")
    await hands.write(str(texts["contact_name"]))
    await until(number_shown, "the order's number")
