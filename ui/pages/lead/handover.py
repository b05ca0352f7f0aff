"""Handing orders to other colleagues: rehearsed as it is put together, carried out at one key, undone at another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desk.rules.errors import Refusal
from desk.rules.sentences import sentence
from desk.work.reassign import POOL, UNDO_FOR, Done, Plan, Reassign
from desk.work.workplace import Workplace
from ui.pages.queue.refresh import Refresh
from ui.tasks import Tasks
from ui.wording import lead as words


class Handover(QObject):
    """`changed`: the rehearsal or its outcome is another. `order_ids` and `targets` make the rehearsal, `done` ends it."""

    changed = Signal()
    executed = Signal()
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._tasks = workplace.clock, tasks
        self._reassign = Reassign(workplace.cache, workplace.outbox, workplace.clock, workplace.actor, workplace.limits)
        self.order_ids: tuple[str, ...] = ()
        self.targets: tuple[str, ...] = ()
        self.plan: Plan | None = None
        self.done: Done | None = None
        self.was_undone = False
        self.reason = ""
        self._busy = False
        self._refresh = Refresh(tasks, self._rehearse)

    def rehearse(self, order_ids: Sequence[str], targets: Sequence[str] | None = None) -> None:
        """Try out handing these orders over, to `targets` if given, else to those chosen before."""
        self.order_ids = tuple(order_ids)
        if targets is not None:
            self.targets = tuple(targets)
        if self.order_ids:
            self.done, self.was_undone = None, False
        self._refresh.ask(hurried=True)

    def aim(self, targets: Sequence[str]) -> None:
        self.rehearse(self.order_ids, targets)

    def add_target(self, number: str) -> None:
        """One more colleague; the pool stands alone."""
        kept = [] if number == POOL else [each for each in self.targets if each not in (POOL, number)]
        self.aim([*kept, number])

    def remove_target(self, number: str) -> None:
        self.aim([each for each in self.targets if each != number])

    async def _rehearse(self) -> None:
        ids, targets = self.order_ids, self.targets
        plan = await self._reassign.plan(ids, targets) if ids else None
        if (ids, targets) == (self.order_ids, self.targets):
            self.plan = plan if self.done is None else self.plan
            self.changed.emit()

    def again(self) -> None:
        """The orders or the hands have changed meanwhile."""
        if self.order_ids and self.done is None and not self._busy:
            self._refresh.ask()

    @property
    def shares(self) -> list[tuple[str, int]]:
        """How many each target gets, in the order chosen."""
        counts = Counter(row.to for row in self.plan.going) if self.plan else Counter[str]()
        return [(number, counts[number]) for number in self.targets]

    @property
    def sources(self) -> list[tuple[str, int]]:
        """From whose hands they come, most first."""
        return Counter(row.order.holder for row in self.plan.rows).most_common() if self.plan else []

    @property
    def is_open(self) -> bool:
        return self.plan is not None

    @property
    def can_execute(self) -> bool:
        return self.plan is not None and self.done is None and bool(self.plan.going) and not self._busy

    @property
    def can_undo(self) -> bool:
        return self.done is not None and not self.was_undone and not self._busy and self._reassign.undoable(self.done)

    @property
    def undo_until(self) -> datetime | None:
        return self.done.at + UNDO_FOR if self.done is not None and not self.was_undone else None

    def execute(self) -> None:
        """Carry out what was rehearsed."""
        if self.can_execute and self.plan is not None:
            self._busy = True
            self._tasks.start(self._execute(self.plan))

    async def _execute(self, plan: Plan) -> None:
        try:
            self.done = await self._reassign.execute(plan, self.reason)
        except Refusal as refusal:
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")
            return
        finally:
            self._busy = False
        self.order_ids = ()
        self.said.emit(words.REASSIGNED.format(count=len(self.done.moves)), "ok")
        self.changed.emit()
        self.executed.emit()

    def undo(self) -> None:
        if self.can_undo and self.done is not None:
            self._busy = True
            self._tasks.start(self._undo(self.done))

    async def _undo(self, done: Done) -> None:
        try:
            back = await self._reassign.undo(done)
        except Refusal as refusal:
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")
            return
        finally:
            self._busy = False
        self.was_undone = True
        self.said.emit(words.UNDID.format(count=len(back.moves)), "ok")
        self.changed.emit()

    def close(self) -> None:
        """Put the rehearsal away; what was carried out can no longer be undone from here."""
        self.order_ids, self.targets, self.plan, self.done, self.reason = (), (), None, None, ""
        self.changed.emit()
