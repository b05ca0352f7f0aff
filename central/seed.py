"""The demo: the city's reference records, and its orders told as acts through the same handlers as anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import msgspec

import resources
from central.demo.facts import Step, Story
from central.handlers.push import push
from central.handlers.task import Submission
from central.passwords import hashed
from central.scopes import actor_of
from central.store import orders, reference
from central.store.engine import Store
from central.store.reference import CityOf
from desk.rules import acts
from desk.rules.ids import uuid7
from desk.rules.order import ActKind, State
from desk.rules.roles import Role
from desk.rules.seat import SeatState
from desk.wire.acts import Act, Verdict, raw
from desk.wire.records import Article, Category, Division, Record, Staff, Unit

WORKSTATION = "demo"
_STORIES_AT_ONCE = 400
_MINE = "01023"
"""The seat the demo is shown from; it signs in by itself."""


class NotEmpty(RuntimeError):
    """There are orders already; the demo does not mix with anybody's work."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many orders and acts came in, and how many acts the rules refused (none is expected)."""

    orders: int
    acts: int
    refused: int


def seed(store: Store, stories: Iterable[Story], password: str, now: datetime, luck: int) -> Seeded:
    """Fill an empty database; NotEmpty otherwise. Every colleague gets the same password, hashed once: it is a demo."""
    with store.reading() as tx:
        if not orders.is_empty(tx):
            raise NotEmpty("the database has orders already; seed fills an empty one")
    load_city(store, password, now)
    seeded = tell(store, stories, now)
    _people_the_seats(store, Random(luck), now)
    return seeded


def load_city(store: Store, password: str, now: datetime) -> None:
    """The reference records, where there are none yet."""
    with store.writing() as tx:
        if not reference.is_empty(tx):
            return
        staff = _staff()
        reference.set_passwords(tx, staff, hashed(password))
        reference.put(tx, [*_divisions(), *_categories(), *_units(), *staff, *_articles()], now)


def tell(store: Store, stories: Iterable[Story], now: datetime) -> Seeded:
    """Carry the stories' steps out, in the order they happened within some hundred orders at a time."""
    city = CityOf()
    with store.reading() as tx:
        staff = {number: actor_of(member) for number, member in city.read(tx).staff.items()}
    told = done = refused = 0
    for some in _in_parts(stories):
        acts_told = sorted((one for story in some for one in _acts(story)), key=lambda one: one[1].at)
        outcomes = push(store, city, [Submission(staff[by], act) for by, act in acts_told], now)
        told, done = told + len(some), done + len(outcomes)
        refused += sum(outcome.verdict is not Verdict.APPLIED for outcome in outcomes)
    return Seeded(told, done, refused)


def _in_parts(stories: Iterable[Story]) -> Iterator[list[Story]]:
    some: list[Story] = []
    for story in stories:
        some.append(story)
        if len(some) == _STORIES_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _acts(story: Story) -> Iterator[tuple[str, Act]]:
    """(staff number, act) of each step."""
    lane = uuid7(_milliseconds(story.accepted_at))
    for place, step in enumerate(story.steps):
        yield step.by, _act(lane, place, step.kind, step.at, _form(story, step))


def _act(lane: str, place: int, kind: str, at: datetime, form: acts.Args) -> Act:
    return Act(
        id=uuid7(_milliseconds(at)), workstation=WORKSTATION, seq=place, lane=lane, kind=kind, args=raw(form), at=at
    )


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _form(story: Story, step: Step) -> acts.Args:
    shape = acts.FORMS[ActKind(step.kind)]
    if shape is acts.Intake:
        return _intake(story, step)
    if shape is acts.ToUnit:
        return acts.ToUnit(unit=step.unit, words=step.words)
    if shape is acts.Attempt:
        said = {name: getattr(step, name) for name in ("contacted", "justified", "words", "reason", "appointment_at")}
        coded = {name: getattr(step, name) or None for name in ("outcome", "solved", "satisfaction")}
        rang = {"rang_seconds": step.rang_seconds, "talked_seconds": step.talked_seconds}
        return msgspec.convert(said | coded | rang, acts.Attempt)
    return acts.Words(words=step.words) if shape is acts.Words else acts.PerhapsWords(words=step.words)


def _intake(story: Story, step: Step) -> acts.Intake:
    then = State(step.then)
    copied = (
        "number", "title", "content", "place", "division", "category", "appeal", "urgency", "channel", "contact_name",
        "contact_phone", "line_phone", "confidential", "anonymous",
    )  # fmt: skip
    return acts.Intake(
        then=then,
        unit=step.unit,
        wants_call_back=story.wants_callback,
        answer=step.words if then is State.CLOSED else "",
        reason=step.words if then in (State.INVALID, State.NOT_ACCEPTED) else "",
        **{name: getattr(story, name) for name in copied},
    )


def _people_the_seats(store: Store, rng: Random, now: datetime) -> None:
    """The colleagues around the one seat: some on a call, some free, some away, some at home."""
    states = (
        SeatState.READY,
        SeatState.TALKING,
        SeatState.WRAP_UP,
        SeatState.BUSY,
        SeatState.BREAK,
        SeatState.SIGNED_OUT,
    )
    city = CityOf()
    with store.reading() as tx:
        seats = [member for member in city.read(tx).staff.values() if Role.SEAT in member.roles and member.id != _MINE]
    told = []
    for member in sorted(seats, key=lambda member: member.id):
        state = rng.choices(states, (5, 7, 3, 2, 1, 3))[0]
        at = now - timedelta(seconds=rng.randrange(5, 240 if state is SeatState.TALKING else 1500))
        form = acts.SeatStep(state=state.value)
        told.append(Submission(actor_of(member), _act(f"seat:{member.id}", 0, ActKind.SEAT_STATE.value, at, form)))
    push(store, city, told, now)


def _divisions() -> Sequence[Record]:
    rows = resources.read_rows("places/divisions.csv")
    return [Division(id=row["code"], name=row["name"], level=row["level"], parent=row["parent"]) for row in rows]


def _categories() -> Sequence[Record]:
    """Leaves only: a row whose code begins no other row's."""
    rows = resources.read_rows("categories/petition.csv")
    inner = {row["code"][:length] for row in rows for length in range(2, len(row["code"]), 2)}
    leaves = (row for row in rows if row["code"] not in inner)
    return [
        Category(id=row["code"], path=tuple(filter(None, (row["level1"], row["level2"], row["level3"]))))
        for row in leaves
    ]


def _units() -> Sequence[Record]:
    return [
        Unit(
            id=row["code"],
            name=row["name"],
            level=row["level"],
            division=row["division"],
            duties=tuple(filter(None, row["duties"].split(";"))),
        )
        for row in resources.read_rows("demo/units.csv")
    ]


def _staff() -> list[Staff]:
    return [
        Staff(
            id=row["staff_no"],
            name=row["name"],
            roles=tuple(row["roles"].split(";")),
            unit=row["unit"],
            team=row["team"],
            extension=row["extension"],
        )
        for row in resources.read_rows("demo/staff.csv")
    ]


def _articles() -> Sequence[Record]:
    rows = resources.read_rows("demo/knowledge.csv")
    plain = ("id", "title", "answer", "valid_until", "category")
    return [Article(**{name: row[name] for name in plain}, keywords=tuple(row["keywords"].split(";"))) for row in rows]
