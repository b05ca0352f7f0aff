"""Suggestions for the form, from the words of the call: category, unit, title, emergency. They never overwrite a choice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import resources
from desk.rules.text import TITLE_LENGTH, one_line
from desk.wire.records import Category, Division, Unit
from desk.work.find_elements import find_elements

DOUBT = 3.0
"""Weight of what the words do not say: one weak word gives no full confidence."""


@dataclass(frozen=True, slots=True)
class CategorySuggestion:
    """`share` 0 to 1: how much of the weight of the words found speaks for it."""

    code: str
    path: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class UnitSuggestion:
    """A unit, the duty words found in the text, and a sentence that says why it."""

    code: str
    name: str
    words: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """A word that calls for an emergency service (its number), and where it stands in the text."""

    word: str
    service: str
    start: int


@cache
def _category_words() -> tuple[tuple[str, str, float], ...]:
    rows = resources.read_rows("text/category_words.csv")
    return tuple((row["word"], row["category_code"], float(row["weight"])) for row in rows)


@cache
def _emergency_words() -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["service"]) for row in resources.read_rows("text/emergency.csv"))


class Suggester:
    """Made anew when the reference data changes; asks nobody and takes no time."""

    def __init__(self, categories: Iterable[Category], units: Iterable[Unit], divisions: Iterable[Division]) -> None:
        self._categories: Mapping[str, Category] = {category.id: category for category in categories}
        self._units = tuple(units)
        self._divisions: Mapping[str, Division] = {division.id: division for division in divisions}

    def categories(self, text: str, most: int = 3) -> tuple[CategorySuggestion, ...]:
        """The likeliest leaves of the tree, likeliest first; none where no word is known."""
        weights: dict[str, float] = defaultdict(float)
        for word, code, weight in _category_words():
            if code in self._categories and word in text:
                weights[code] += weight
        whole = sum(weights.values()) + DOUBT
        best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
        return tuple(CategorySuggestion(code, self._categories[code].path, weight / whole) for code, weight in best)

    def unit(self, text: str, category: str = "", division: str = "") -> UnitSuggestion | None:
        """The unit of the division, or of one above it, whose duties the text (or the category) names; the nearest first."""
        above = self._upwards(division)
        leaf = self._categories[category].path if category in self._categories else ()
        told = text + "\n" + "\n".join(leaf)
        best: tuple[tuple[int, int], Unit, tuple[str, ...]] | None = None
        for unit in self._units:
            if unit.division not in above:
                continue
            words = tuple(word for word in unit.duties if word and word in told)
            rank = (sum(map(len, words)), -above.index(unit.division))
            if words and (best is None or rank > best[0]):
                best = (rank, unit, words)
        if best is None:
            return None
        _, unit, words = best
        return UnitSuggestion(unit.id, unit.name, words, self._because(unit, words))

    def _because(self, unit: Unit, words: tuple[str, ...]) -> str:
        phrases = resources.read_toml("text/phrases.toml")["unit"]
        parts = [phrases["by_duty"].format(words=phrases["and"].join(words[:3]))]
        if unit.division in self._divisions:
            parts.append(phrases["in_division"].format(division=self._divisions[unit.division].name))
        return str(phrases["joined"]).join(parts)

    def _upwards(self, division: str) -> list[str]:
        """The division and those above it, nearest first; without one, the roots of the tree."""
        if division not in self._divisions:
            return [root.id for root in self._divisions.values() if root.parent not in self._divisions]
        way: list[str] = []
        while division in self._divisions and division not in way:
            way.append(division)
            division = self._divisions[division].parent
        return way


def emergencies(text: str) -> tuple[Emergency, ...]:
    """One for each service named by the words, at its first place."""
    first: dict[str, Emergency] = {}
    for word, service in _emergency_words():
        start = text.find(word)
        if start >= 0 and (service not in first or start < first[service].start):
            first[service] = Emergency(word, service, start)
    return tuple(sorted(first.values(), key=lambda emergency: emergency.start))


def matter_of(text: str) -> str:
    """What it is about, in a few words: the place and the cause where both are found, otherwise the first clause."""
    found = {place.name: place for place in find_elements(text)}
    if "where" in found and "cause" in found:
        where, cause = found["where"], found["cause"]
        place = text[where.start : where.start + where.length]
        thing = text[cause.start : cause.start + cause.length]
        inside = cause.start <= where.start < cause.start + cause.length
        return one_line(thing if inside or place in thing else place + thing)
    phrases = resources.read_toml("text/phrases.toml")["title"]
    clauses = re.split(phrases["clause_ends"], re.sub(phrases["opening"], "", one_line(text)))
    return next((clause.strip() for clause in clauses if clause.strip()), "")


def title_for(name: str, text: str, *, urgent: bool = False) -> str:
    """The title the form proposes; empty while the text says nothing. `name` as the citizen is addressed, may be empty."""
    matter = matter_of(text)
    if not matter:
        return ""
    phrases = resources.read_toml("text/phrases.toml")["title"]
    frame = (phrases["urgent"] if urgent else "") + (phrases["named"] if name else phrases["nameless"])
    room = TITLE_LENGTH - len(frame.format(name=name, matter=""))
    return str(frame.format(name=name, matter=matter[: max(0, room)]))[:TITLE_LENGTH]
