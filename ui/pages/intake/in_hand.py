"""The form in hand: what is typed, chosen and found in it, kept on the disk as it grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.wire.records import Article
from desk.work.suggest import matter_of
from desk.work.workplace import Workplace
from ui.pages.intake.aids import Aids
from ui.pages.intake.caller import CallerState
from ui.pages.intake.derived import Derived, derive
from ui.pages.intake.filing import Filing
from ui.pages.intake.filled import Filled
from ui.pages.intake.open_drafts import OpenDrafts
from ui.pages.intake.reference import no_reference
from ui.tasks import Tasks
from ui.wording import intake as words

DERIVE_AFTER_MS = 120
CHOICES = {"division": "division_from", "category": "category_from", "unit": "unit_from"}


class FormInHand(QObject):
    """`form_derived`: what the program fills has changed; `form_saved`: the number or the saved mark has.

    `armed`: the key for an invalid call was pressed once on a form with words in it.
    """

    form_derived = Signal()
    form_saved = Signal()
    drafts_changed = Signal()
    invalid_armed = Signal(bool)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.clock = workplace.clock
        self.reference = no_reference()
        self.filled = Filled()
        self.derived = Derived()
        self.armed = False
        self.caller = CallerState(workplace, tasks, self)
        self.aids = Aids(workplace, tasks, self)
        self._open = OpenDrafts(workplace, tasks, _name, self)
        self._open.saved.connect(self._drafts_moved)
        self._filing = Filing(workplace)
        self._deriving = QTimer(self)
        self._deriving.setSingleShot(True)
        self._deriving.timeout.connect(self.derive_now)

    @property
    def draft_id(self) -> str:
        """The draft in hand; empty while nothing is typed."""
        return self.filled.draft

    @property
    def saved_at(self) -> datetime | None:
        return self._open.saved_at.get(self.filled.draft)

    @property
    def save_failed(self) -> bool:
        return self.filled.draft in self._open.failed

    def _drafts_moved(self) -> None:
        self.drafts_changed.emit()
        self.form_saved.emit()

    # ---- typing and choosing

    def edit(self, field: str, value: str | bool) -> None:
        """What the agent typed or ticked in that field of the form."""
        if getattr(self.filled, field) == value:
            return
        self.disarm()
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
        self.disarm()
        self.form_derived.emit()

    def leave_answer(self) -> None:
        """Close the answer; its words stay in the draft."""
        self._hold(replace(self.filled, answering=False))
        self.form_derived.emit()

    def disarm(self) -> None:
        """The key that would make the call invalid must be pressed twice again."""
        if self.armed:
            self.armed = False
            self.invalid_armed.emit(False)


def _name(filled: Filled) -> str:
    """What a draft is called among others: the agent's own title, else the matter in a few words."""
    return words.draft_title(filled.title if filled.title_own else matter_of(filled.content), filled.content)
