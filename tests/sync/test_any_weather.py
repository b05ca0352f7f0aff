"""Whatever is done on either side and lost on the way: a quiet turn later both are equal and nothing counts twice."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desk.rules.acts import Words
from desk.rules.errors import CentralAway
from desk.rules.order import ActKind
from desk.sync.turn import Turn
from tests.fake_cache import FakeOutbox
from tests.fakes import START, FakeCentral, FakeReplica, SetClock, order, run

ORDERS = st.integers(0, 5).map(lambda place: f"o{place}")


class AnyWeather(RuleBasedStateMachine):
    """Two seats and a central that may be cut off, answer into the void, or come back from a backup."""

    @initialize()
    def begin(self) -> None:
        self.central = FakeCentral(page_size=2)
        self.seats = [(FakeReplica(), FakeOutbox(SetClock())) for _ in range(2)]
        self.turns = [
            Turn(self.central, outbox, replica, SetClock(), f"w{place}")
            for place, (replica, outbox) in enumerate(self.seats)
        ]
        self.written: list[str] = []
        self.versions: dict[tuple[int, str], int] = {}
        self.kept = self.central.backup()

    @rule(order_id=ORDERS, title=st.text("甲乙丙", max_size=3))
    def somebody_changes_an_order(self, order_id: str, title: str) -> None:
        self.central.put(order(order_id, title=title))

    @rule(order_id=ORDERS)
    def an_order_leaves(self, order_id: str) -> None:
        if order_id in self.central.orders:
            self.central.remove(order_id)

    @rule(seat=st.integers(0, 1), order_id=ORDERS)
    def a_note_is_written(self, seat: int, order_id: str) -> None:
        words = f"第 {len(self.written)} 条"
        self.written.append(words)
        run(self.seats[seat][1].add(ActKind.NOTE, order_id, Words(words=words), START))

    @rule(seat=st.integers(0, 1), good=st.integers(0, 4), lost=st.booleans())
    def a_turn_breaks_off(self, seat: int, good: int, lost: bool) -> None:
        async def broken() -> None:
            calls = len(self.central.calls)
            answer = self.central._answer

            async def until(call: str) -> None:
                if len(self.central.calls) - calls >= good:
                    raise CentralAway("cut off")
                await answer(call)

            self.central._answer = until  # type: ignore[method-assign]  # the test stands in the way of the answer
            self.central.lose_answers = int(lost)
            try:
                await self.turns[seat].take()
            except CentralAway:
                self.turns[seat].forget_central()
            finally:
                self.central._answer = answer  # type: ignore[method-assign]  # the test stands in the way of the answer
                self.central.lose_answers = 0

        run(broken())

    @rule()
    def a_backup_is_made(self) -> None:
        self.kept = self.central.backup()

    @rule(noticed=st.booleans())
    def a_backup_is_brought_in(self, noticed: bool) -> None:
        self.central.restore(self.kept)
        for turn in self.turns if noticed else ():
            turn.forget_central()

    @precondition(lambda self: self.written)
    @rule()
    def a_quiet_turn_makes_both_equal(self) -> None:
        for _ in range(2):
            for turn in self.turns:
                run(turn.take())
        for replica, _ in self.seats:
            assert replica.orders == self.central.orders
        assert sorted(self.central.notes) == sorted(self.written)

    @invariant()
    def nothing_waits_that_was_acknowledged(self) -> None:
        for _, outbox in getattr(self, "seats", ()):
            assert not outbox.rows.keys() & outbox.sent.keys()


AnyWeather.TestCase.settings = settings(max_examples=150, stateful_step_count=30)
TestAnyWeather = AnyWeather.TestCase
