"""A running central under test, its clock, and colleagues who push, pull and keep a replica."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

import httpx
import msgspec
from litestar.testing import TestClient

from central.app import build_app
from central.core import Core
from central.settings import Settings
from central.store.engine import Store
from central.store.reference import CityOf
from desk.rules.acts import Args, Attempt, Intake, PerhapsWords, Words
from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome as Ended
from desk.rules.callback import Satisfaction, Solved
from desk.rules.ids import uuid7
from desk.rules.order import ActKind, State
from desk.wire import paths
from desk.wire.acts import Act, Outcome, Push, Pushed, raw
from desk.wire.feed import Digest, Operation, Page, digest_of, record_mark
from desk.wire.records import RECORDS, Kind, Order, Record, TimelineEntry
from desk.wire.session import Fault, Session, SignIn

PASSWORD = "Suzhou-12345"
START = datetime(2026, 9, 16, 9, 0, tzinfo=CHINA)
DIVISION, CATEGORY = "320582100004", "010204"
UNIT, OTHER_UNIT = "32058201", "32058202"
SEAT, DISPATCHER, LEAD, CALLER, AUDITOR, GRID = "01023", "00201", "00107", "01034", "00401", "30016"
PHONE, LINE = "13812345678", "13987654321"
CONTENT = "育才路小学门口的井盖松了，车一过就响，早上送孩子很不放心。"


class SetClock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at


@dataclass
class Replica:
    """What a seat would hold: (version, record) by kind and id."""

    cursor: str = ""
    at: int = 0
    records: dict[tuple[str, str], tuple[int, Record]] = field(default_factory=dict)

    def apply(self, page: Page) -> None:
        assert page.previous == self.cursor
        for change in page.changes:
            key = (change.kind, change.id)
            if change.op is Operation.REMOVE:
                self.records.pop(key, None)
                if change.kind == Kind.ORDER:
                    self._drop_entries(change.id)
            elif key not in self.records or self.records[key][0] <= change.version:
                record: Record = msgspec.json.decode(change.data, type=RECORDS[Kind(change.kind)])
                self.records[key] = (change.version, record)
        self.cursor, self.at = page.cursor, page.at

    def _drop_entries(self, order: str) -> None:
        for key in [key for key in self.records if key[0] == Kind.ENTRY]:
            if self.of(TimelineEntry, key[1]).order == order:
                del self.records[key]

    def of(self, shape: type[Any], key: str) -> Any:
        kind = next(kind for kind, known in RECORDS.items() if known is shape)
        return self.records[kind.value, key][1]

    def ids(self, kind: Kind) -> set[str]:
        return {key for known, key in self.records if known == kind}

    def timeline(self, order: str) -> list[TimelineEntry]:
        lines = [record for _, record in self.records.values() if isinstance(record, TimelineEntry)]
        return sorted((line for line in lines if line.order == order), key=lambda line: line.id)

    def digest(self) -> Digest:
        totals: dict[str, tuple[int, int]] = {}
        for (kind, key), (version, _) in self.records.items():
            count, total = totals.get(kind, (0, 0))
            totals[kind] = (count + 1, total + record_mark(key, version))
        return digest_of(self.at, [(kind, *total) for kind, total in totals.items()])


class Colleague:
    """One signed-in colleague at one workstation."""

    def __init__(self, centre: Centre, number: str, workstation: str) -> None:
        self.centre, self.number, self.workstation = centre, number, workstation
        self.session = centre.sign_in(number, workstation=workstation)
        self.replica = Replica()
        self._seq = 0

    @property
    def headers(self) -> dict[str, str]:
        if self.centre.clock.at >= self.session.access_expires_at:
            self._renew()
        return {"Authorization": f"Bearer {self.session.access}", paths.PROTOCOL_HEADER: str(paths.PROTOCOL)}

    def _renew(self) -> None:
        answer = self.centre.client.post(paths.REFRESH, json={"refresh": self.session.refresh})
        if answer.status_code == 200:
            self.session = msgspec.json.decode(answer.content, type=Session)
        else:
            self.session = self.centre.sign_in(self.number, workstation=self.workstation)

    def get(self, path: str, **params: str | int) -> httpx.Response:
        return self.centre.client.get(path, params=params, headers=self.headers)

    def post(self, path: str, body: object) -> httpx.Response:
        return self.centre.client.post(path, content=msgspec.json.encode(body), headers=self.headers)

    def act(self, lane: str, kind: ActKind, form: Args, base: int = 0, key: str = "") -> Act:
        self._seq += 1
        now = self.centre.clock.at
        key = key or uuid7(int(now.timestamp() * 1000))
        return Act(
            id=key,
            workstation=self.workstation,
            seq=self._seq,
            lane=lane,
            kind=kind.value,
            base_version=base,
            args=raw(form),
            at=now,
        )

    def push(self, acts: Sequence[Act]) -> list[Outcome]:
        answer = self.post(paths.PUSH, Push(workstation=self.workstation, acts=tuple(acts)))
        assert answer.status_code == 200, answer.text
        return list(msgspec.json.decode(answer.content, type=Pushed).outcomes)

    def do(self, lane: str, kind: ActKind, form: Args, base: int = 0) -> Outcome:
        return self.push([self.act(lane, kind, form, base)])[0]

    def pull(self, limit: int = 5000) -> Replica:
        """Everything new, page by page."""
        for _ in range(10_000):
            page = self.page(self.replica.cursor, limit)
            self.replica.apply(page)
            if not page.more:
                return self.replica
        raise AssertionError("the feed never ends")

    def page(self, cursor: str, limit: int = 5000) -> Page:
        answer = self.get(paths.PULL, cursor=cursor, limit=limit)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Page)

    def digest(self) -> Digest:
        return msgspec.json.decode(self.get(paths.DIGEST).content, type=Digest)

    def order(self, key: str) -> Order:
        """As the feed gives it."""
        order: Order = self.pull().of(Order, key)
        return order


class Centre:
    """The application over one database, with a clock that stands still."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = SetClock()
        self.client = TestClient(build_app(Settings(url, look_every=0.02), self.clock))
        self._colleagues: dict[tuple[str, str], Colleague] = {}
        self._serial = 0

    def __enter__(self) -> Self:
        self.client.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.__exit__(None, None, None)

    @property
    def store(self) -> Store:
        core: Core = self.client.app.state["core"]
        return core.store

    def sign_in(self, number: str, password: str = PASSWORD, workstation: str = "w1") -> Session:
        request = SignIn(number=number, password=password, workstation=workstation)
        answer = self.client.post(paths.SESSION, content=msgspec.json.encode(request))
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Session)

    def colleague(self, number: str, workstation: str = "w1") -> Colleague:
        key = (number, workstation)
        if key not in self._colleagues:
            self._colleagues[key] = Colleague(self, number, workstation)
        return self._colleagues[key]

    def clerk(self, unit: str) -> Colleague:
        """Somebody of this unit."""
        with self.store.reading() as tx:
            staff = CityOf().read(tx).staff.values()
        return self.colleague(next(member.id for member in staff if member.unit == unit and "unit" in member.roles))

    def intake(self, then: State = State.DISPATCHED, **fields: Any) -> Intake:
        self._serial += 1
        form = {
            "number": f"{self.clock.at:%y%m%d}{SEAT}{self._serial:04d}",
            "content": CONTENT,
            "division": DIVISION,
            "category": CATEGORY,
            "unit": UNIT,
            "contact_name": "张小明",
            "contact_phone": PHONE,
            "line_phone": LINE,
        }
        return Intake(then=then, **form | fields)

    def file(self, then: State = State.DISPATCHED, **fields: Any) -> str:
        """A new order's id."""
        lane = uuid7(int(self.clock.at.timestamp() * 1000))
        outcome = self.colleague(SEAT).do(lane, ActKind.ACCEPT, self.intake(then, **fields))
        assert outcome.verdict == "applied", outcome
        return lane

    def lead_to(self, state: State, **fields: Any) -> str:
        """An order brought to this state by everybody whose turn it is, some time apart."""
        lane = self.file(State.ACCEPTED if state is State.ACCEPTED else State.DISPATCHED, **fields)
        for kind, number, form, reached in _WAY:
            if self.order(lane).state == state:
                return lane
            self.clock.pass_(minutes=20)
            colleague = self.clerk(UNIT) if number == UNIT else self.colleague(number)
            outcome = colleague.do(lane, kind, form)
            assert outcome.verdict == "applied", outcome
            assert self.order(lane).state == reached
        assert self.order(lane).state == state
        return lane

    def order(self, key: str) -> Order:
        return self.colleague(LEAD).order(key)


COMPLETED = Attempt(
    outcome=Ended.COMPLETED, contacted=True, solved=Solved.YES, satisfaction=Satisfaction.VERY_SATISFIED
)
ANGRY = Attempt(
    outcome=Ended.COMPLETED,
    contacted=True,
    solved=Solved.NO,
    satisfaction=Satisfaction.DISSATISFIED,
    reason="垫了一块板，还是响",
    justified=True,
)
_WAY: tuple[tuple[ActKind, str, Args, State], ...] = (
    (ActKind.SIGN, UNIT, PerhapsWords(), State.IN_HAND),
    (ActKind.REPLY, UNIT, Words(words="已加装橡胶垫，今早复查不再松动。"), State.REPLIED),
    (ActKind.ACCEPT_REPLY, DISPATCHER, PerhapsWords(), State.TO_CALL_BACK),
    (ActKind.RECORD_ATTEMPT, CALLER, COMPLETED, State.CLOSED),
)


def fault(answer: httpx.Response) -> Fault:
    return msgspec.json.decode(answer.content, type=Fault)
