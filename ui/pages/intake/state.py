"""What the intake page shows and what is done on it: one form in hand, the others kept beside it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Call, Changed
from desk.rules.order import State
from desk.wire.records import Article, Order
from desk.work.suggest import matter_of
from desk.work.workplace import Workplace
from ui.pages.intake.aids import Aids
from ui.pages.intake.caller import CallerState
from ui.pages.intake.derived import Derived, derive
from ui.pages.intake.filing import Filed, Filing
from ui.pages.intake.filled import Filled
from ui.pages.intake.open_drafts import OpenDrafts
from ui.pages.intake.reference import load_reference, no_reference
from ui.tasks import Tasks
from ui.wording import intake as words

DERIVE_AFTER_MS = 120
LOOK_AGAIN_MS = 20_000
CHOICES = {"division": "division_from", "category": "category_from", "unit": "unit_from"}


class IntakeState(QObject):
    """`form_opened`: another form stands there, every field anew. `form_derived`: only what the program fills changed."""

    form_opened = Signal()
    form_derived = Signal()
    form_saved = Signal()
    drafts_changed = Signal()
    reference_changed = Signal()
    field_refused = Signal(str, str)
    order_filed = Signal(Filed)
    draft_discarded = Signal()
    invalid_armed = Signal(bool)
    said = Signal(str, str)
    asked_page = Signal(str, object)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.clock = workplace.clock
        self.reference = no_reference()
        self.filled = Filled()
        self.derived = Derived()
        self.armed = False
        self._discarded: Filled | None = None
        self.caller = CallerState(workplace, tasks, self)
        self.aids = Aids(workplace, tasks, self)
        self._open = OpenDrafts(workplace, tasks, _name, self)
        self._open.saved.connect(self._drafts_moved)
        self._filing = Filing(workplace)
        self._deriving = QTimer(self)
        self._deriving.setSingleShot(True)
        self._deriving.timeout.connect(self.derive_now)
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
        # Its timers must end on this thread, not wherever the collector happens to run.
        self.deleteLater()

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

    @property
    def draft_id(self) -> str:
        """The draft in hand; empty while nothing is typed."""
        return self.filled.draft

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
        self._disarm()
        self.caller.show(filled.line_phone)
        self._derive()
        self.form_opened.emit()
        self.form_derived.emit()
        self._drafts_moved()

    def _drafts_moved(self) -> None:
        self.drafts_changed.emit()
        self.form_saved.emit()

    @property
    def saved_at(self) -> datetime | None:
        return self._open.saved_at.get(self.filled.draft)

    @property
    def save_failed(self) -> bool:
        return self.filled.draft in self._open.failed

    # ---- typing and choosing

    def edit(self, field: str, value: str | bool) -> None:
        """What the agent typed or ticked in that field of the form."""
        if getattr(self.filled, field) == value:
            return
        self._disarm()
        changes: dict[str, object] = {field: value}
        if field == "title":
            changes["title_own"] = bool(str(value).strip())
        self._hold(replace(self.filled, **changes))  # type: ignore[arg-type]  # a field's name with a value of its type
        if field == "line_phone":
            self.caller.show(str(value))

    def choose(self, field: str, code: str) -> None:
        """The agent's own choice in a picker; an empty one gives the field back to the suggestions."""
        origin = "chosen" if code else ""
        self._hold(replace(self.filled, **{field: code, CHOICES[field]: origin}))  # type: ignore[arg-type]  # as above
        self.derive_now()

    def take_suggestion(self, at: int) -> None:
        """Take the category suggested in that place, unless the agent has chosen one by hand."""
        if at < len(self.derived.categories) and self.filled.category_from != "chosen":
            code = self.derived.categories[at].code
            self._hold(replace(self.filled, category=code, category_from="chip"))
            self.derive_now()

    def _hold(self, filled: Filled) -> None:
        is_new = not filled.draft
        self.filled = self._open.put(filled) if filled.draft or not filled.is_blank else filled
        if is_new and self.filled.draft:
            self._tasks.start(self._give_number(self.filled.draft))
            self._drafts_moved()
        if not self._deriving.isActive():
            self._deriving.start(DERIVE_AFTER_MS)

    async def _give_number(self, draft_id: str) -> None:
        """The number told to the citizen is the draft's from its first word; a form given up leaves a gap."""
        held = self._open.form(draft_id)
        if held is None:
            return
        given = await self._filing.numbered(held)
        now_held = self._open.form(draft_id)
        if now_held is not None and not now_held.number:
            numbered = self._open.put(replace(now_held, order_id=given.order_id, number=given.number))
            if self.filled.draft == draft_id:
                self.filled = numbered
            # The agent reads it out to the citizen: it is on the disk before it is on the screen.
            await self._open.flush()

    def derive_now(self) -> None:
        """Look at the words as they stand."""
        before = self.filled
        self._derive()
        if self.filled != before and self.filled.draft:
            self._open.put(self.filled)
            self.drafts_changed.emit()
        self.form_derived.emit()

    def _derive(self) -> None:
        self._deriving.stop()
        now, limits = self.clock.now(), self._workplace.limits
        self.filled, self.derived = derive(self.filled, self.reference, now, limits)
        self.aids.look(self.filled, self.reference)

    # ---- emergencies

    def transfer(self) -> None:
        """Note the transfer with its time and make the order most urgent."""
        emergency = self.derived.emergency
        if emergency is None:
            return
        line = words.transferred(emergency.service, self.clock.now())
        self._hold(
            replace(
                self.filled,
                urgency="3",
                transfers=(*self.filled.transfers, line),
                dismissed=(*self.filled.dismissed, emergency.word),
            )
        )
        self.derive_now()

    def not_emergency(self) -> None:
        emergency = self.derived.emergency
        if emergency is not None:
            self._hold(replace(self.filled, dismissed=(*self.filled.dismissed, emergency.word)))
            self.derive_now()

    # ---- answering at once

    def begin_answer(self, article: Article | None = None) -> None:
        """Open the answer, with the article's words if one is taken; words typed there stay, these come after them."""
        answer = self.filled.answer
        if article is not None and article.answer not in answer:
            answer = "\n".join(part for part in (answer.strip(), article.answer) if part)
        self._hold(replace(self.filled, answering=True, answer=answer))
        self._disarm()
        self.form_derived.emit()

    def leave_answer(self) -> None:
        """Close the answer; its words stay in the draft."""
        self._hold(replace(self.filled, answering=False))
        self.form_derived.emit()

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
        self._show(Filled())
        self._tasks.start(self._file(filled, then))

    def invalidate(self) -> None:
        """One key for a wrong number; where words were typed, the key must be pressed again."""
        if self.filled.content.strip() and not self.armed:
            self.armed = True
            self.invalid_armed.emit(True)
            return
        self.file(State.INVALID)

    def disarm(self) -> None:
        self._disarm()

    def _disarm(self) -> None:
        if self.armed:
            self.armed = False
            self.invalid_armed.emit(False)

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


def _name(filled: Filled) -> str:
    """What a draft is called among others: the agent's own title, else the matter in a few words."""
    return words.draft_title(filled.title if filled.title_own else matter_of(filled.content), filled.content)
