"""A script as data: questions with what to say, the answers to note, and where each leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

import resources
from desk.rules.errors import Refusal

END = "end"
"""The target that ends the conversation."""

IDENTITY, IS_THE_PERSON = "identity", "yes"
"""The question that asks who answers, and the answer after which the appeal may be spoken of."""


class Ask(StrEnum):
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Answer:
    """`key` picks it, `value` is kept, `consequence` says what follows; `outcome` ends the attempt otherwise than completed."""

    key: str
    value: str
    label: str
    consequence: str = ""
    goes_to: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`say` goes to the citizen (not if `aloud` is False). A text question offers its answers as ready phrases."""

    id: str
    step: str
    say: str
    kind: Ask
    hint: str = ""
    answers: tuple[Answer, ...] = ()
    goes_to: str = ""
    required: bool = False
    aloud: bool = True

    def answer(self, value: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.value == value), None)


@dataclass(frozen=True, slots=True)
class Script:
    """The first question opens. `slots`: words in braces and the fact each stands for; the public ones anybody may hear."""

    id: str
    name: str
    version: int
    questions: tuple[Question, ...]
    slots: Mapping[str, str]
    public_slots: frozenset[str]

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


class _Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    version: int
    question: tuple[Question, ...]
    name: str = ""
    slots: dict[str, str] = {}
    public_slots: frozenset[str] = frozenset()


def read_script(table: Mapping[str, Any]) -> Script:
    """A script from a table shaped like `resources/scripts/result.toml`; Refusal `unreadable_script` with the place at fault."""
    try:
        read = msgspec.convert(table, _Script)
    except msgspec.ValidationError as error:
        raise Refusal("unreadable_script", detail=error) from error
    return Script(read.id, read.name or read.id, read.version, read.question, read.slots, read.public_slots)


@cache
def shipped_script(name: str) -> Script:
    """The script `resources/scripts/<name>.toml`."""
    return read_script(resources.read_toml(f"scripts/{name}.toml"))
