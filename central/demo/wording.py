"""How a matter is put into words: the title and text of an order, a unit's reply, and when things happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from central.demo.city import City, Matter, words
from central.demo.people import Citizen
from central.demo.places import Spot

WRITTEN = frozenset({"app", "wechat", "web", "letter"})
_URGENT, _VERY_URGENT = "2", "3"
_CONSULT = "1"
_MORNING = 6
_KIND_WORDS = frozenset("56")
_ASKS_ACTION = frozenset("234")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What one order is about, settled before a word is written; `slots` fill every pattern of the matter.

    `told` is the place in the matter's contents; subject, wish, answer and reply go with it.
    """

    matter: Matter
    told: int
    urgency: str
    channel: str
    hidden: bool
    subject: str
    slots: Mapping[str, str]

    @property
    def talk(self) -> bool:
        """Nobody has to go anywhere: words settle it."""
        return self.matter.where == "none" or self.matter.appeal == _CONSULT


def theme(
    rng: Random, city: City, matter: Matter, person: Citizen, spot: Spot, at: datetime, *, channel: str, hidden: bool
) -> Theme:
    """`at` is when the order was accepted: what happened, happened before. `hidden` keeps the name out of the text."""
    urgency = rng.choices("123", matter.urgency)[0]
    slots = {
        "who": words()["citizen"] if hidden or channel in WRITTEN else person.who,
        "when": _when(rng, at, urgency),
        "since": rng.choice(words()["when"]["since"]),
        "place": spot.place,
        "area": spot.area,
        "street": spot.street,
        "compound": spot.compound,
        "town": city.names[spot.division[:9]].partition("（")[0],
        "district": city.names[spot.division[:6]],
        "count": str(rng.randrange(2, 7)),
        "days": str(rng.randrange(8, 26)),
        "floor": str(rng.randrange(3, 18)),
        "minutes": str(rng.randrange(15, 60)),
        "money": str(rng.randrange(3, 60) * 100),
        "line": str(rng.choice((2, 10, 18, 26, 40, 55, 61, 102, 178, 206, 218, 529, 812))),
        **{name: rng.choice(values) for name, values in matter.words.items()},
    }
    told = rng.randrange(len(matter.contents))
    subject = rng.choice(matter.subjects[told]).format_map(slots)
    return Theme(
        matter=matter, told=told, urgency=urgency, channel=channel, hidden=hidden, subject=subject, slots=slots
    )


def title(rng: Random, about: Theme) -> str:
    patterns = words()["titles"]
    names: tuple[str, ...] = (about.matter.appeal,)
    if about.channel == "grid":
        names = ("grid",)
    elif about.channel in WRITTEN:
        names = (f"written_{about.matter.appeal}", "written")
    text: str = rng.choice(_first(patterns, names)).format(subject=about.subject, who=about.slots["who"])
    marked = about.urgency == _VERY_URGENT or (about.urgency == _URGENT and rng.random() < 0.4)
    return words()["urgent_mark"] + text if marked else text


def content(rng: Random, about: Theme) -> str:
    """The five elements as people give them; what comes in writing may have line breaks and faces."""
    opening = "grid" if about.channel == "grid" else "written" if about.channel in WRITTEN else about.matter.appeal
    parts = [rng.choice(words()["openings"][opening]) + about.matter.contents[about.told]]
    courses = words()["courses"].get(f"{about.matter.appeal}_{about.matter.where}")
    if courses and about.channel != "grid" and about.urgency != _VERY_URGENT and rng.random() < 0.5:
        parts.append(rng.choice(courses))
    parts.append(rng.choice(about.matter.wishes[about.told]))
    endings = words()["endings"]
    if about.hidden and about.channel not in WRITTEN and endings["secret"] not in parts[-1]:
        parts.append(rng.choice(endings["confidential"]))
    elif about.matter.appeal in _ASKS_ACTION and rng.random() < 0.15:
        parts.append(rng.choice(endings["reply_wanted"]))
    between = "\n" if about.channel in WRITTEN and rng.random() < 0.35 else ""
    if about.channel in WRITTEN and rng.random() < 0.08:
        parts.append(rng.choice(endings["faces"]))
    return tidy(between.join(parts).format_map(about.slots))


def answer(rng: Random, about: Theme) -> str:
    """What the agent answers on the call; empty where the matter cannot be answered so."""
    answers = about.matter.answers[about.told]
    return rng.choice(answers) if answers else ""


def reply(rng: Random, about: Theme, visited: datetime, *, again: bool) -> str:
    """The unit's reply after somebody was there at `visited`; `again`: after an unsatisfied callback."""
    patterns = words()["reply"]
    opening = rng.choice(_first(patterns, (f"openings_{about.matter.appeal}", "openings")))
    body = (rng.choice(patterns["again"]) if again else "") + rng.choice(about.matter.replies[about.told])
    closings = "closings_talk" if about.talk or about.matter.appeal in _KIND_WORDS else "closings"
    slots = {**about.slots, "subject": about.subject, "on": _day_and_part(visited)}
    return tidy((opening + body + rng.choice(patterns[closings])).format_map(slots))


def tidy(text: str) -> str:
    """Patterns that meet may say a word twice; the second one goes."""
    for word in words()["said_once"]:
        text = text.replace(word * 2, word)
    return text


def _first(patterns: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return next(patterns[name] for name in names if name in patterns)


def _part_of_day(hour: int) -> str:
    parts = [name for start, name in words()["when"]["parts"] if start <= hour]
    return str(parts[-1])


def _day_and_part(moment: datetime) -> str:
    date: str = words()["when"]["date"].format(month=moment.month, day=moment.day)
    return date + _part_of_day(moment.hour)


def _when(rng: Random, told: datetime, urgency: str) -> str:
    """Nobody waits a day before reporting what cannot wait."""
    if urgency == _VERY_URGENT:
        return str(rng.choice(words()["when"]["just_now"]))
    longest = 400 if urgency == _URGENT else 2_400
    moment = told - timedelta(minutes=rng.randrange(60, longest))
    if moment.hour < _MORNING and urgency != _URGENT:
        moment -= timedelta(hours=8)
    return _moment(rng, moment, told)


def _moment(rng: Random, moment: datetime, told: datetime) -> str:
    """`moment` as said at `told`: today, yesterday, the day before, or the date."""
    near = words()["when"]["days"]
    ago = (told.date() - moment.date()).days
    day = near[ago] if ago < len(near) else words()["when"]["date"].format(month=moment.month, day=moment.day)
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    text: str = rng.choice(words()["when"]["moments"]).format(day=day, part=_part_of_day(moment.hour), hour=hour)
    return text
