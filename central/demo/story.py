"""The demo city's orders: as many as asked for, the same ones for the same seed, told up to a given moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from central.demo import wording
from central.demo.city import City, Matter, city, words
from central.demo.course import Course
from central.demo.facts import Step, Story
from central.demo.people import Citizen, citizen
from central.demo.places import Spot, spot
from central.demo.school_road import school_road
from central.demo.wording import WRITTEN, Theme
from central.demo.working_time import CHINA

_DAYS = 45
_HOURS = (3, 2, 1, 1, 1, 2, 6, 14, 22, 26, 24, 18, 14, 18, 22, 22, 20, 17, 14, 12, 10, 9, 7, 5)
"""How many calls come in each hour of a day, in proportion."""

_CHANNELS = {"phone": 72, "app": 11, "wechat": 8, "web": 5, "letter": 2}
_GRID_SHARE = 0.12
_INVALID_SHARE = 0.03
_REPORT, _PRAISE, _CONSULT = "4", "6", "1"


@dataclass(frozen=True, slots=True)
class HotSpot:
    """A matter many people call about, at one place, for a day or two."""

    matter: Matter
    spot: Spot
    person: Citizen
    start: datetime
    end: datetime


def stories(count: int, seed: int, now: datetime) -> Iterator[Story]:
    """`count` orders accepted in the 45 days before `now` (aware), oldest first; nothing in them is later than `now`.

    The first one is always the manhole cover on the school's road, waiting to be called back. The same arguments give
    the same stories. ValueError for a naive `now` or a negative count.
    """
    if now.tzinfo is None or count < 0:
        raise ValueError("stories needs an aware moment and a count that is not negative")
    return _told(count, Random(seed), now.astimezone(CHINA).replace(microsecond=0))


def _told(count: int, rng: Random, now: datetime) -> Iterator[Story]:
    if not count:
        return
    teller = _Teller(rng, city(), now)
    first = school_road(now)
    teller.serials[first.number[:11]] += 1
    yield first
    for at in sorted(_moment(rng, now) for _ in range(count - 1)):
        yield teller.tell(at)


def _moment(rng: Random, now: datetime) -> datetime:
    """More of the last days than of the first, and most of the last one, at the hours people call."""
    days = rng.random() if rng.random() < 0.08 else _DAYS * rng.random() ** 1.8
    day = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    for _ in range(20):
        at = day + timedelta(hours=rng.choices(range(24), _HOURS)[0], seconds=rng.randrange(3_600))
        if at <= now:
            return at
    return now - timedelta(seconds=rng.randrange(60, 5_400))


class _Teller:
    """Keeps what the stories of one city share: who has called before, hot spots, and each seat's numbers of the day."""

    def __init__(self, rng: Random, where: City, now: datetime) -> None:
        self.rng, self.city, self.now = rng, where, now
        self.known: list[Citizen] = []
        self.serials: Counter[str] = Counter()
        self.weights = tuple(matter.weight for matter in where.matters)
        self.hot_spots = tuple(self._hot_spot() for _ in range(6))

    def tell(self, at: datetime) -> Story:
        rng = self.rng
        if rng.random() < _INVALID_SHARE:
            return self._invalid(at)
        person, matter, where = self._what(at)
        channel = self._channel(matter)
        hidden = matter.appeal == _REPORT and rng.random() < 0.6
        anonymous = rng.random() < (0.15 if hidden else 0.01)
        about = wording.theme(rng, self.city, matter, person, where, at, channel=channel, hidden=hidden or anonymous)
        direct = channel == "phone" and rng.random() < matter.direct * 1.4
        wants_callback = not anonymous and channel != "grid" and rng.random() > 0.06
        seat = self._seat()
        steps, state, unit = self._answered(about, at, seat)
        if not direct:
            first_unit = self.city.unit_for(matter.duty, where.division)
            course = Course(rng, self.city, about, where.division, seat, wants_callback, first_unit)
            steps, state, unit = course.until(at, self.now)
        return Story(
            number=self._number(at, seat),
            title=wording.title(rng, about),
            content=wording.content(rng, about),
            place=where.place,
            division=where.division,
            category=matter.category,
            appeal=matter.appeal,
            urgency=about.urgency,
            contact_name=self._contact(person, anonymous=anonymous, channel=channel, division=where.division),
            contact_phone="" if anonymous else person.phone,
            line_phone=person.phone if channel == "phone" and not anonymous else "",
            confidential=hidden,
            anonymous=anonymous,
            wants_callback=wants_callback,
            channel=channel,
            accepted_at=at,
            accepted_by=seat,
            unit=unit,
            state=state,
            steps=steps,
        )

    def _answered(self, about: Theme, at: datetime, seat: str) -> tuple[tuple[Step, ...], str, str]:
        """Answered on the call and closed."""
        said = wording.answer(self.rng, about)
        return (Step(kind="accept_order", at=at, by=seat, then="closed", words=said),), "closed", ""

    def _what(self, at: datetime) -> tuple[Citizen, Matter, Spot]:
        rng = self.rng
        for hot in self.hot_spots:
            if hot.start <= at <= hot.end and rng.random() < 0.12:
                return citizen(rng, self.city), hot.matter, hot.spot
        person = rng.choice(self.known) if self.known and rng.random() < 0.3 else citizen(rng, self.city)
        self.known.append(person)
        matter = rng.choices(self.city.matters, self.weights)[0]
        return person, matter, spot(rng, self.city, matter.where, person)

    def _hot_spot(self) -> HotSpot:
        rng = self.rng
        fitting = [matter for matter in self.city.matters if matter.appeal in "23" and matter.where != "none"]
        person, matter = citizen(rng, self.city), rng.choice(fitting)
        start = self.now - timedelta(hours=rng.uniform(10, 240))
        end = start + timedelta(hours=rng.uniform(12, 40))
        return HotSpot(matter, spot(rng, self.city, matter.where, person), person, start, end)

    def _channel(self, matter: Matter) -> str:
        if matter.appeal in "23" and matter.where == "street" and self.rng.random() < _GRID_SHARE:
            return "grid"
        if matter.appeal == _CONSULT and self.rng.random() < 0.8:
            return "phone"
        return self.rng.choices(tuple(_CHANNELS), tuple(_CHANNELS.values()))[0]

    def _contact(self, person: Citizen, *, anonymous: bool, channel: str, division: str) -> str:
        if anonymous:
            return ""
        if channel == "grid":
            towns = self.city.towns_of_grid.items()
            members = [number for number, town in towns if town == division[:9]] or [number for number, _ in towns]
            return self.city.names_of_staff[self.rng.choice(members)]
        return person.name if channel in WRITTEN or self.rng.random() < 0.5 else person.who

    def _invalid(self, at: datetime) -> Story:
        rng, say = self.rng, words()["invalid"]
        person, seat = citizen(rng, self.city), self._seat()
        kind = rng.choice(say["kinds"])
        return Story(
            number=self._number(at, seat),
            title=rng.choice(say["titles"]).format(kind=kind),
            content=rng.choice(say["contents"][kind]),
            place="",
            division="",
            category="",
            appeal=_CONSULT,
            urgency="1",
            contact_name="",
            contact_phone="",
            line_phone=person.phone,
            confidential=False,
            anonymous=False,
            wants_callback=False,
            channel="phone",
            accepted_at=at,
            accepted_by=seat,
            unit="",
            state="invalid",
            steps=(Step(kind="accept_order", at=at, by=seat, then="invalid", words=kind),),
        )

    def _seat(self) -> str:
        """Anyone on shift; the seat of the pictures, 01023, a little more often."""
        return "01023" if self.rng.random() < 0.06 else self.rng.choice(self.city.staff["seat"])

    def _number(self, at: datetime, seat: str) -> str:
        day = f"{at:%y%m%d}{seat}"
        self.serials[day] += 1
        return f"{day}{self.serials[day]:04d}"
