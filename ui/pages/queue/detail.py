"""The order beside the list: what is known of it, what waits to be sent, and where two people's words clash."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.ports import Changed, Draft, LineState, OutboxLine
from desk.rules.errors import CentralAway, Refusal, SessionEnded
from desk.rules.sentences import sentence
from desk.wire.records import Conflict, Order, TimelineEntry
from desk.wire.session import Revealed
from desk.work.choose import Choose
from desk.work.workplace import Workplace
from ui.pages.queue.actions import Action, actions
from ui.pages.queue.form import OrderForm
from ui.pages.queue.names import Names
from ui.pages.queue.refresh import Refresh
from ui.pages.queue.story import Telling, story
from ui.tasks import Tasks
from ui.widgets.timeline import TimelineEntry as Told
from ui.wording import queue as words
from ui.wording import terms

AskReason = Callable[[], Awaitable[str | None]]


class OrderDetail(QObject):
    """`changed`: something of the order shown is another; its open form is `form`."""

    changed = Signal()
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks, self.names = workplace, tasks, names
        self._choose = Choose(workplace.outbox, workplace.clock, workplace.actor)
        self.form = OrderForm(workplace, tasks, self)
        self.form.said.connect(self.said)
        self.order_id = ""
        self.order: Order | None = None
        self._read, self._pressed = "", ""
        self.entries: list[TimelineEntry] = []
        self.conflicts: list[Conflict] = []
        self.waiting: dict[str, OutboxLine] = {}
        self.revealed: Revealed | None = None
        self.only_limits = False
        self._refresh = Refresh(tasks, self._load)
        self._stop = workplace.cache.listen(self._heard)
        names.loaded.connect(self.changed)

    def close(self) -> None:
        self._stop()

    def _heard(self, changed: Changed) -> None:
        if self.order_id and (self.order_id in changed.orders or changed.outbox):
            self._refresh.ask()

    def tick(self) -> None:
        """A minute has passed."""
        if self.order is not None:
            self.changed.emit()

    def now(self) -> datetime:
        return self._workplace.clock.now()

    @property
    def is_missing(self) -> bool:
        """Whether the order asked for is not in this cache."""
        return bool(self.order_id) and self.order is None

    # Showing.

    def show(self, order_id: str) -> None:
        if order_id != self.order_id:
            self.order_id = order_id
            self.revealed = None
            self._pressed = ""
            self.form.shut()
        self._refresh.ask(hurried=True)

    async def _load(self) -> None:
        order_id, cache = self.order_id, self._workplace.cache
        if not order_id:
            return
        order = await cache.order(order_id)
        entries = await cache.timeline(order_id)
        conflicts = [each for each in await cache.conflicts() if each.order == order_id and each.open]
        lines = [line for line in await self._workplace.outbox.lines() if line.act.lane == order_id]
        if order_id != self.order_id:
            return
        self.order, self.entries, self.conflicts = order, entries, conflicts
        self.waiting = {line.act.id: line for line in lines if line.state is not LineState.ACKNOWLEDGED}
        self._read = order_id
        self.changed.emit()
        if self._pressed:
            key, self._pressed = self._pressed, ""
            self.press(key)

    def story(self) -> list[Told]:
        if self.order is None:
            return []
        telling = Telling(self.names.unit, self.names.person, self.now(), self._workplace.limits, self.waiting)
        return story(self.order, self.entries, telling, self.only_limits)

    def toggle_limits(self) -> None:
        self.only_limits = not self.only_limits
        self.changed.emit()

    # The clear number.

    def reveal(self, ask_reason: AskReason) -> None:
        """`ask_reason` puts the question; None means the user thought better of it."""
        self._tasks.start(self._reveal(ask_reason), name="queue.reveal")

    async def _reveal(self, ask_reason: AskReason) -> None:
        order_id = self.order_id
        reason = await ask_reason()
        if not reason or not order_id:
            return
        try:
            revealed = await self._workplace.central.reveal(order_id, reason)
        except Refusal as refusal:
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")
            return
        except (CentralAway, SessionEnded):
            self.said.emit(words.REVEAL_AWAY, "warn")
            return
        if order_id == self.order_id:
            self.revealed = revealed
            self.changed.emit()
            self.said.emit(words.REVEALED, "info")

    # What can be done.

    def actions(self) -> list[Action]:
        return actions(self.order, self._workplace.actor) if self.order else []

    def press(self, key: str) -> None:
        """Open the form of the act that answers to this key on this order, if it is allowed now.

        Pressed faster than the order is read, the key waits for it: it never acts on the order shown before.
        """
        if self._is_behind:
            self._pressed = key
            return
        for action in self.actions():
            if action.key == key and not action.reason and self.order is not None:
                self.form.open(self.order, action.kind)

    @property
    def _is_behind(self) -> bool:
        return self._read != self.order_id

    def can_press(self, key: str) -> bool:
        return self._is_behind or any(action.key == key and not action.reason for action in self.actions())

    def resume(self, draft: Draft) -> None:
        """Show the order a draft was written for, its form open with what was in it."""
        self._tasks.start(self._resume(draft), name="queue.resume")

    async def _resume(self, draft: Draft) -> None:
        self.order_id = self.form.take_up(draft)
        await self._load()
        for action in self.actions():
            if action.kind == draft.fields.get("act") and not action.reason and self.order is not None:
                self.form.open(self.order, action.kind)

    # Choosing between two values.

    def keep_mine(self, conflict: Conflict) -> None:
        self._settle(conflict, self._choose.keep_mine)

    def keep_theirs(self, conflict: Conflict) -> None:
        self._settle(conflict, self._choose.keep_theirs)

    def write_instead(self, conflict: Conflict, text: str) -> None:
        self._settle(conflict, lambda order, each: self._choose.write(order, each, text))

    def _settle(self, conflict: Conflict, how: Callable[[Order, Conflict], Coroutine[Any, Any, Any]]) -> None:
        if self.order is not None and conflict in self.conflicts:
            # Off the screen at once, so that a second press of the key chooses nothing more.
            self.conflicts = [each for each in self.conflicts if each is not conflict]
            self.changed.emit()
            self._tasks.start(self._settled(conflict, how(self.order, conflict)))

    async def _settled(self, conflict: Conflict, work: Coroutine[Any, Any, Any]) -> None:
        await work
        field = terms.FIELD.get(conflict.field, conflict.field)
        self.said.emit(words.CHOSEN.format(field=field), "ok")
