"""What stands in the intake form, typed or found: one value, saved as a draft and filed as an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from desk.rules.acts import Intake
from desk.rules.order import State
from desk.rules.text import one_line

Origin = Literal["", "suggested", "chip", "chosen"]
"""Whose value a picked field holds: nobody's, the program's, a suggestion the agent took, the agent's own choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The form as it stands. `draft` is empty until something is typed; `order_id` and `number` until they are given.

    `transfers` are the emergency lines the call was passed to, with the time; `dismissed` the words judged no emergency.
    """

    draft: str = ""
    order_id: str = ""
    number: str = ""
    line_phone: str = ""
    content: str = ""
    title: str = ""
    title_own: bool = False
    place: str = ""
    division: str = ""
    division_from: Origin = ""
    category: str = ""
    category_from: Origin = ""
    unit: str = ""
    unit_from: Origin = ""
    appeal: str = "2"
    urgency: str = "1"
    contact_name: str = ""
    contact_phone: str = ""
    confidential: bool = False
    anonymous: bool = False
    wants_call_back: bool = True
    answer: str = ""
    answering: bool = False
    transfers: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether the agent has put nothing in it; the line's number alone is no work to keep."""
        typed = (self.content, self.place, self.contact_name, self.contact_phone, self.answer, *self.transfers)
        own = self.title_own or "chosen" in (self.category_from, self.unit_from, self.division_from)
        return not own and not any(words.strip() for words in typed)

    @property
    def told(self) -> str:
        """The content as it is filed: what was typed, and a line for each transfer."""
        return "\n".join(part for part in (self.content, *self.transfers) if part.strip())

    def intake(self, then: State) -> Intake:
        """The form of the act; a contact number left empty is the line's."""
        return Intake(
            number=self.number,
            then=then,
            content=self.told,
            title=one_line(self.title),
            place=self.place,
            division=self.division,
            category=self.category,
            unit=self.unit if then is State.DISPATCHED else "",
            appeal=self.appeal,
            urgency=self.urgency,
            contact_name=self.contact_name,
            contact_phone=self.contact_phone or self.line_phone,
            line_phone=self.line_phone,
            confidential=self.confidential,
            anonymous=self.anonymous,
            wants_call_back=self.wants_call_back,
            answer=self.answer if then is State.CLOSED else "",
        )

    def kept(self) -> dict[str, str]:
        """The fields of a draft: yes is `1`, several lines stand under each other."""
        return {field.name: _written(getattr(self, field.name)) for field in fields(self)}


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return ("1" if value else "") if isinstance(value, bool) else str(value)


_EMPTY = Filled()


def from_kept(kept: Mapping[str, str]) -> Filled:
    """The form a draft holds; a field this program does not know is left out, a missing one is as in an empty form."""
    values: dict[str, Any] = {}
    for field in fields(Filled):
        if field.name not in kept:
            continue
        text, blank = kept[field.name], getattr(_EMPTY, field.name)
        if isinstance(blank, tuple):
            values[field.name] = tuple(line for line in text.split("\n") if line)
        else:
            values[field.name] = text == "1" if isinstance(blank, bool) else text
    return Filled(**values)
