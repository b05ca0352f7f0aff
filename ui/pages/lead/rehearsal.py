"""A reassignment from its dry run to its undoing: whose orders, to whom, a verdict for each, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from desk.ports import Changed, LineState
from desk.rules.errors import Outage
from desk.rules.order import ActKind
from desk.work.reassign import POOL, Done, Moved, Plan, Reassign
from desk.work.workplace import Workplace
from ui.pages.lead.board import Takers
from ui.pages.lead.verdicts import Course, Phase, VerdictLine, first_reason, verdict_lines
from ui.pages.queue.names import Names
from ui.pages.queue.refresh import Refresh
from ui.tasks import Tasks
from ui.wording import lead as words

STRIDE = 10
"""After so many orders the pane says how far it has come."""

Choose = Callable[[frozenset[str]], Takers]


class Rehearsal(QObject):
    """`opened` and `shut_down` follow the pane, `changed` its contents, `executed` what stands in the outbox now."""

    opened = Signal()
    shut_down = Signal()
    changed = Signal()
    executed = Signal()
    said = Signal(str, str)

    def __init__(
        self, workplace: Workplace, tasks: Tasks, names: Names, choose: Choose, parent: QObject | None = None
    ) -> None:
        """`choose` says who takes the orders of these colleagues when the lead names nobody."""
        super().__init__(parent)
        self._workplace, self._tasks, self._names, self._choose = workplace, tasks, names, choose
        self._reassign = Reassign(workplace.cache, workplace.outbox, workplace.clock, workplace.actor, workplace.limits)
        self._refresh = Refresh(tasks, self._read)
        self._ids: tuple[str, ...] = ()
        self.is_open = False
        self.phase = Phase.TRYING
        self.plan = Plan((), {})
        self.ready = False
        self.picks: tuple[str, ...] = ()
        self.to_pool = False
        self.rule = ""
        self.done: Done | None = None
        self._written: set[str] = set()
        self._given_back: frozenset[str] = frozenset()
        self._kept: frozenset[str] = frozenset()
        self._stop = workplace.cache.listen(self._heard)

    def close(self) -> None:
        self._stop()

    # Opening and choosing.

    def open(self, order_ids: Sequence[str], to_pool: bool = False) -> None:
        """Try out these orders; nothing is changed yet."""
        if not order_ids or self.phase is Phase.RUNNING:
            return
        self._ids = tuple(order_ids)
        self.phase, self.to_pool, self.picks = Phase.TRYING, to_pool, ()
        self._written, self._given_back, self._kept = set(), frozenset(), frozenset()
        self.is_open = True
        self._plan_anew()
        self.opened.emit()

    def shut(self) -> None:
        if self.is_open and self.phase is not Phase.RUNNING:
            self.is_open = False
            self.shut_down.emit()

    def pick(self, number: str) -> None:
        """Give them to this colleague, beside those named already."""
        if number not in self.picks:
            self.picks, self.to_pool = (*self.picks, number), False
            self._plan_anew()

    def unpick(self, number: str) -> None:
        self.picks = tuple(each for each in self.picks if each != number)
        self._plan_anew()

    def use_rule(self) -> None:
        """Name nobody: the rule chooses."""
        self.picks, self.to_pool = (), False
        self._plan_anew()

    def _plan_anew(self) -> None:
        self.ready = False
        self.changed.emit()
        self._refresh.ask(hurried=True)

    def _heard(self, changed: Changed) -> None:
        if not self.is_open:
            return
        trying = self.phase is Phase.TRYING and not changed.orders.isdisjoint(self._ids)
        if trying or (self.phase is Phase.DONE and changed.outbox):
            self._refresh.ask()

    async def _read(self) -> None:
        if self.phase is Phase.TRYING and self.is_open:
            await self._try_out()
        elif self.phase is Phase.DONE:
            await self._look_for_kept()

    async def _try_out(self) -> None:
        asked = (self._ids, self.picks, self.to_pool)
        orders = await self._workplace.cache.orders(self._ids)
        if self.to_pool:
            takers = Takers((POOL,), words.RULE_POOL)
        elif self.picks:
            takers = Takers(self.picks, words.RULE_CHOSEN)
        else:
            takers = self._choose(frozenset(order.holder for order in orders))
        plan = await self._reassign.plan(self._ids, takers.numbers)
        if asked == (self._ids, self.picks, self.to_pool) and self.phase is Phase.TRYING:
            self.plan, self.rule, self.ready = plan, takers.rule, True
            self.changed.emit()

    async def _look_for_kept(self) -> None:
        """Which of the acts came back from central to be decided by hand."""
        lines = await self._workplace.outbox.lines()
        kept = frozenset(
            line.act.lane
            for line in lines
            if line.state is LineState.NEEDS_YOU
            and line.act.kind == ActKind.REASSIGN
            and line.act.lane in self._written
        )
        if kept != self._kept:
            self._kept = kept
            self.changed.emit()

    # Doing and undoing.

    @property
    def can_go(self) -> bool:
        return self.is_open and self.phase is Phase.TRYING and self.ready and bool(self.plan.going)

    def execute(self) -> None:
        if self.can_go:
            self.phase = Phase.RUNNING
            self.changed.emit()
            self._tasks.start(self._execute(self.plan))

    async def _execute(self, plan: Plan) -> None:
        """One order at a time, so that what is written can be undone even where the disk fills up on the way."""
        at = self._workplace.clock.now()
        moves: list[Moved] = []
        try:
            for row in plan.going:
                moved = await self._reassign.execute(Plan((row,), {}))
                moves += moved.moves
                self._written.add(row.order.id)
                if len(self._written) % STRIDE == 0:
                    self.changed.emit()
        finally:
            self.done = Done(tuple(moves), at)
            self.phase = Phase.DONE
            self.changed.emit()
            self.executed.emit()
        self.said.emit(words.SAID_DONE.format(count=len(moves)), "ok")

    @property
    def can_undo(self) -> bool:
        return self.done is not None and self.phase is not Phase.RUNNING and self._reassign.undoable(self.done)

    def undo(self) -> None:
        if self.done is not None and self.can_undo:
            done, self.done = self.done, None
            self._tasks.start(self._undo(done))

    async def _undo(self, done: Done) -> None:
        try:
            undone = await self._reassign.undo(done)
        except Outage:
            self.done = done
            raise
        if self.phase is Phase.DONE:
            self.phase = Phase.UNDONE
            self._given_back = frozenset(move.order_id for move in undone.moves)
        self.changed.emit()
        self.said.emit(words.undone(len(undone.moves), len(done.moves) - len(undone.moves)), "ok")

    # What is shown.

    def givers(self) -> list[tuple[str, int]]:
        """Whose orders they are, and how many."""
        counts = Counter(row.order.holder for row in self.plan.rows)
        return [(self._name(holder), count) for holder, count in counts.most_common()]

    def getters(self) -> list[tuple[str, str, int]]:
        """To whom they go: number, name and how many; a colleague who is named and gets none stays in sight."""
        counts = Counter(row.to for row in self.plan.going)
        numbers = self.picks or tuple(number for number, _ in counts.most_common())
        return [(number, self._name(number), counts[number]) for number in numbers]

    def in_hand_after(self) -> list[int]:
        after = self.plan.in_hand_after
        return [after[number] for number, _, count in self.getters() if count and number in after]

    def counts(self) -> tuple[int, int]:
        """How many go (went, came back), and how many do not."""
        going = len(self.plan.going)
        if self.phase is Phase.DONE or self.phase is Phase.RUNNING:
            going = len(self._written)
        elif self.phase is Phase.UNDONE:
            going = len(self._given_back)
        return going, len(self.plan.rows) - going

    def lines(self) -> list[VerdictLine]:
        course = Course(self.phase, frozenset(self._written), self._given_back, self._kept)
        return verdict_lines(self.plan, course, self._name, self._workplace.clock.now())

    def why_not(self) -> str:
        return first_reason(self.plan, self._workplace.clock.now())

    def _name(self, number: str) -> str:
        return self._names.person(number) if number else words.TO_POOL
