"""How states, countdowns and answers look on the intake page: icon, colour and tone for each."""

from __future__ import annotations

from desk.rules.callback import Satisfaction
from desk.rules.deadline import Level
from desk.rules.order import ENDED, State
from desk.wire.records import Order
from ui.theme import Token
from ui.widgets.badge import Tone

COUNTDOWN: dict[str, tuple[str, Token]] = {
    Level.CALM: ("circle", "text2"),
    Level.NEAR: ("clock", "amber"),
    Level.OVER: ("triangle_alert", "red"),
}
FACE: dict[str, tuple[str, Token]] = {
    Satisfaction.VERY_SATISFIED: ("smile", "green"),
    Satisfaction.SATISFIED: ("smile", "green"),
    Satisfaction.BASICALLY: ("neutral", "text2"),
    Satisfaction.DISSATISFIED: ("frown", "red"),
    Satisfaction.VERY_DISSATISFIED: ("frown", "red"),
}


def tone(order: Order) -> Tone:
    """Only what is being handled or waits for the citizen carries the accent."""
    if order.state in (State.IN_HAND, State.TO_CALL_BACK):
        return "accent"
    return "green" if order.state == State.CLOSED else "neutral"


def state_colour(order: Order) -> Token:
    by_tone: dict[Tone, Token] = {"accent": "accent", "green": "green"}
    return by_tone.get(tone(order), "text2")


def is_open(order: Order) -> bool:
    return order.state not in ENDED
