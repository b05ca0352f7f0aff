"""One conversation along a script: immutable, so that going back is only forgetting the last answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from desk.rules.acts import Attempt
from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.errors import Refusal
from desk.rules.text import NOTE_LENGTH, REASON_LENGTH, clean
from desk.script.script import END, IDENTITY, IS_THE_PERSON, Ask, Question, Script


@dataclass(frozen=True, slots=True)
class Given:
    """An answer given: the question's id, what is kept, and how it reads."""

    question: str
    value: str
    label: str
    outcome: str = ""


class Place(StrEnum):
    """Where a step of the script stands."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Progress:
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Conversation:
    """`current` is the id of the question being asked, or `end`. `facts` fill the slots: address, title, unit.

    `earlier`: answers of a call that was cut off, taken over once the person has been confirmed anew.
    """

    script: Script
    facts: Mapping[str, str]
    current: str
    given: tuple[Given, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        return self.current == END

    @property
    def question(self) -> Question | None:
        """The question to ask now; None when finished."""
        return self.script.question(self.current)

    @property
    def appeal_may_be_told(self) -> bool:
        """Only after the person has been confirmed: a third person never hears what the appeal was."""
        return any(given.question == IDENTITY and given.value == IS_THE_PERSON for given in self.given)

    @property
    def say(self) -> str:
        return self._filled(self.question.say) if self.question else ""

    @property
    def hint(self) -> str:
        return self._filled(self.question.hint) if self.question else ""

    @property
    def can_go_back(self) -> bool:
        return bool(self.given)

    def answer(self, value: str) -> Conversation:
        """The conversation after this answer; Refusal `unknown_answer`, or `empty` for a text that must be given."""
        question = self.question
        if question is None:
            raise Refusal("conversation_over")
        if question.kind is Ask.TEXT:
            text = clean(value)
            longest = REASON_LENGTH if question.id == "reason" else NOTE_LENGTH
            if len(text) > longest:
                raise Refusal("too_long", question.id, longest=longest, length=len(text))
            if question.required and not text:
                raise Refusal("empty", question.id)
            return self._after(Given(question.id, text, text), question.goes_to)
        answer = question.answer(value)
        if answer is None:
            raise Refusal("unknown_answer", question.id, value=value)
        return self._after(Given(question.id, answer.value, answer.label, answer.outcome), answer.goes_to)

    def back(self) -> Conversation:
        """As before the last answer; the same at the beginning."""
        if not self.given:
            return self
        return replace(self, current=self.given[-1].question, given=self.given[:-1])

    @property
    def progress(self) -> tuple[Progress, ...]:
        """The script's steps in order; several questions may share a step."""
        labels = self._steps()
        now = self._step_now(labels)
        places = (Place.DONE, Place.NOW, Place.AHEAD)
        return tuple(Progress(label, places[(at > now) + (at >= now)]) for at, label in enumerate(labels))

    @property
    def position(self) -> tuple[int, int]:
        """Which step of how many, from 1."""
        labels = self._steps()
        return min(self._step_now(labels) + 1, len(labels)), len(labels)

    def answers(self) -> dict[str, str]:
        """What was answered, by question, in order: enough to go on later from the same place (`resume`)."""
        return {given.question: given.value for given in self.given}

    @property
    def outcome(self) -> Outcome | None:
        """How the attempt ended by the answers; None while it goes on."""
        if not self.finished:
            return None
        ended = [given.outcome for given in self.given if given.outcome]
        return Outcome(ended[-1]) if ended else Outcome.COMPLETED

    def to_attempt(
        self,
        outcome: Outcome | None = None,
        *,
        words: str = "",
        appointment_at: datetime | None = None,
        rang_seconds: int = 0,
        talked_seconds: int = 0,
    ) -> Attempt:
        """The attempt to record, checked. `outcome` where the call ended otherwise than the script (cut off, refused, ...)."""
        ended = outcome or self.outcome
        if ended is None:
            raise Refusal("answers_missing")
        said = self.answers()
        attempt = Attempt(
            outcome=ended,
            contacted=said["contacted"] == "yes" if "contacted" in said else None,
            solved=Solved(said["solved"]) if "solved" in said else None,
            satisfaction=Satisfaction(said["satisfaction"]) if "satisfaction" in said else None,
            reason=said.get("reason", ""),
            justified=said["justified"] == "yes" if "justified" in said else None,
            words="\n".join(text for text in (said.get("remark", ""), words) if text),
            appointment_at=appointment_at if ended is Outcome.APPOINTMENT else None,
            rang_seconds=rang_seconds,
            talked_seconds=talked_seconds,
        )
        return attempt.checked()

    def _after(self, given: Given, target: str) -> Conversation:
        after = replace(self, current=target, given=(*self.given, given))
        confirmed = given.question == IDENTITY and given.value == IS_THE_PERSON
        return _replayed(replace(after, earlier={}), self.earlier) if confirmed else after

    def _filled(self, text: str) -> str:
        """Slots filled; before the person is confirmed only those anybody may hear."""
        for slot, name in self.script.slots.items():
            told = self.appeal_may_be_told or name in self.script.public_slots
            text = text.replace("{" + slot + "}", self.facts.get(name, "") if told else "")
        return text

    def _steps(self) -> list[str]:
        return list(dict.fromkeys(question.step for question in self.script.questions))

    def _step_now(self, labels: list[str]) -> int:
        return labels.index(self.question.step) if self.question else len(labels)


def begin(script: Script, facts: Mapping[str, str], earlier: Mapping[str, str] | None = None) -> Conversation:
    """At the first question; who answers is asked in every call, also in one that goes on from `earlier` answers."""
    taken_over = {name: value for name, value in (earlier or {}).items() if name != IDENTITY}
    return Conversation(script, dict(facts), script.questions[0].id, earlier=taken_over)


def resume(script: Script, facts: Mapping[str, str], answers: Mapping[str, str]) -> Conversation:
    """The same call, from a saved draft: where it stood."""
    return _replayed(begin(script, facts), answers)


def _replayed(conversation: Conversation, answers: Mapping[str, str]) -> Conversation:
    """As far as the answers still fit the script."""
    while conversation.question is not None and conversation.question.id in answers:
        try:
            conversation = conversation.answer(answers[conversation.question.id])
        except Refusal:
            break
    return conversation
