"""The demo city's stories: the same for the same seed, told to the present, and lawful in the eyes of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import pytest

import resources
from central.demo.facts import Step, Story
from central.demo.story import stories
from desk.rules import acts
from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.deadline import default_limits
from desk.rules.ids import StaffNumber, UnitCode
from desk.rules.life import Occasion, OrderFacts, accept, effect_of
from desk.rules.order import ActKind, State
from desk.rules.roles import Actor, Role

NOW = datetime(2026, 9, 18, 15, 20, tzinfo=CHINA)
STAFF = {row["staff_no"]: row for row in resources.read_rows("demo/staff.csv")}
UNITS = {row["code"] for row in resources.read_rows("demo/units.csv")}
VILLAGES = {row["code"] for row in resources.read_rows("places/divisions.csv") if row["level"] == "village"}
CATEGORIES = {row["code"] for row in resources.read_rows("categories/petition.csv")}


@cache
def told() -> tuple[Story, ...]:
    return tuple(stories(2_000, 4268, NOW))


def actor(number: str) -> Actor:
    row = STAFF[number]
    roles = frozenset(map(Role, row["roles"].split(";")))
    return Actor(StaffNumber(number), row["name"], roles, UnitCode(row["unit"]))


def form(step: Step) -> acts.Args:
    if step.kind == ActKind.RECORD_ATTEMPT:
        return acts.Attempt(
            outcome=Outcome(step.outcome),
            contacted=step.contacted,
            solved=Solved(step.solved) if step.solved else None,
            satisfaction=Satisfaction(step.satisfaction) if step.satisfaction else None,
            reason=step.reason,
            justified=step.justified,
            words=step.words,
            appointment_at=step.appointment_at,
            rang_seconds=step.rang_seconds,
            talked_seconds=step.talked_seconds,
        )
    kind = acts.FORMS[ActKind(step.kind)]
    if kind is acts.ToUnit:
        return acts.ToUnit(unit=step.unit, words=step.words)
    return acts.Words(words=step.words) if kind is acts.Words else acts.PerhapsWords(words=step.words)


def intake(story: Story) -> acts.Intake:
    first = story.steps[0]
    return acts.Intake(
        number=story.number,
        then=State(first.then),
        content=story.content,
        title=story.title,
        place=story.place,
        division=story.division,
        category=story.category,
        unit=first.unit,
        appeal=story.appeal,
        urgency=story.urgency,
        channel=story.channel,
        contact_name=story.contact_name,
        contact_phone=story.contact_phone,
        line_phone=story.line_phone,
        confidential=story.confidential,
        anonymous=story.anonymous,
        wants_call_back=story.wants_callback,
        answer=first.words if first.then == "closed" else "",
        reason=first.words if first.then == "invalid" else "",
    ).checked()


def replayed(story: Story) -> Mapping[str, Any]:
    """The order's fields after the rules have carried out every step."""
    filed = intake(story)
    limits = default_limits()
    fields: dict[str, Any] = {"unit": "", "handle_due_at": None, "wants_call_back": filed.wants_call_back}
    fields |= dict.fromkeys(("urge_count", "return_count", "redo_count", "attempts", "failed_attempts"), 0)
    fields |= {"appeal": filed.appeal, "urgency": filed.urgency}
    first, *rest = story.steps
    fields |= accept(filed, Occasion(actor(first.by), first.at, limits)).changes
    for step in rest:
        order = cast(OrderFacts, SimpleNamespace(**fields))
        on = Occasion(actor(step.by), step.at, limits)
        fields |= effect_of(ActKind(step.kind), order, form(step), on).changes
    return fields


def test_the_rules_allow_every_step_and_reach_the_state_and_unit_each_story_tells() -> None:
    for story in told():
        fields = replayed(story)
        assert (fields["state"], fields["unit"]) == (story.state, story.unit), story.number


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 9, 20, 3, 4, 5, tzinfo=CHINA),  # a make-up Sunday, at night
        datetime(2026, 2, 18, 12, 0, tzinfo=CHINA),  # the Spring Festival
        datetime(2027, 1, 1, 0, 0, 30, tzinfo=CHINA),  # past the known notices
        datetime(2026, 9, 18, 7, 20, tzinfo=UTC),
    ],
)
def test_the_rules_allow_the_stories_of_any_moment(now: datetime) -> None:
    for story in stories(400, 3, now):
        fields = replayed(story)
        assert (fields["state"], fields["unit"]) == (story.state, story.unit), story.number
        assert story.steps[-1].at <= now


def test_the_same_arguments_give_the_same_stories_and_no_two_calls_share_state() -> None:
    one, other = stories(60, 7, NOW), stories(60, 7, NOW)
    assert [(next(one), next(other)) for _ in range(60)] == [(story, story) for story in stories(60, 7, NOW)]
    assert list(stories(60, 8, NOW)) != list(stories(60, 7, NOW))


def test_time_runs_forward_and_nothing_is_later_than_now() -> None:
    for story in told():
        moments = [step.at for step in story.steps]
        assert moments == sorted(set(moments)), story.number
        assert moments[0] == story.accepted_at
        assert moments[-1] <= NOW
        assert all(moment.microsecond == 0 for moment in moments)


def test_units_work_in_office_hours_unless_it_presses_and_citizens_are_rung_by_day() -> None:
    for story in told()[1:]:
        for step in story.steps:
            if step.kind == "reply_order":
                assert 9 <= step.at.hour < 18
            if step.kind == "record_attempt":
                assert 8 <= step.at.hour < 20


def test_every_code_exists_and_every_number_is_given_once() -> None:
    for story in told():
        assert story.division in VILLAGES | {""}
        assert story.category in CATEGORIES | {""}
        assert story.unit in UNITS | {""}
        assert {step.by for step in story.steps} | {story.accepted_by} <= set(STAFF)
        assert {step.unit for step in story.steps} <= UNITS | {""}
    assert len({story.number for story in told()}) == len(told())


def test_only_an_invalid_call_lacks_a_place_and_a_category() -> None:
    assert all(bool(story.division and story.category) != (story.state == "invalid") for story in told())


def test_no_pattern_is_left_unfilled_and_no_word_stands_twice() -> None:
    for story in told():
        said = "".join((story.title, story.content, story.place, *(step.words for step in story.steps)))
        assert not set("{}") & set(said), said
        assert "问题问题" not in said
        assert "附近附近" not in said


def test_a_hidden_citizen_is_not_named_in_the_words() -> None:
    hidden = [story for story in told() if story.confidential]
    assert hidden
    for story in hidden:
        assert not story.contact_name or story.contact_name not in story.title + story.content
    for story in told():
        if story.anonymous:
            assert (story.contact_name, story.contact_phone, story.line_phone) == ("", "", "")


def test_telephones_look_real_and_are_nobodys() -> None:
    phones = {story.contact_phone for story in told()} - {""}
    assert all(len(phone) == 11 and phone.isdecimal() for phone in phones)
    assert all(phone[:3] in {"140", "144", "154", "160", "161", "163", "164", "168"} for phone in phones)
    assert len(phones) < len(told()) * 0.8, "some citizens call again"


def test_the_city_looks_like_a_city() -> None:
    states = Counter(story.state for story in told())
    appeals = Counter(story.appeal for story in told())
    direct = sum(story.steps[0].then == "closed" for story in told())
    assert set(states) == {
        "accepted", "dispatched", "return_asked", "in_hand", "replied", "to_call_back", "redo", "to_close", "closed",
        "invalid",
    }  # fmt: skip
    assert set(appeals) == set("123456")
    assert 0.35 < direct / 2_000 < 0.45
    assert 0.65 < states["closed"] / 2_000 < 0.85
    assert all(states[name] >= 40 for name in ("dispatched", "in_hand", "to_call_back"))
    assert len({story.content for story in told()}) > 1_800


def test_old_orders_are_mostly_closed_and_some_open_ones_are_late_or_nearly_so() -> None:
    old = [story for story in told() if story.accepted_at < NOW - timedelta(days=21)]
    assert sum(story.state in ("closed", "invalid") for story in old) > 0.95 * len(old)
    due = [replayed(story)["due_at"] for story in told() if story.state in ("accepted", "dispatched", "in_hand")]
    late = sum(at < NOW for at in due)
    near = sum(NOW <= at < NOW + timedelta(days=1) for at in due)
    assert 0.03 < late / len(due) < 0.3
    assert near / len(due) > 0.05


def test_the_school_road_waits_for_its_callback_at_any_hour_of_the_day() -> None:
    for hour in range(24):
        now = NOW.replace(hour=hour)
        (first,) = stories(1, 1, now)
        assert (first.state, replayed(first)["state"]) == ("to_call_back", "to_call_back")
        assert first.steps[-1].at <= now
        assert "育才路" in first.title


def test_one_place_has_many_callers_for_one_matter() -> None:
    same = Counter((story.place, story.category) for story in told() if story.place)
    assert same.most_common(1)[0][1] >= 4


def test_no_stories_are_no_stories_and_a_naive_moment_is_refused() -> None:
    assert list(stories(0, 1, NOW)) == []
    with pytest.raises(ValueError, match="aware"):
        stories(1, 1, NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="not negative"):
        stories(-1, 1, NOW)
