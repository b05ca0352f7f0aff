"""Small real stand-ins for the ports: a loop whose time jumps, its clock, a central, and the sync's side of a cache."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec

from desk.ports import Position
from desk.rules.calendar import CHINA
from desk.rules.errors import CentralAway, Refusal, SessionEnded
from desk.rules.ids import StaffNumber
from desk.rules.roles import Actor, Role
from desk.wire.acts import Act, Outcome, Push, Pushed, Verdict
from desk.wire.feed import Change, Digest, Operation, Page
from desk.wire.records import (
    Kind,
    Order,
    Staff,
)
from desk.wire.session import Revealed, Session, SignIn

START = datetime(2026, 9, 18, 9, 28, tzinfo=CHINA)
T = TypeVar("T")


class _JumpingSelector(selectors.DefaultSelector):
    """Waits for nothing: where the loop would sleep, its clock is put forward instead."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self.now += timeout
        return ready


def run(story: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop whose seconds cost nothing; a story that takes a week has failed."""
    selector = _JumpingSelector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now
    try:
        return loop.run_until_complete(_within_a_week(story))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _within_a_week(story: Coroutine[Any, Any, T]) -> T:
    async with asyncio.timeout(7 * 86400):
        return await story


class LoopClock:
    """The wall clock of a jumping loop."""

    def now(self) -> datetime:
        return START + timedelta(seconds=asyncio.get_running_loop().time())

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


def actor(*roles: Role, number: str = "01023", name: str = "沈禾") -> Actor:
    return Actor(StaffNumber(number), name, frozenset(roles or (Role.SEAT, Role.DISPATCHER, Role.LEAD, Role.CALL_BACK)))


def order(order_id: str = "o1", **fields: Any) -> Order:
    given: dict[str, Any] = {"number": "260918010230001", "state": "accepted", "accepted_at": START, "version": 1}
    return Order(id=order_id, **(given | fields))


@dataclass
class FakeCentral:
    """Holds orders and a feed; `note`s and edits of titles are all it understands. `faults` are raised, one for each call."""

    dataset: str = "city"
    incarnation: int = 1
    scope_epoch: int = 1
    page_size: int = 3
    orders: dict[str, Order] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    log: list[tuple[Operation, str]] = field(default_factory=list)
    seen: dict[str, Outcome] = field(default_factory=dict)
    faults: list[BaseException] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    streams: list[asyncio.Queue[Page | BaseException | None]] = field(default_factory=list)
    poisoned: frozenset[str] = frozenset()
    may_renew: bool = True
    lose_answers: int = 0
    away: BaseException | None = None

    def put(self, changed: Order) -> None:
        """Somebody at central changes an order."""
        version = self.orders[changed.id].version + 1 if changed.id in self.orders else 1
        self.orders[changed.id] = msgspec.structs.replace(changed, version=version)
        self._logged(Operation.PUT, changed.id)

    def remove(self, order_id: str) -> None:
        del self.orders[order_id]
        self._logged(Operation.REMOVE, order_id)

    def backup(self) -> tuple[dict[str, Order], list[str], list[tuple[Operation, str]], dict[str, Outcome]]:
        return dict(self.orders), list(self.notes), list(self.log), dict(self.seen)

    def restore(
        self, kept: tuple[dict[str, Order], list[str], list[tuple[Operation, str]], dict[str, Outcome]]
    ) -> None:
        """Somebody brings a backup in."""
        self.incarnation += 1
        orders, notes, log, seen = kept
        self.orders, self.notes, self.log, self.seen = dict(orders), list(notes), list(log), dict(seen)

    def _logged(self, op: Operation, order_id: str) -> None:
        before = len(self.log)
        self.log.append((op, order_id))
        for stream in self.streams:
            stream.put_nowait(self._page(before, 1))

    def _page(self, at: int, most: int) -> Page:
        end = min(len(self.log), at + most)
        changes = tuple(self._change(seq) for seq in range(at, end))
        return Page(
            dataset=self.dataset,
            incarnation=self.incarnation,
            scope_epoch=self.scope_epoch,
            previous=str(at) if at else "",
            cursor=str(end) if end else "",
            head=len(self.log),
            at=end,
            more=end < len(self.log),
            changes=changes,
        )

    def _change(self, seq: int) -> Change:
        op, order_id = self.log[seq]
        row = self.orders.get(order_id)
        if row is None or op is Operation.REMOVE:
            return Change(seq=seq + 1, scope="all", op=Operation.REMOVE, kind=Kind.ORDER, id=order_id)
        data = msgspec.Raw(msgspec.json.encode(row))
        return Change(seq=seq + 1, scope="all", op=op, kind=Kind.ORDER, id=order_id, version=row.version, data=data)

    async def _answer(self, call: str) -> None:
        self.calls.append(call)
        await asyncio.sleep(0.01)
        if self.away is not None:
            raise self.away
        if self.faults:
            raise self.faults.pop(0)

    async def sign_in(self, request: SignIn) -> Session:
        await self._answer("sign_in")
        if request.password != "right":
            raise Refusal("bad_password", "number")
        staff = Staff(id=request.number, name="沈禾", roles=("seat",))
        return Session(
            access="a",
            access_expires_at=START,
            refresh="r",
            staff=staff,
            scopes=("all",),
            scope_epoch=1,
            serial=7,
            caller_salt="salt",
            now=START,
        )

    def speak_for(self, request: SignIn) -> None:
        self.calls.append(f"speak_for {request.number}")

    async def refresh(self) -> Session:
        await self._answer("refresh")
        if not self.may_renew:
            raise SessionEnded
        return await self.sign_in(SignIn(number="01023", password="right", workstation="w"))

    async def sign_out(self) -> None:
        await self._answer("sign_out")

    async def push(self, envelope: Push) -> Pushed:
        await self._answer("push")
        if self.lose_answers > 0:
            self.lose_answers -= 1
            for act in envelope.acts:
                self._carried_out(act)
            raise CentralAway("the answer was lost")
        if self.poisoned & {act.id for act in envelope.acts}:
            raise Refusal("bad_envelope")
        return Pushed(outcomes=tuple(self._carried_out(act) for act in envelope.acts))

    def _carried_out(self, act: Act) -> Outcome:
        if act.id not in self.seen:
            self.notes.append(msgspec.json.decode(act.args)["words"])
            known = self.orders.get(act.lane)
            if known is not None:
                self.put(msgspec.structs.replace(known, urge_count=known.urge_count + 1))
            self.seen[act.id] = Outcome(act=act.id, verdict=Verdict.APPLIED, seq=len(self.log))
        return self.seen[act.id]

    async def pull(self, cursor: str, limit: int) -> Page:
        await self._answer("pull")
        return self._page(int(cursor or 0), min(limit, self.page_size))

    async def live(self, cursor: str) -> AsyncGenerator[Page | None, None]:
        await self._answer("live")
        news: asyncio.Queue[Page | BaseException | None] = asyncio.Queue()
        self.streams.append(news)
        try:
            while True:
                page = await news.get()
                if isinstance(page, BaseException):
                    raise page
                yield page
        finally:
            self.streams.remove(news)

    async def digest(self) -> Digest:
        await self._answer("digest")
        return digest_of(len(self.log), self.orders)

    async def reveal(self, order_id: str, reason: str) -> Revealed:
        await self._answer("reveal")
        return Revealed(contact_name="王敏", contact_phone="13800005678", line_phone="13800005678")

    async def healthy(self) -> bool:
        return self.away is None

    async def close(self) -> None:
        self.calls.append("close")


def digest_of(seq: int, orders: dict[str, Order]) -> Digest:
    rows = sorted((row.id, row.version) for row in orders.values())
    return Digest(seq=seq, counts={"order": len(rows)}, sums={"order": str(rows)})


class FakeReplica:
    """Central's rows on this side, with the guard by version and nothing else."""

    def __init__(self) -> None:
        self.at = Position()
        self.seq = 0
        self.orders: dict[str, Order] = {}
        self.kept: dict[str, str] = {}
        self.started_over = 0
        self.fault: BaseException | None = None

    async def position(self) -> Position:
        return self.at

    async def apply(self, page: Page) -> None:
        if self.fault is not None:
            raise self.fault
        await asyncio.sleep(0)
        for change in page.changes:
            if change.op is Operation.REMOVE:
                self.orders.pop(change.id, None)
            elif change.id not in self.orders or change.version > self.orders[change.id].version:
                self.orders[change.id] = msgspec.json.decode(change.data, type=Order)
        self.at = Position(page.dataset, page.incarnation, page.scope_epoch, page.cursor)
        self.seq = page.at

    async def start_over(self, dataset: str, incarnation: int, scope_epoch: int) -> None:
        self.orders.clear()
        self.started_over += 1
        self.at = Position(dataset, incarnation, scope_epoch)
        self.seq = 0

    async def removals_share(self, page: Page) -> float:
        gone = {change.id for change in page.changes if change.op is Operation.REMOVE} & self.orders.keys()
        return len(gone) / len(self.orders) if self.orders else 0.0

    async def digest(self) -> Digest:
        return digest_of(self.seq, self.orders)

    async def remember(self, name: str, value: str) -> None:
        self.kept[name] = value

    async def recall(self, name: str) -> str:
        return self.kept.get(name, "")
