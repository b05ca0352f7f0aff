"""Any course of acts and pages: what is shown is central's order with the lane laid over it, and nothing is lost."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from desk.ports import Filter, LineState
from desk.rules.acts import Edit, PerhapsWords, ToHolder, ToUnit, Words
from desk.rules.bigram import folded
from desk.rules.deadline import default_limits
from desk.rules.order import ActKind, State
from desk.rules.queues import QUEUES
from desk.rules.roles import Actor
from desk.sync.overlay import Names, lay_over
from desk.wire.acts import Act, Outcome, Verdict
from desk.wire.feed import Change, Page
from desk.wire.records import Order
from local_cache.open import LocalCache
from tests.local_cache.samples import KEY, LI, NOW, SALT, ZHANG, entry, intake, opened, order, page, put, remove
from tests.local_cache.test_store import store_of

ORDERS = ("a", "b", "c")
TEXTS = ("停水两天", "琴行噪音", "路灯不亮 3号楼", "")
WORDS = ("停水", "琴行", "水两", "行噪", "3号", "灯 不亮", "停", "音")
FORMS = (
    (ActKind.NOTE, Words(words="记一笔")),
    (ActKind.URGE, Words(words="快一点")),
    (ActKind.EDIT, Edit(fields={"title": "改过的标题", "contact_phone": "13900001111"})),
    (ActKind.REASSIGN, ToHolder(holder=LI.number)),
    (ActKind.DISPATCH, ToUnit(unit="U1")),
    (ActKind.INVALIDATE, PerhapsWords()),
)

order_ids = st.sampled_from(ORDERS)
change = st.one_of(
    st.tuples(st.just("put"), order_ids, st.sampled_from(list(State)[1:]), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), order_ids),
    st.tuples(st.just("land"), st.integers(0, 5)),
)
step = st.one_of(
    st.tuples(st.just("add"), order_ids, st.integers(0, len(FORMS) - 1)),
    st.tuples(st.just("file"), order_ids),
    st.tuples(st.just("page"), st.lists(change, max_size=4), st.booleans()),
    st.tuples(st.just("old page"), st.integers(0, 9)),
    st.tuples(st.just("settle"), st.integers(0, 5), st.sampled_from(list(Verdict)), st.booleans()),
    st.tuples(st.just("drop"), st.integers(0, 5)),
    st.tuples(st.just("again"), st.integers(0, 5)),
    st.tuples(st.just("use"), st.sampled_from((ZHANG, LI))),
    st.tuples(st.just("start over"), st.integers(1, 2)),
    st.tuples(st.just("reopen")),
)


@dataclass
class Course:
    """One cache on its way, with central's side as a test would keep it."""

    local: LocalCache
    folder: Path
    base: dict[str, Order] = field(default_factory=dict)
    seq: int = 0
    incarnation: int = 1
    pages: list[Page] = field(default_factory=list)
    added: list[Act] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)

    async def take(self, name: str, *facts: object) -> None:
        await getattr(self, name.replace(" ", "_"))(*facts)

    async def add(self, order_id: str, which: int) -> None:
        kind, form = FORMS[which]
        self.added.append(await self.local.outbox.add(kind, order_id, form, NOW))

    async def file(self, order_id: str) -> None:
        self.added.append(await self.local.outbox.add(ActKind.ACCEPT, order_id, intake(), NOW))

    async def page(self, changes: list[tuple[object, ...]], more: bool) -> None:
        made = [change for facts in changes if (change := self._change(*facts)) is not None]
        at = await self.local.replica.position()
        cursor = f"{self.incarnation}-{len(self.pages) + 1}"
        new = page(
            made, at.cursor, cursor, at=self.seq, head=self.seq + 3 * more, more=more, incarnation=self.incarnation
        )
        self.pages.append(new)
        await self.local.replica.apply(new)

    def _change(self, name: object, *facts: object) -> Change | None:
        self.seq += 1
        if name == "put":
            order_id, state, content = facts
            version = self.base[str(order_id)].version + 1 if order_id in self.base else self.seq
            record = order(
                str(order_id),
                version=version,
                state=str(state),
                content=content,
                due_at=NOW + timedelta(hours=self.seq % 5),
                holder=(ZHANG, LI)[self.seq % 2].number,
            )
            self.base[record.id] = record
            return put(self.seq, record)
        if name == "remove":
            self.base.pop(str(facts[0]), None)
            return remove(self.seq, str(facts[0]))
        if not self.added:
            return None
        act = self.added[int(str(facts[0])) % len(self.added)]
        return put(self.seq, entry(f"e{self.seq}", act.lane, act.id))

    async def old_page(self, which: int) -> None:
        if self.pages:
            await self.local.replica.apply(self.pages[which % len(self.pages)])

    async def settle(self, which: int, verdict: Verdict, coded: bool) -> None:
        if self.added:
            act = self.added[which % len(self.added)]
            outcome = Outcome(
                act=act.id, verdict=verdict, seq=self.seq + which - 2, code="wrong_state" if coded else ""
            )
            await self.local.outbox.settle([outcome])

    async def drop(self, which: int) -> None:
        kept = [line.act.id for line in await self.local.outbox.lines() if line.state is LineState.NEEDS_YOU]
        if kept:
            self.dropped.add(kept[which % len(kept)])
            await self.local.outbox.drop(kept[which % len(kept)])

    async def again(self, which: int) -> None:
        kept = [line.act.id for line in await self.local.outbox.lines() if line.state is LineState.NEEDS_YOU]
        if kept:
            self.dropped.add(kept[which % len(kept)])
            self.added.append(await self.local.outbox.send_again(kept[which % len(kept)], NOW))

    async def use(self, actor: object) -> None:
        await self.local.use(ZHANG if actor == ZHANG else LI, SALT)

    async def start_over(self, incarnation: int) -> None:
        self.incarnation = incarnation
        self.base.clear()
        self.seq = 0
        self.pages.clear()
        await self.local.replica.start_over("set", incarnation, 1)

    async def reopen(self) -> None:
        await self.local.close()
        self.local = await opened(self.folder)
        assert self.local.opening.set_aside == ()
        assert self.local.opening.recovered == 0


async def check(course: Course) -> None:
    local = course.local
    lines = await local.outbox.lines()
    stored = {line.act.id for line in lines} | {act.id for act in await local.outbox.receipts()} | course.dropped
    assert stored >= {act.id for act in course.added}
    rows = await store_of(local).read(_everything)
    for order_id in ORDERS:
        laid = [(act, actor) for lane, act, actor in rows.lanes if lane == order_id]
        actors = {act.id: actor for act, actor in laid}
        base = course.base.get(order_id)
        expected, _ = lay_over(base, [act for act, _ in laid], partial(_of, actors), default_limits(), Names(), SALT)
        assert await local.cache.order(order_id) == expected
    assert rows.tally == rows.recount
    assert rows.searched == rows.shown
    counts = await local.cache.counts(ZHANG.number, NOW)
    shown = [found for name in ORDERS if (found := await local.cache.order(name)) is not None]
    for queue in QUEUES:
        assert counts[queue.name] == len(await local.cache.queue(queue.name, ZHANG.number, NOW, Filter()))
    for words in WORDS:
        ids = set(await local.cache.queue("everything", "", NOW, Filter(words=words)))
        assert ids == {each.id for each in shown if holds(each, words)}


def _of(actors: dict[str, Actor], act: Act) -> Actor:
    return actors[act.id]


def holds(shown: Order, words: str) -> bool:
    """What LIKE over every field would find."""
    fields = (shown.title, shown.content, shown.place, shown.contact_name)
    return all(any(term in folded(field) for field in fields) for term in words.split())


@dataclass(frozen=True)
class Rows:
    lanes: list[tuple[str, Act, Actor]]
    tally: Counter[tuple[str, str, str]]
    recount: Counter[tuple[str, str, str]]
    searched: set[int]
    shown: set[int]


def _everything(connection: Connection) -> Rows:
    lanes = connection.execute(
        text("SELECT lane, data, actor FROM outbox WHERE state <> 'needs_you' AND NOT landed ORDER BY seq")
    )
    tally = connection.execute(text("SELECT side, who, state, n FROM tally WHERE n <> 0"))
    shown = connection.execute(text("SELECT row, holder, accepted_by, state FROM shown")).all()
    recount: Counter[tuple[str, str, str]] = Counter()
    for _, holder, accepted_by, state in shown:
        recount.update([("all", "", state), ("holder", holder, state), ("accepted", accepted_by, state)])
    return Rows(
        [
            (lane, msgspec.json.decode(act, type=Act), msgspec.json.decode(actor, type=Actor))
            for lane, act, actor in lanes
        ],
        Counter({(side, who, state): n for side, who, state, n in tally}),
        recount,
        set(connection.execute(text("SELECT row FROM searched")).scalars()),
        {row for row, *_ in shown},
    )


async def run(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        course = Course(await opened(Path(folder), KEY), Path(folder))
        try:
            for name, *facts in steps:
                await course.take(str(name), *facts)
            await check(course)
        finally:
            await course.local.close()


@settings(max_examples=60)
@given(steps=st.lists(step, min_size=1, max_size=14))
def test_after_any_course_the_cache_shows_what_it_should(steps: list[tuple[object, ...]]) -> None:
    asyncio.run(run(steps))
