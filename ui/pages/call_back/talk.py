"""One attempt on one order: the conversation as far as it has come, the remark, and how it ended otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desk.ports import Draft
from desk.rules.acts import Attempt
from desk.rules.callback import Outcome
from desk.rules.errors import Refusal
from desk.rules.text import clean
from desk.script.conversation import Conversation, begin, resume
from desk.script.script import END, Ask, Question, Script
from desk.wire.records import Order

PAGE = "call_back"


@dataclass(frozen=True)
class Talk:
    """Immutable, like the conversation in it. `draft` is the id under which it is kept."""

    order: Order
    conversation: Conversation
    draft: str
    remark: str = ""
    outcome: Outcome | None = None
    appointment_at: datetime | None = None
    text: str = ""

    @property
    def ended_as(self) -> Outcome | None:
        """How it ended: as the operator said, else as the answers say; None while it goes on."""
        if self.outcome is not None:
            return self.outcome
        if self.conversation.outcome is not None:
            return self.conversation.outcome
        given = [each.outcome for each in self.conversation.given if each.outcome]
        return Outcome(given[-1]) if given else None

    @property
    def is_stranger(self) -> bool:
        """Whether somebody else is on the line: then the appeal is not spoken of."""
        return self.ended_as is Outcome.NOT_THE_PERSON or any(
            each.question == "identity" and each.value == "no" for each in self.conversation.given
        )

    @property
    def is_stopped(self) -> bool:
        """Whether the operator has ended it: then no question is asked any more."""
        return self.outcome is not None

    @property
    def steps_left(self) -> int:
        at, whole = self.conversation.position
        return 0 if self.conversation.finished else whole - at + 1

    def answered(self, value: str) -> Talk:
        """After this answer; Refusal where it does not answer the question."""
        return replace(self, conversation=self.conversation.answer(value), text="", outcome=None)

    def back(self) -> Talk:
        conversation = self.conversation.back()
        given = self.conversation.answers()
        question = conversation.question
        text = given.get(question.id, "") if question is not None and question.kind is Ask.TEXT else ""
        return replace(self, conversation=conversation, text=text, outcome=None)

    def closed(self) -> Talk:
        """With the last words said, where only they are left: nobody has to note a farewell before finishing."""
        question = self.conversation.question
        if self.outcome is None and question is not None and is_farewell(question):
            return self.answered(question.answers[0].value)
        return self

    def attempt(self, rang: int, talked: int) -> Attempt:
        """What is to be recorded; the Refusal of what is missing."""
        ended = self.ended_as
        if ended is Outcome.APPOINTMENT and self.appointment_at is None:
            raise Refusal("appointment_needed", "appointment_at")
        remark = "\n".join(part for part in (clean(self.remark), clean(self.text)) if part)
        return self.conversation.to_attempt(
            self.outcome,
            words=remark,
            appointment_at=self.appointment_at,
            rang_seconds=rang,
            talked_seconds=talked,
        )

    def kept(self, title: str) -> Draft:
        fields = {
            "order": self.order.id,
            "answers": json.dumps(self.conversation.answers(), ensure_ascii=False),
            "remark": self.remark,
            "text": self.text,
            "outcome": self.outcome.value if self.outcome else "",
            "appointment_at": self.appointment_at.isoformat() if self.appointment_at else "",
        }
        return Draft(self.draft, PAGE, title, fields)


def is_farewell(question: Question) -> bool:
    return len(question.answers) == 1 and question.answers[0].goes_to == END


def new_talk(
    order: Order, script: Script, facts: Mapping[str, str], draft: str, earlier: Mapping[str, str] | None = None
) -> Talk:
    """A call that begins; `earlier` are the answers of one that was cut off."""
    return Talk(order, begin(script, facts, earlier), draft)


def resumed(order: Order, script: Script, facts: Mapping[str, str], draft: Draft) -> Talk:
    """Where the draft left it; what this program does not understand in it is left out."""
    fields = draft.fields
    answers = json.loads(fields.get("answers") or "{}")
    appointment = fields.get("appointment_at", "")
    outcome = fields.get("outcome", "")
    return Talk(
        order,
        resume(script, facts, answers),
        draft.id,
        fields.get("remark", ""),
        Outcome(outcome) if outcome in set(Outcome) else None,
        datetime.fromisoformat(appointment) if appointment else None,
        fields.get("text", ""),
    )
