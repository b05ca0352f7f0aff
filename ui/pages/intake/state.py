"""What the intake page shows and what is done on it: one form in hand, the others kept beside it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Call, CallState, Changed
from desk.rules.order import State
from desk.rules.text import one_line
from desk.wire.records import Order
from desk.work.workplace import Workplace
from ui.pages.intake.filing import Filed
from ui.pages.intake.filled import Filled
from ui.pages.intake.in_hand import FormInHand
from ui.pages.intake.reference import load_reference
from ui.tasks import Tasks
from ui.wording import intake as words

LOOK_AGAIN_MS = 20_000


class IntakeState(FormInHand):
    """`form_opened`: another form stands there, every field anew. `order_filed`: on this machine's disk."""

    form_opened = Signal()
    reference_changed = Signal()
    field_refused = Signal(str, str)
    order_filed = Signal(Filed)
    draft_discarded = Signal()
    said = Signal(str, str)
    asked_page = Signal(str, object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(workplace, tasks, parent)
        self._discarded: Filled | None = None
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.derive_now)
        self._ready = asyncio.Event()
        self._stop_listening = workplace.cache.listen(self._heard)
        tasks.start(self._begin())

    # ---- life

    async def _begin(self) -> None:
        self.reference = await load_reference(self._workplace.cache)
        self.reference_changed.emit()
        await self._open.restore()
        self._ready.set()
        self.derive_now()

    def entered(self) -> None:
        self._minute.start(LOOK_AGAIN_MS)
        self.derive_now()

    def left(self) -> None:
        self._minute.stop()
        self._tasks.start(self._open.flush())

    async def flush(self) -> None:
        """Everything typed is on this machine's disk when this returns."""
        self.derive_now()
        if self.filled.draft and not self.filled.number:
            await self._give_number(self.filled.draft)
        await self._open.flush()

    async def close(self) -> None:
        """The desk is shut, or another operator signs in. Nothing of this state may be used afterwards."""
        self._minute.stop()
        await self.flush()
        self._deriving.stop()
        self._stop_listening()

    def _heard(self, changed: Changed) -> None:
        if changed.reference:
            self._tasks.start(self._reload(), name="intake.reference")
        if changed.orders:
            self.caller.heard(changed)
            self.aids.heard(changed)

    async def _reload(self) -> None:
        self.reference = await load_reference(self._workplace.cache)
        self.reference_changed.emit()
        self.derive_now()

    # ---- drafts

    def new_order(self, call: Call | None = None) -> None:
        """A fresh form, for this caller if there is one; what was being typed stays as a draft."""
        number = call.number if call is not None else ""
        if self.filled.is_blank and self.filled.line_phone == number and not self.filled.draft:
            return
        self._show(Filled(line_phone=number))

    def open_draft(self, draft_id: str) -> None:
        """Take up unfinished work; what was in hand stays a draft."""
        self._tasks.start(self._open_draft(draft_id), name="intake.open")

    async def _open_draft(self, draft_id: str) -> None:
        await self._ready.wait()
        filled = self._open.form(draft_id)
        if filled is not None and draft_id != self.filled.draft:
            self._show(filled)

    def discard(self) -> None:
        """Give the form up; `restore_discarded` has it back until another is given up."""
        if not self.filled.draft:
            self._show(Filled())
            return
        self._discarded = self.filled
        self._tasks.start(self._open.drop(self.filled.draft))
        self._show(Filled(line_phone=self.filled.line_phone))
        self.draft_discarded.emit()

    @property
    def can_restore(self) -> bool:
        return self._discarded is not None

    def restore_discarded(self) -> None:
        if self._discarded is not None:
            back = replace(self._discarded, draft="")
            self._discarded = None
            self._show(self._open.put(back))

    def _show(self, filled: Filled) -> None:
        """Put a form in hand. The one before is held by the drafts already; emptied again, it is no draft."""
        before = self.filled
        if before.draft and before.is_blank and before.draft != filled.draft and self._open.form(before.draft):
            self._tasks.start(self._open.drop(before.draft))
        self._tasks.start(self._open.flush())
        self.filled = filled
        self.disarm()
        self.caller.show(filled.line_phone)
        self._derive()
        self.form_opened.emit()
        self.form_derived.emit()
        self._drafts_moved()

    # ---- filing

    def file(self, then: State) -> None:
        """Check and file the form. Where a rule says no, its field is named; nothing typed is lost either way."""
        self.derive_now()
        filled = self.filled
        problem = self._filing.problem(filled, then)
        if problem is not None:
            self.field_refused.emit(problem.field, problem.words)
            return
        if filled.draft:
            self._open.take(filled.draft)
        self._show(Filled(line_phone=self._still_talking_to(filled.line_phone)))
        self._tasks.start(self._file(filled, then))

    def _still_talking_to(self, number: str) -> str:
        """The caller's number while the call lasts: there may be a second matter."""
        return number if self._workplace.phone.call.state is CallState.TALKING else ""

    def invalidate(self) -> None:
        """One key for a wrong number; where words were typed, the key must be pressed again."""
        if self.filled.content.strip() and not self.armed:
            self.armed = True
            self.invalid_armed.emit(True)
            return
        self.file(State.INVALID)

    async def _file(self, filled: Filled, then: State) -> None:
        await self._open.closing(filled.draft)
        answer = await self._filing.file(filled, then)
        if isinstance(answer, Filed):
            self.order_filed.emit(answer)
            return
        # Not filed: the form comes back, and what was begun meanwhile is a draft beside it.
        self._show(self._open.give_back(filled))
        self.field_refused.emit(answer.field, answer.words)

    # ---- orders the citizen has already

    def urge(self, order: Order, said: str) -> None:
        """Add the citizen's words to that order; where they are the form's own, no second order is made of them."""
        if one_line(said) == one_line(self.filled.content):
            self.link(order)
        else:
            self._tasks.start(self._urge(order, said))

    async def _urge(self, order: Order, said: str) -> None:
        problem = await self._filing.urge(order, said)
        if problem is not None:
            self.said.emit(problem.words, "warn")
            return
        self.said.emit(words.urge_done(words.grouped_number(order.number)), "ok")

    def link(self, order: Order) -> None:
        """This is about that order: its words become an urge, and no second order is made."""
        if not self.filled.content.strip():
            self.field_refused.emit("content", words.NEEDS_WORDS)
            return
        self._tasks.start(self._link(order, self.filled))

    async def _link(self, order: Order, filled: Filled) -> None:
        await self._open.closing(filled.draft)
        problem = await self._filing.urge(order, filled.told, filled.draft)
        if problem is not None:
            self._open.give_back(filled)
            self.said.emit(problem.words, "warn")
            return
        self._open.take(filled.draft)
        if self.filled.draft == filled.draft:
            self._show(Filled(line_phone=filled.line_phone))
        self.said.emit(words.linked(words.grouped_number(order.number)), "ok")

    def look_at(self, order: Order) -> None:
        self.asked_page.emit("queue", order.id)
