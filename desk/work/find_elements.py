"""The five elements of a call, found in its words: who, when, where, the cause, the course of events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import resources

NAMES = ("who", "when", "where", "cause", "course")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """An element and where it stands in the text, in characters."""

    name: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Element:
    ask: str
    patterns: tuple[re.Pattern[str], ...]


@cache
def _elements() -> dict[str, _Element]:
    table = resources.read_toml("text/elements.toml")
    return {
        name: _Element(table[name]["ask"], tuple(re.compile(pattern) for pattern in table[name]["patterns"]))
        for name in NAMES
    }


def find_elements(text: str) -> tuple[Found, ...]:
    """The first match of each element, by place in the text; only the first 2,000 characters are looked at."""
    text = text[:LONGEST]
    found = [place for name in NAMES if (place := _first(name, text))]
    return tuple(sorted(found, key=lambda place: place.start))


def _first(name: str, text: str) -> Found | None:
    """The patterns stand in order of trust: the first that matches speaks for the element."""
    for pattern in _elements()[name].patterns:
        match = pattern.search(text)
        if match and match.end() > match.start():
            return Found(name, match.start(), match.end() - match.start())
    return None


def missing(text: str) -> tuple[str, ...]:
    """The elements not yet told, in the order they are asked for."""
    found = {place.name for place in find_elements(text)}
    return tuple(name for name in NAMES if name not in found)


def ask_for(name: str) -> str:
    """The question that helps to get a missing element."""
    return _elements()[name].ask
