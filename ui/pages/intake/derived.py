"""What the words typed so far give: elements, title, category, unit, an emergency, and the read-back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk.rules.deadline import LimitBook, Step, deadline
from desk.rules.order import State
from desk.work.find_elements import Found, ask_for, find_elements, missing
from desk.work.read_back import read_back
from desk.work.suggest import CategorySuggestion, Emergency, UnitSuggestion, emergencies, title_for
from ui.pages.intake.filled import Filled
from ui.pages.intake.reference import Reference
from ui.wording.intake import spoken_name

SURE = 0.6
"""From this share on a category is put into a field nobody has chosen."""


@dataclass(frozen=True, slots=True)
class Derived:
    """`missing` names the elements not yet heard, `ask` the question for the first of them."""

    found: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()
    ask: str = ""
    categories: tuple[CategorySuggestion, ...] = ()
    unit: UnitSuggestion | None = None
    emergency: Emergency | None = None
    read_back: tuple[str, str] = ("", "")


def derive(filled: Filled, reference: Reference, now: datetime, limits: LimitBook) -> tuple[Filled, Derived]:
    """The form with its unchosen fields filled as far as can be told, and what is shown beside them."""
    text = filled.content
    if not text.strip():
        return _without_words(filled, reference), Derived()
    found = find_elements(text)
    categories = reference.suggester.categories(text)
    filled = _titled(filled, found)
    filled = _divided(filled, reference)
    filled = _categorised(filled, categories)
    filled, unit = _sent_to(filled, reference)
    left_out = missing(text)
    answered = {*filled.dismissed}
    return filled, Derived(
        found=found,
        missing=left_out,
        ask=ask_for(left_out[0]) if left_out else "",
        categories=categories,
        unit=unit,
        emergency=next((heard for heard in emergencies(text) if heard.word not in answered), None),
        read_back=_read_back(filled, reference, now, limits),
    )


def _without_words(filled: Filled, reference: Reference) -> Filled:
    """Nothing said: what was only guessed goes, what was chosen stays."""
    return _categorised(_divided(filled if filled.title_own else replace(filled, title=""), reference), ())


def _titled(filled: Filled, found: tuple[Found, ...]) -> Filled:
    if filled.title_own:
        return filled
    who = next((place for place in found if place.name == "who"), None)
    said = filled.content[who.start : who.start + who.length] if who else ""
    name = filled.contact_name or spoken_name(said)
    return replace(filled, title=title_for(name, filled.content, urgent=filled.urgency == "3"))


def _divided(filled: Filled, reference: Reference) -> Filled:
    """A division named in the words, if only one is meant, fills a field nobody has chosen."""
    if filled.division_from not in ("", "suggested"):
        return filled
    row = reference.divisions.named_in(f"{filled.place}\n{filled.content}")
    return replace(filled, division=row.code if row else "", division_from="suggested" if row else "")


def _categorised(filled: Filled, categories: tuple[CategorySuggestion, ...]) -> Filled:
    """A suggestion fills an empty field or follows itself; a choice stays."""
    if filled.category_from not in ("", "suggested"):
        return filled
    if categories and categories[0].share >= SURE:
        return replace(filled, category=categories[0].code, category_from="suggested")
    return replace(filled, category="", category_from="")


def _sent_to(filled: Filled, reference: Reference) -> tuple[Filled, UnitSuggestion | None]:
    """The suggested unit, where nobody has chosen another; None where the unit in the field is not the suggested one."""
    unit = reference.suggester.unit(filled.content, filled.category, filled.division)
    if filled.unit_from in ("", "suggested"):
        filled = replace(filled, unit=unit.code if unit else "", unit_from="suggested" if unit else "")
    return filled, unit if unit and unit.code == filled.unit else None


def _read_back(filled: Filled, reference: Reference, now: datetime, limits: LimitBook) -> tuple[str, str]:
    due_at = deadline(now, limits.limit(Step.HANDLE, filled.appeal, filled.urgency)).due_at
    then = State.CLOSED if filled.answering else State.DISPATCHED
    form = filled.intake(then)
    # Where the words name the place themselves, it is not said twice.
    heard = {found.name for found in find_elements(filled.content)}
    said = replace(form, place="") if "where" in heard else form
    return read_back(said, reference.units.name(filled.unit), due_at)
