"""Every state, act, outcome, queue and grade of the rules has its Chinese word, and every line of a timeline its sentence."""

from __future__ import annotations

from datetime import datetime

import pytest

import resources
from desk.rules.acts import APPEALS, CHANNELS, URGENCIES
from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.order import ActKind, State
from desk.rules.queues import QUEUES
from desk.rules.roles import Role
from desk.rules.seat import SeatState
from desk.wire.records import TimelineEntry
from ui.wording import terms, timeline

WORDED = [
    (State, terms.STATE),
    (ActKind, terms.ACT),
    (Outcome, terms.OUTCOME),
    (Satisfaction, terms.SATISFACTION),
    (Solved, terms.SOLVED),
    (SeatState, terms.SEAT_STATE),
    (Role, terms.ROLE),
    (APPEALS, terms.APPEAL),
    (URGENCIES, terms.URGENCY),
    (CHANNELS, terms.CHANNEL),
    ([queue.name for queue in QUEUES], terms.QUEUE),
]


@pytest.mark.parametrize(("codes", "words"), WORDED)
def test_no_code_is_shown_without_a_word(codes: list[str], words: dict[str, str]) -> None:
    assert {str(code) for code in codes} <= set(words)


@pytest.mark.parametrize("kind", [*ActKind, "to_redo", "to_to_close", "not_reached"])
def test_every_line_of_a_timeline_reads_as_chinese(kind: str) -> None:
    facts = {
        "unit": "U1",
        "channel": "phone",
        "count": "1",
        "attempt": "2",
        "outcome": "3.13",
        "fields": "title",
        "to": "01025",
    }
    moment = datetime(2026, 9, 18, tzinfo=CHINA)
    entry = TimelineEntry(id="e", order="o", kind=kind, at=moment, by="01023", by_name="沈禾", facts=facts)
    said = timeline.sentence(entry, lambda code: "城管局" if code else "", lambda number: "陆青")
    assert said
    assert not any(sign.isascii() and sign.isalpha() for sign in said), said


def test_every_icon_of_a_timeline_is_drawn() -> None:

    for name in timeline.ICON.values():
        assert resources.path(f"icons/{name}.svg").is_file(), name
