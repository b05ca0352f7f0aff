"""The conversation of one call-back: answers taken, kept as they come, and recorded with what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desk.ports import Draft
from desk.rules.callback import REACHED, Outcome
from desk.rules.errors import Refusal
from desk.rules.order import State
from desk.rules.sentences import sentence
from desk.script.script import Ask, Script, shipped_script
from desk.wire.records import Order
from desk.work.call_back import CallBack
from desk.work.keep_draft import KeepDraft
from desk.work.workplace import Workplace
from ui.pages.call_back.ringing import Ringing
from ui.pages.call_back.talk import PAGE, Talk, new_talk, resumed
from ui.tasks import Tasks
from ui.wording import call_back as words


class Interview(QObject):
    """`changed`: the conversation is at another place; `recorded` carries the id of the order just done.

    `appointment_asked`: a day and an hour are to be agreed.
    """

    changed = Signal()
    appointment_asked = Signal()
    recorded = Signal(str)
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, call_back: CallBack, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._call_back, self._tasks = workplace, call_back, tasks
        self._keep = KeepDraft(workplace.drafts, workplace.clock)
        self.script: Script = shipped_script("result")
        self.talk: Talk | None = None
        self.ringing = Ringing()
        self._drafts: dict[str, Draft] = {}
        self._cut_off: dict[str, dict[str, str]] = {}
        self._recording = False

    async def restore(self) -> None:
        """Take up what a crash or a closed window left behind."""
        for draft in await self._keep.restore():
            if draft.page == PAGE:
                self.know(draft)

    def know(self, draft: Draft) -> None:
        self._drafts.setdefault(draft.fields.get("order", ""), draft)

    def begin(self, order: Order | None, facts: Mapping[str, str]) -> None:
        """The conversation with this order's citizen: a new one, the draft of one, or none where nobody is to be rung."""
        if order is None or order.state != State.TO_CALL_BACK:
            self.talk = None
        elif order.id in self._drafts:
            self.talk = resumed(order, self.script, facts, self._drafts[order.id])
        else:
            self.talk = new_talk(order, self.script, facts, self._keep.new_id(), self._cut_off.get(order.id))
        if order is None or self.ringing.order != order.id:
            self.ringing = Ringing()
        self.changed.emit()

    def _now(self) -> datetime:
        return self._workplace.clock.now()

    # The conversation.

    def press_digit(self, digit: str) -> None:
        """The answer that stands beside this digit; on a text without one, 1 takes what was written."""
        talk = self.talk
        if talk is None or talk.conversation.question is None or talk.is_stopped:
            return
        question = talk.conversation.question
        answer = next((each for each in question.answers if each.key == digit), None)
        if answer is not None:
            # A ready phrase leads, what was written beside it follows.
            written = talk.text.strip() if question.kind is Ask.TEXT else ""
            self.answer(words.with_phrase(answer.value, written))
        elif question.kind is Ask.TEXT and not question.answers and digit == "1":
            self.answer(talk.text)

    def answer(self, value: str) -> None:
        if self.talk is None:
            return
        try:
            talk = self.talk.answered(value)
        except Refusal as refusal:
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")
            return
        self._now_at(talk)
        if talk.ended_as is Outcome.APPOINTMENT and talk.appointment_at is None:
            self.appointment_asked.emit()

    def back(self) -> None:
        if self.talk is not None and self.talk.outcome is not None:
            self._now_at(replace(self.talk, outcome=None, appointment_at=None))
        elif self.talk is not None and self.talk.conversation.can_go_back:
            self._now_at(self.talk.back())

    def write_text(self, text: str) -> None:
        """The answer to a question that takes words, as it is typed."""
        if self.talk is not None and text != self.talk.text:
            self._now_at(replace(self.talk, text=text), quietly=True)

    def write_remark(self, text: str) -> None:
        if self.talk is not None and text != self.talk.remark:
            self._now_at(replace(self.talk, remark=text), quietly=True)

    def end_as(self, outcome: Outcome) -> None:
        """How the attempt ended, if not by its questions; chosen again it is taken back."""
        if self.talk is None or not self.allows(outcome):
            return
        if self.talk.outcome is outcome and outcome is not Outcome.APPOINTMENT:
            self._now_at(replace(self.talk, outcome=None))
        elif outcome is Outcome.APPOINTMENT:
            self.appointment_asked.emit()
        else:
            self._now_at(replace(self.talk, outcome=outcome, appointment_at=None))

    def allows(self, outcome: Outcome) -> bool:
        """Nobody can be unreachable who has answered."""
        return self.talk is not None and (outcome in REACHED or not self.ringing.was_answered)

    def agree_on(self, moment: datetime) -> None:
        """The day and hour the citizen named."""
        if self.talk is None:
            return
        by_answers = self.talk.conversation.given and self.talk.outcome is None
        said = self.talk.ended_as is Outcome.APPOINTMENT and by_answers
        self._now_at(replace(self.talk, outcome=None if said else Outcome.APPOINTMENT, appointment_at=moment))

    def _now_at(self, talk: Talk, quietly: bool = False) -> None:
        self.talk = talk
        draft = talk.kept(words.DRAFT.format(title=talk.order.title))
        self._drafts[talk.order.id] = draft
        self._tasks.start(self._save(draft))
        if not quietly:
            self.changed.emit()

    async def _save(self, draft: Draft) -> None:
        await self._keep.save(draft)

    # The end of it.

    def next_attempt(self) -> tuple[str, str]:
        """What follows when the attempt is recorded as it stands; empty where that is not decided yet."""
        talk = self.talk
        if talk is None or talk.ended_as is None:
            return "", ""
        if talk.ended_as is Outcome.COMPLETED:
            bad = talk.conversation.answers().get("satisfaction") in ("1", "2")
            return (words.BAD_EVALUATED if bad else words.EVALUATED), ""
        moment = talk.appointment_at
        if talk.ended_as is not Outcome.APPOINTMENT:
            moment = self._call_back.preview(talk.order, talk.ended_as)
        left = max(0, self._workplace.limits.most_attempts - talk.order.failed_attempts - 1)
        return words.next_time(talk.ended_as, moment, self._now(), left)

    @property
    def unfinished(self) -> str:
        """Why the attempt cannot be recorded yet; empty when it can."""
        if self.talk is None:
            return words.NO_ORDER
        if self.talk.closed().ended_as is None:
            return words.STEPS_LEFT.format(count=self.talk.steps_left)
        return ""

    def finish(self) -> None:
        """Record the attempt and go on to the next order."""
        if self.talk is None or self.unfinished or self._recording:
            return
        talk = self.talk.closed()
        if talk.ended_as is Outcome.APPOINTMENT and talk.appointment_at is None:
            self.appointment_asked.emit()
            return
        self._recording = True
        self._tasks.start(self._record(talk))

    async def _record(self, talk: Talk) -> None:
        rang, talked = self.ringing.seconds(self._now())
        try:
            attempt = talk.attempt(rang, talked)
            await self._keep.closing(talk.draft)
            await self._call_back.record(talk.order, attempt, talk.draft)
        except Refusal as refusal:
            self._keep.reopen(talk.draft)
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")
            return
        finally:
            self._recording = False
        self._drafts.pop(talk.order.id, None)
        if attempt.outcome is Outcome.CUT_OFF:
            self._cut_off[talk.order.id] = talk.conversation.answers()
        satisfaction = attempt.satisfaction.value if attempt.satisfaction else ""
        self.said.emit(words.saved(attempt.outcome, satisfaction, talk.order.title), "ok")
        self.talk = None
        self.changed.emit()
        self.recorded.emit(talk.order.id)
