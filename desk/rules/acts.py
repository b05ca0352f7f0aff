"""What an operator's act says: one frozen form per kind, with its own check of what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk.rules import text
from desk.rules.callback import Evaluation, Outcome, Satisfaction, Solved
from desk.rules.errors import Refusal
from desk.rules.order import ActKind, State

APPEALS = ("1", "2", "3", "4", "5", "6")
URGENCIES = ("1", "2", "3")
CHANNELS = ("phone", "app", "wechat", "web", "grid", "letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A filled intake form and what the agent decided: accept, dispatch, answer at once, invalid or not accepted."""

    number: str
    then: State
    content: str = ""
    title: str = ""
    place: str = ""
    division: str = ""
    category: str = ""
    unit: str = ""
    appeal: str = "2"
    urgency: str = "1"
    channel: str = "phone"
    contact_name: str = ""
    contact_phone: str = ""
    line_phone: str = ""
    confidential: bool = False
    anonymous: bool = False
    wants_call_back: bool = True
    answer: str = ""
    reason: str = ""

    def checked(self) -> Intake:
        """The same form, cleaned; a Refusal names the first field to mend. An invalid call needs no content."""
        if self.appeal not in APPEALS:
            raise Refusal("unknown_code", "appeal", value=self.appeal)
        if self.urgency not in URGENCIES:
            raise Refusal("unknown_code", "urgency", value=self.urgency)
        if self.channel not in CHANNELS:
            raise Refusal("unknown_code", "channel", value=self.channel)
        needs_words = self.then is not State.INVALID
        hold = text.required if needs_words else text.optional
        content = hold(self.content, "content", text.CONTENT_LENGTH)
        form = replace(
            self,
            content=content,
            title=hold(self.title or text.one_line(content)[:30], "title", text.TITLE_LENGTH),
            place=text.optional(self.place, "place", text.PLACE_LENGTH),
            contact_name=text.optional(self.contact_name, "contact_name", text.NAME_LENGTH),
            contact_phone=checked_phone(self.contact_phone, "contact_phone"),
            line_phone=checked_phone(self.line_phone, "line_phone"),
            answer=text.optional(self.answer, "answer", text.REPLY_LENGTH),
            reason=text.optional(self.reason, "reason", text.REASON_LENGTH),
        )
        form._check_decision()
        return form

    def _check_decision(self) -> None:
        if self.then is State.DISPATCHED:
            for field in ("division", "category", "unit"):
                if not getattr(self, field):
                    raise Refusal("empty", field)
        if self.then is State.CLOSED and not self.answer:
            raise Refusal("empty", "answer")
        if self.then is State.NOT_ACCEPTED and not self.reason:
            raise Refusal("empty", "reason")


def checked_phone(phone: str, field: str) -> str:
    """Digits only, 3 to 15 of them (or none at all); Refusal `bad_phone` otherwise."""
    digits = phone.strip().replace("-", "").replace(" ", "").removeprefix("+86")
    if digits and not (digits.isascii() and digits.isdecimal() and 3 <= len(digits) <= 15):
        raise Refusal("bad_phone", field)
    return digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An act that says something: an urge, a note, a reply, a reason, an answer."""

    words: str

    def checked(self) -> Words:
        return replace(self, words=text.required(self.words, "words", text.NOTE_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsWords:
    """An act that may say something."""

    words: str = ""

    def checked(self) -> PerhapsWords:
        return replace(self, words=text.optional(self.words, "words", text.NOTE_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToUnit:
    """An act that sends the order to a unit, with an opinion."""

    unit: str
    words: str = ""

    def checked(self) -> ToUnit:
        if not self.unit:
            raise Refusal("empty", "unit")
        return replace(self, words=text.optional(self.words, "words", text.NOTE_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToHolder:
    """An act that puts the order into another colleague's hands (empty: back to the pool)."""

    holder: str
    words: str = ""

    def checked(self) -> ToHolder:
        return replace(self, words=text.optional(self.words, "words", text.REASON_LENGTH))


EDITABLE = ("title", "content", "place", "division", "category", "appeal", "urgency", "contact_name", "contact_phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New values of single fields, by name; merged field by field with what others changed meanwhile."""

    fields: dict[str, str]

    def checked(self) -> Edit:
        longest = {"content": text.CONTENT_LENGTH, "title": text.TITLE_LENGTH, "place": text.PLACE_LENGTH}
        cleaned: dict[str, str] = {}
        for field, value in self.fields.items():
            if field not in EDITABLE:
                raise Refusal("unknown_field", field, value=field)
            if field == "contact_phone":
                cleaned[field] = checked_phone(value, field)
            elif field in ("appeal", "urgency"):
                if value not in (APPEALS if field == "appeal" else URGENCIES):
                    raise Refusal("unknown_code", field, value=value)
                cleaned[field] = value
            else:
                hold = text.required if field in ("title", "content") else text.optional
                cleaned[field] = hold(value, field, longest.get(field, text.NAME_LENGTH))
        return Edit(fields=cleaned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to call back: how it ended, what was answered, and an appointment if one was made."""

    outcome: Outcome
    contacted: bool | None = None
    solved: Solved | None = None
    satisfaction: Satisfaction | None = None
    reason: str = ""
    justified: bool | None = None
    words: str = ""
    appointment_at: datetime | None = None
    rang_seconds: int = 0
    talked_seconds: int = 0

    def checked(self) -> Attempt:
        """Refusal `answers_missing` where a completed interview lacks an answer, `appointment_needed` likewise."""
        if self.outcome is Outcome.COMPLETED:
            self.evaluation().check()
        if self.outcome is Outcome.APPOINTMENT and self.appointment_at is None:
            raise Refusal("appointment_needed", "appointment_at")
        return replace(
            self,
            reason=text.optional(self.reason, "reason", text.REASON_LENGTH),
            words=text.optional(self.words, "words", text.NOTE_LENGTH),
        )

    def evaluation(self) -> Evaluation:
        if self.contacted is None or self.solved is None or self.satisfaction is None:
            raise Refusal("answers_missing")
        return Evaluation(self.contacted, self.solved, self.satisfaction, self.reason.strip(), self.justified)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatStep:
    """The seat's state from now on."""

    state: str
    reason: str = ""

    def checked(self) -> SeatStep:
        return self


Args = Intake | Words | PerhapsWords | ToUnit | ToHolder | Edit | Attempt | SeatStep

FORMS: dict[ActKind, type[Args]] = {
    ActKind.ACCEPT: Intake,
    ActKind.ASK_MORE: Words,
    ActKind.FILL_MORE: Words,
    ActKind.ANSWER: Words,
    ActKind.INVALIDATE: PerhapsWords,
    ActKind.REFUSE: Words,
    ActKind.DISPATCH: ToUnit,
    ActKind.SIGN: PerhapsWords,
    ActKind.ASK_RETURN: Words,
    ActKind.GRANT_RETURN: ToUnit,
    ActKind.REFUSE_RETURN: Words,
    ActKind.REDISPATCH: ToUnit,
    ActKind.REPLY: Words,
    ActKind.ACCEPT_REPLY: PerhapsWords,
    ActKind.SEND_BACK: Words,
    ActKind.RECORD_ATTEMPT: Attempt,
    ActKind.START_REDO: PerhapsWords,
    ActKind.CLOSE: PerhapsWords,
    ActKind.URGE: Words,
    ActKind.NOTE: Words,
    ActKind.EDIT: Edit,
    ActKind.REASSIGN: ToHolder,
    ActKind.SEAT_STATE: SeatStep,
}
"""Which form each kind of act carries."""
