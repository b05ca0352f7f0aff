"""What the pickers search: divisions, categories and units, found by any part of the name or by pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desk.wire.records import Category, Division, Unit

MOST = 60
SHORTEST = 3
Initials = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose: its code, the words shown, its own name and that name's initials."""

    code: str
    label: str
    detail: str = ""
    name: str = ""
    initials: str = ""
    depth: int = 0


class Rows:
    """Looks rows up; best first: whole name, start of name, any part, initials, then the words above it."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = list(rows)
        self._by_code = {row.code: row for row in rows}

    def row(self, code: str) -> Row | None:
        return self._by_code.get(code)

    def label(self, code: str) -> str:
        row = self.row(code)
        return row.label if row else ""

    def name(self, code: str) -> str:
        row = self.row(code)
        return row.name if row else ""

    def search(self, typed: str, most: int = MOST) -> list[Row]:
        """Rows that hold every word typed (spaces part them); all of them, in their order, for nothing typed."""
        words = typed.casefold().split()
        ranked = [(rank, row.depth, at, row) for at, row in enumerate(self._rows) if (rank := _rank(row, words)) >= 0]
        ranked.sort(key=lambda entry: entry[:3])
        return [row for _, _, _, row in ranked[:most]]

    def named_in(self, text: str) -> Row | None:
        """The deepest row whose whole name stands in the text, if no other of that depth does."""
        said = [row for row in self._rows if len(row.name) >= SHORTEST and row.name in text]
        deepest = max((row.depth for row in said), default=0)
        best = [row for row in said if row.depth == deepest]
        return best[0] if len(best) == 1 else None


def _rank(row: Row, words: Sequence[str]) -> int:
    """How far down a row belongs; -1 where a word is not in it."""
    worst = 0
    for word in words:
        if word == row.name:
            rank = 0
        elif row.name.startswith(word) or row.initials == word:
            rank = 1
        elif word in row.name or row.initials.startswith(word):
            rank = 2
        elif word in row.initials:
            rank = 3
        elif word in row.label.casefold() or word in row.detail:
            rank = 4
        else:
            return -1
        worst = max(worst, rank)
    return worst


def division_rows(divisions: Iterable[Division], initials: Initials) -> list[Row]:
    """Every division below the city, with its path from the district."""
    known = {division.id: division for division in divisions}
    rows = []
    for division in known.values():
        path = _path(division, known)
        if path:
            rows.append(Row(division.id, " / ".join(path), "", division.name, initials(division.name), depth=len(path)))
    return sorted(rows, key=lambda row: (row.depth, row.code))


def _path(division: Division, known: Mapping[str, Division]) -> list[str]:
    path: list[str] = []
    at: Division | None = division
    while at is not None and at.level != "city":
        path.insert(0, at.name)
        at = known.get(at.parent)
    return path


def category_rows(categories: Iterable[Category], initials: Initials) -> list[Row]:
    return [
        Row(category.id, " / ".join(category.path), "", category.path[-1], initials(category.path[-1]))
        for category in sorted(categories, key=lambda category: category.id)
        if category.path
    ]


def unit_rows(units: Iterable[Unit], initials: Initials) -> list[Row]:
    return [Row(unit.id, unit.name, " ".join(unit.duties), unit.name, initials(unit.name)) for unit in units]
