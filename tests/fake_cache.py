"""Small real stand-ins for the seat's own store: an outbox, drafts and the cache that pages read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec

from desk.ports import Changed, Draft, Filter, Held, LineState, OutboxLine
from desk.rules.acts import Args
from desk.rules.ids import uuid7
from desk.rules.order import ActKind
from desk.rules.queues import QUEUE
from desk.wire.acts import Act, Outcome, Verdict, raw
from desk.wire.records import (
    Article,
    Category,
    Conflict,
    Contact,
    Division,
    Order,
    Seat,
    Staff,
    TimelineEntry,
    Unit,
)


class FakeOutbox:
    """The acts of a workstation, in memory; also the cache's `listen`, which is all the engine asks of a cache."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.rows: dict[str, OutboxLine] = {}
        self.postponed: dict[str, datetime] = {}
        self.sent: dict[str, Act] = {}
        self.serials: dict[tuple[date, str], int] = {}
        self.dropped_drafts: list[str] = []
        self.heard: list[Callable[[Changed], None]] = []

    def listen(self, heard: Callable[[Changed], None]) -> Callable[[], None]:
        self.heard.append(heard)
        return lambda: self.heard.remove(heard)

    def _changed(self) -> None:
        for heard in tuple(self.heard):
            heard(Changed(outbox=True))

    async def add(
        self, kind: ActKind, lane: str, form: Args, at: datetime, base_version: int = 0, draft: str = ""
    ) -> Act:
        act = Act(
            id=uuid7(int(at.timestamp() * 1000)),
            workstation="w",
            seq=len(self.rows) + 1,
            lane=lane,
            kind=kind,
            base_version=base_version,
            args=raw(form),
            at=at,
        )
        self.rows[act.id] = OutboxLine(act, LineState.WAITING, 0)
        if draft:
            self.dropped_drafts.append(draft)
        self._changed()
        return act

    async def ready(self, now: datetime, most: int) -> list[Act]:
        held: set[str] = set()
        acts: list[Act] = []
        for line in self.rows.values():
            if line.state is not LineState.WAITING or line.act.lane in held:
                continue
            if self.postponed.get(line.act.id, now) > now:
                held.add(line.act.lane)
            else:
                acts.append(line.act)
        return acts[:most]

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            line = self.rows.pop(outcome.act)
            self.sent[line.act.id] = line.act
            if outcome.verdict is Verdict.REJECTED_KEPT:
                self.rows[outcome.act] = replace(line, state=LineState.NEEDS_YOU, outcome=outcome)
        self._changed()

    async def postpone(self, act_ids: Sequence[str], until: datetime) -> None:
        self.postponed |= dict.fromkeys(act_ids, until)

    async def lines(self) -> list[OutboxLine]:
        return list(self.rows.values())

    async def waiting(self) -> int:
        return sum(line.state is LineState.WAITING for line in self.rows.values())

    async def needs_you(self) -> int:
        return sum(line.state is LineState.NEEDS_YOU for line in self.rows.values())

    async def send_again(self, act_id: str, at: datetime, form: Args | None = None) -> Act:
        old = self.rows.pop(act_id).act
        act = msgspec.structs.replace(
            old, id=uuid7(int(at.timestamp() * 1000)), args=raw(form) if form is not None else old.args
        )
        self.rows[act.id] = OutboxLine(act, LineState.WAITING, 0)
        self._changed()
        return act

    async def drop(self, act_id: str) -> None:
        del self.rows[act_id]

    async def receipts(self) -> list[Act]:
        return list(self.sent.values())

    async def next_serial(self, day: date, seat: str, at_least: int = 0) -> int:
        self.serials[day, seat] = max(self.serials.get((day, seat), 0), at_least) + 1
        return self.serials[day, seat]


class FakeDrafts:
    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.writes = 0

    async def save(self, draft: Draft) -> None:
        await asyncio.sleep(1.0)
        self.writes += 1
        self.kept[draft.id] = draft

    async def all(self) -> list[Draft]:
        return list(self.kept.values())

    async def remove(self, draft_id: str) -> None:
        self.kept.pop(draft_id, None)


class FakeCache:
    """Orders in a dict; a queue is a matter of state, holder and words."""

    def __init__(self, *orders: Order, held: dict[str, Held] | None = None) -> None:
        self.rows = {row.id: row for row in orders}
        self.tally = held or {}
        self.contacts: dict[str, Contact] = {}

    def listen(self, heard: Callable[[Changed], None]) -> Callable[[], None]:
        return lambda: None

    async def order(self, order_id: str) -> Order | None:
        return self.rows.get(order_id)

    async def order_by_number(self, number: str) -> Order | None:
        return next((row for row in self.rows.values() if row.number == number), None)

    async def orders(self, order_ids: Sequence[str]) -> list[Order]:
        return [self.rows[order_id] for order_id in order_ids if order_id in self.rows]

    async def timeline(self, order_id: str) -> list[TimelineEntry]:
        return []

    async def queue(self, name: str, me: str, now: datetime, narrowed: Filter, limit: int = 0) -> list[str]:
        found = [
            row.id
            for row in self.rows.values()
            if row.state in QUEUE[name].states
            and narrowed.words in row.title + row.content
            and narrowed.holder in ("", row.holder)
        ]
        return found[: limit or None]

    async def counts(self, me: str, now: datetime) -> dict[str, int]:
        return {}

    async def of_caller(self, caller_key: str, limit: int = 50) -> list[Order]:
        return [row for row in self.rows.values() if row.caller_key == caller_key][:limit]

    async def like(self, words: str, division: str, since: datetime, limit: int = 5) -> list[Order]:
        return []

    async def held(self, now: datetime) -> dict[str, Held]:
        return self.tally

    async def contact(self, order_id: str) -> Contact | None:
        return self.contacts.get(order_id)

    async def seats(self) -> list[Seat]:
        return []

    async def staff(self) -> list[Staff]:
        return []

    async def units(self) -> list[Unit]:
        return []

    async def divisions(self) -> list[Division]:
        return []

    async def categories(self) -> list[Category]:
        return []

    async def articles(self) -> list[Article]:
        return []

    async def conflicts(self) -> list[Conflict]:
        return []
