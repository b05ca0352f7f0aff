"""The one story everybody knows: the rattling manhole cover by the school, padded by the next morning."""

from __future__ import annotations

from datetime import datetime, timedelta

import resources
from central.demo.facts import Step, Story


def school_road(now: datetime) -> Story:
    """Told so that it waits for its callback at `now` (in China's time): seen one day at seven, mended the next."""
    table = resources.read_toml("demo/school_road.toml")
    mended = now.replace(hour=8, minute=20, second=0)
    if now < mended + timedelta(minutes=30):
        mended -= timedelta(days=1)
    seen = mended.replace(hour=7, minute=6) - timedelta(days=1)
    seat, clerk, unit = table["seat"], table["clerk"], table["unit"]
    signed = seen + timedelta(minutes=24)
    steps = (
        Step(kind="accept_order", at=seen, by=seat, then="dispatched", unit=unit),
        Step(kind="sign_order", at=signed, by=clerk),
        Step(kind="add_note", at=signed + timedelta(minutes=35), by=clerk, words=table["note"]),
        Step(kind="reply_order", at=mended, by=clerk, words=_dated(table["reply"], mended)),
        Step(kind="accept_reply", at=mended + timedelta(minutes=25), by=table["dispatcher"], words=table["review"]),
    )
    plain = ("title", "content", "place", "division", "category", "appeal", "urgency", "contact_name", "contact_phone")
    return Story(
        number=f"{seen:%y%m%d}{seat}0001",
        **{name: str(table[name]) for name in plain},
        line_phone="",
        confidential=False,
        anonymous=False,
        wants_callback=True,
        channel="app",
        accepted_at=seen,
        accepted_by=seat,
        unit=unit,
        state="to_call_back",
        steps=steps,
    )


def _dated(text: str, day: datetime) -> str:
    return text.format(month=day.month, day=day.day)
