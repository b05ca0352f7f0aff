"""Whatever anybody does in whatever order: every reader's replica is what central holds, and nobody sees too much."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import delete

from central.store.engine import Store
from central.store.tables import reference
from desk.rules.acts import Args, Attempt, Edit, Intake, PerhapsWords, SeatStep, ToHolder, ToUnit, Words
from desk.rules.callback import Outcome as Ended
from desk.rules.ids import uuid7
from desk.rules.order import ActKind, State, allowed_acts
from desk.rules.roles import Role
from desk.wire.acts import Act, Outcome
from desk.wire.records import Conflict, Contact, Kind, Order
from tests.central.centre import (
    ANGRY,
    CALLER,
    CATEGORY,
    COMPLETED,
    DISPATCHER,
    DIVISION,
    LEAD,
    LINE,
    OTHER_UNIT,
    PHONE,
    SEAT,
    UNIT,
    Centre,
)
from tests.central.conftest import prepare

WORDS = st.text("井盖松动 0123", min_size=1, max_size=12)
UNITS = st.sampled_from([UNIT, OTHER_UNIT])
FORMS: dict[ActKind, st.SearchStrategy[Args]] = {
    ActKind.ASK_MORE: st.builds(Words, words=WORDS),
    ActKind.FILL_MORE: st.builds(Words, words=WORDS),
    ActKind.ANSWER: st.builds(Words, words=WORDS),
    ActKind.DISPATCH: st.builds(ToUnit, unit=UNITS, words=WORDS),
    ActKind.SIGN: st.just(PerhapsWords()),
    ActKind.ASK_RETURN: st.builds(Words, words=WORDS),
    ActKind.GRANT_RETURN: st.builds(ToUnit, unit=UNITS),
    ActKind.REFUSE_RETURN: st.builds(Words, words=WORDS),
    ActKind.REDISPATCH: st.builds(ToUnit, unit=UNITS, words=WORDS),
    ActKind.REPLY: st.builds(Words, words=WORDS),
    ActKind.ACCEPT_REPLY: st.just(PerhapsWords()),
    ActKind.SEND_BACK: st.builds(Words, words=WORDS),
    ActKind.RECORD_ATTEMPT: st.sampled_from(
        [COMPLETED, ANGRY, Attempt(outcome=Ended.NO_ANSWER, words="没人接"), Attempt(outcome=Ended.NO_SUCH_NUMBER)]
    ),
    ActKind.START_REDO: st.just(PerhapsWords()),
    ActKind.CLOSE: st.just(PerhapsWords()),
    ActKind.URGE: st.builds(Words, words=WORDS),
    ActKind.NOTE: st.builds(Words, words=WORDS),
    ActKind.EDIT: st.builds(
        Edit, fields=st.dictionaries(st.sampled_from(["title", "place", "content"]), WORDS, max_size=2)
    ),
    ActKind.REASSIGN: st.builds(ToHolder, holder=st.sampled_from(["", SEAT, "01011", CALLER])),
}
ANY_FORM = st.sampled_from(sorted(FORMS)).flatmap(lambda kind: st.tuples(st.just(kind), FORMS[kind]))
FACTS = frozenset({ActKind.NOTE, ActKind.URGE, ActKind.EDIT})
PEOPLE = (SEAT, DISPATCHER, LEAD, CALLER, UNIT, OTHER_UNIT)


class AnyActs(RuleBasedStateMachine):
    """Six people push whatever comes to mind, fresh or stale, once or twice; three of them pull when they please."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=os.environ["HOME"]))
        shutil.copy(_template(), self.folder / "central.db")
        self.centre = Centre(f"sqlite:///{self.folder / 'central.db'}").__enter__()
        self.people = {
            name: self.centre.clerk(name) if name in (UNIT, OTHER_UNIT) else self.centre.colleague(name)
            for name in PEOPLE
        }
        self.lanes: list[str] = []
        self.told: list[tuple[str, Act, Outcome]] = []
        self.serial = 0

    @rule(then=st.sampled_from([State.ACCEPTED, State.DISPATCHED]), confidential=st.booleans())
    def somebody_calls(self, then: State, confidential: bool) -> None:
        lane = uuid7(len(self.lanes))
        form: Intake = self.centre.intake(then, confidential=confidential)
        assert self.people[SEAT].do(lane, ActKind.ACCEPT, form).verdict == "applied"
        self.lanes.append(lane)

    @rule(which=st.integers(0, 5), turn=st.integers(0, 50), data=st.data())
    def somebody_does_what_may_be_done(self, which: int, turn: int, data: st.DataObject) -> None:
        if not self.lanes:
            return
        lane = self.lanes[which % len(self.lanes)]
        order = self.centre.order(lane)
        roles = {LEAD: Role.LEAD, DISPATCHER: Role.DISPATCHER, CALLER: Role.CALL_BACK, SEAT: Role.SEAT}
        if order.unit:
            roles[order.unit] = Role.UNIT
        state, moving = State(order.state), frozenset(FORMS) - FACTS
        may = [(name, kind) for name, role in roles.items() for kind in allowed_acts(state, frozenset({role}))]
        may = [(name, kind) for name, kind in may if kind in moving] or [(LEAD, ActKind.NOTE)]
        name, kind = may[turn % len(may)]
        self.act(name, lane, [(kind, data.draw(FORMS[kind]))], order.version)

    @rule(
        name=st.sampled_from(PEOPLE),
        which=st.integers(0, 5),
        acts=st.lists(ANY_FORM, min_size=1, max_size=3),
        stale=st.integers(0, 3),
    )
    def somebody_does_anything(self, name: str, which: int, acts: list[tuple[ActKind, Args]], stale: int) -> None:
        if self.lanes:
            lane = self.lanes[which % len(self.lanes)]
            self.act(name, lane, acts, max(0, self.centre.order(lane).version - stale))

    def act(self, name: str, lane: str, acts: list[tuple[ActKind, Args]], base: int) -> None:
        self.centre.clock.pass_(seconds=40)
        who = self.people[name]
        made = [who.act(lane, kind, form, base) for kind, form in acts]
        self.told += [(name, act, outcome) for act, outcome in zip(made, who.push(made), strict=True)]

    @rule(place=st.integers(0, 30))
    def an_act_is_sent_again(self, place: int) -> None:
        if self.told:
            name, act, outcome = self.told[place % len(self.told)]
            assert self.people[name].push([act]) == [outcome]

    @rule(name=st.sampled_from([SEAT, CALLER, LEAD]), state=st.sampled_from(["ready", "busy", "break"]))
    def a_seat_changes(self, name: str, state: str) -> None:
        self.people[name].do(f"seat:{name}", ActKind.SEAT_STATE, SeatStep(state=state))

    @rule(name=st.sampled_from(PEOPLE), limit=st.sampled_from([2, 30, 5000]))
    def somebody_pulls(self, name: str, limit: int) -> None:
        if self.people[name].replica.cursor:
            self.people[name].pull(limit)

    @invariant()
    def every_replica_is_what_central_holds(self) -> None:
        for name in (CALLER, UNIT):
            who = self.people[name]
            assert who.pull().digest() == who.digest()

    @invariant()
    def nobody_sees_too_much(self) -> None:
        clerk, caller = self.people[UNIT].replica, self.people[CALLER].replica
        for lane in clerk.ids(Kind.ORDER):
            order: Order = clerk.of(Order, lane)
            assert order.unit == UNIT
            assert not (order.confidential and order.contact_phone)
        for lane in caller.ids(Kind.CONTACT):
            known: Order = caller.of(Order, lane)
            assert (known.holder, known.state) == (CALLER, State.TO_CALL_BACK)
        for key in caller.ids(Kind.CONFLICT):
            question: Conflict = caller.of(Conflict, key)
            assert caller.of(Order, question.order).holder in ("", CALLER)
        open_to_all = [record for _, record in caller.records.values() if not isinstance(record, Contact)]
        assert PHONE.encode() not in msgspec.json.encode(open_to_all)
        assert LINE.encode() not in msgspec.json.encode(open_to_all)

    @invariant()
    def no_words_are_lost(self) -> None:
        lead = self.centre.colleague(LEAD).pull()
        for _, act, outcome in self.told:
            form = msgspec.json.decode(act.args)
            if outcome.verdict != "rejected_kept" and form.get("words", "").strip() and act.kind != "sign_order":
                assert form["words"].strip() in {line.words for line in lead.timeline(act.lane) if line.act == act.id}

    def teardown(self) -> None:
        for who in self.people.values():
            fresh = self.centre.colleague(who.number, "another")
            assert fresh.pull().records == who.pull().records
        self.centre.__exit__(None, None, None)
        shutil.rmtree(self.folder)


FEWER = (
    delete(reference)
    .where(reference.c.kind.in_(["division", "category", "article"]))
    .where(reference.c.id.not_in([CATEGORY, *(DIVISION[:length] for length in (6, 9, 12)), "320500"]))
)
"""What hundreds of snapshots and digests need not carry."""

_prepared: list[Path] = []


def _template() -> Path:
    if not _prepared:
        path = Path(tempfile.mkdtemp(dir=os.environ["HOME"])) / "city.db"
        prepare(f"sqlite:///{path}")
        store = Store(f"sqlite:///{path}")
        store.write(lambda tx: tx.execute(FEWER))
        store.close()
        _prepared.append(path)
    return _prepared[0]


TestAnyActs = AnyActs.TestCase
TestAnyActs.settings = settings(max_examples=20, stateful_step_count=25)
