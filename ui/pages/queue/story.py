"""The timeline of an order as it is told: sentences, verdicts on limits, what waits to be sent, and the next limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.ports import LineState, OutboxLine
from desk.rules.calendar import china_calendar
from desk.rules.deadline import Limit, LimitBook, Step
from desk.rules.order import ActKind
from desk.rules.sentences import sentence as refusal_sentence
from desk.wire.records import Order, TimelineEntry
from ui.widgets import timeline
from ui.widgets.wrap import Part
from ui.wording import queue as words
from ui.wording import terms, times
from ui.wording import timeline as told

NameOf = Callable[[str], str]

JUDGED: dict[str, Step] = {
    ActKind.DISPATCH: Step.DISPATCH,
    ActKind.SIGN: Step.SIGN,
    ActKind.REPLY: Step.HANDLE,
    ActKind.RECORD_ATTEMPT: Step.CALL_BACK,
}
BEGINS: dict[Step, frozenset[str]] = {
    Step.DISPATCH: frozenset({ActKind.ACCEPT, ActKind.FILL_MORE}),
    Step.SIGN: frozenset({ActKind.DISPATCH, ActKind.REDISPATCH, ActKind.GRANT_RETURN, ActKind.REFUSE_RETURN}),
    Step.HANDLE: frozenset(
        {ActKind.DISPATCH, ActKind.REDISPATCH, ActKind.GRANT_RETURN, ActKind.SEND_BACK, ActKind.START_REDO}
    ),
    Step.CALL_BACK: frozenset({ActKind.ACCEPT_REPLY}),
}
"""Which lines set the clock of a step going."""


@dataclass(frozen=True)
class Telling:
    """What the sentences need beside the lines: names, the hour, the limits, and the acts not yet at central."""

    unit_name: NameOf
    staff_name: NameOf
    now: datetime
    limits: LimitBook
    waiting: Mapping[str, OutboxLine]


def story(
    order: Order, entries: Sequence[TimelineEntry], telling: Telling, only_limits: bool = False
) -> list[timeline.TimelineEntry]:
    """Oldest first; the limit that runs now comes last, in amber (red once it is over)."""
    out = [
        _told(order, entry, entries[:at], telling)
        for at, entry in enumerate(entries)
        if entry.limit_at is not None or not only_limits
    ]
    shown = {entry.act for entry in entries}
    out += [_kept(line) for act, line in telling.waiting.items() if act not in shown or _refused(line)]
    if order.due_at is not None and order.due_step:
        out.append(_next_limit(order, order.due_at, telling.now))
    return out


def _refused(line: OutboxLine) -> bool:
    return line.state is LineState.NEEDS_YOU


def _told(
    order: Order, entry: TimelineEntry, before: Sequence[TimelineEntry], telling: Telling
) -> timeline.TimelineEntry:
    line = telling.waiting.get(entry.act) if entry.act else None
    is_waiting = line is not None and line.state is LineState.WAITING
    return timeline.TimelineEntry(
        told.ICON.get(entry.kind, "info"),
        [Part(told.sentence(entry, telling.unit_name, telling.staff_name))],
        words.WAITING if is_waiting else times.near(entry.at, telling.now),
        _verdict(order, entry, before, telling.limits),
        words.quoted(entry.words) if entry.kind == ActKind.URGE else entry.words,
    )


def _verdict(
    order: Order, entry: TimelineEntry, before: Sequence[TimelineEntry], limits: LimitBook
) -> timeline.Verdict | None:
    if entry.limit_at is None:
        return None
    step = JUDGED.get(entry.kind)
    limit: Limit | None = limits.limit(step, order.appeal, order.urgency) if step else None
    worked = china_calendar().worked_between
    if entry.at > entry.limit_at:
        late = worked(entry.limit_at, entry.at) or entry.at - entry.limit_at
        return timeline.Verdict(words.NOT_IN_TIME, words.too_late(late, limit), "red", "triangle_alert")
    begun = next((each.at for each in reversed(before) if step and each.kind in BEGINS[step]), None)
    rest = words.in_time(worked(begun, entry.at) or entry.at - begun, limit) if begun else ""
    return timeline.Verdict(words.IN_TIME, rest)


def _kept(line: OutboxLine) -> timeline.TimelineEntry:
    """An act that has no line in the timeline yet, or that central refused."""
    outcome = line.outcome
    note = ""
    if _refused(line) and outcome is not None:
        note = words.KEPT.format(sentence=refusal_sentence(outcome.code, outcome.facts))
    icon = "triangle_alert" if note else told.ICON.get(line.act.kind, "info")
    return timeline.TimelineEntry(
        icon,
        [Part(terms.ACT.get(line.act.kind, line.act.kind))],
        words.WAITING if line.state is LineState.WAITING else "",
        note=note,
        colour="red" if note else "text2",
    )


def _next_limit(order: Order, due_at: datetime, now: datetime) -> timeline.TimelineEntry:
    over = now >= due_at
    return timeline.TimelineEntry(
        "triangle_alert" if over else "clock",
        [Part(words.DUE.format(step=terms.STEP.get(order.due_step, "")))],
        times.near(due_at, now),
        note=words.OVER_NOTE if over else words.DUE_NOTE.get(order.due_step, ""),
        colour="red" if over else "amber",
    )
