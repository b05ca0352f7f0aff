"""What the agent reads back to the caller before filing, in two lines."""

from __future__ import annotations

import re
from datetime import datetime

import resources
from desk.rules.acts import Intake
from desk.rules.calendar import CHINA
from desk.rules.order import State
from desk.rules.text import one_line
from desk.work.suggest import matter_of

MATTER_LENGTH = 60
"""Characters of the matter that are read out; the two lines are spoken, and leave the form its room."""


def read_back(form: Intake, unit_name: str, due_at: datetime) -> tuple[str, str]:
    """First what the citizen said and wishes, then what happens and by when; two empty lines while nothing is written."""
    phrases = resources.read_toml("text/phrases.toml")["read_back"]
    matter = matter_of(form.content)
    if not matter:
        return "", ""
    if form.place and form.place not in matter and not matter.startswith(form.place[:2]):
        matter = form.place + matter
    if len(matter) > MATTER_LENGTH:
        matter = matter[:MATTER_LENGTH] + phrases["and_so_on"]
    wished = re.search(phrases["wishes"], one_line(form.content))
    wish = phrases["wish"].format(wish=wished.group()) if wished and wished.group() not in matter else ""
    about = phrases["about"].format(matter=matter, wish=wish)
    if form.then is State.CLOSED:
        return about, str(phrases["answered"])
    frame = phrases["to_unit"] if unit_name else phrases["to_somebody"]
    day = due_at.astimezone(CHINA)
    return about, str(frame.format(unit=unit_name, month=day.month, day=day.day))
