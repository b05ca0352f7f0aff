"""The made-up city as it stands in the resources: units, staff, streets, compounds, names, matters and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    division: str
    duties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corner:
    """A named place, a street or a compound, in a town."""

    district: str
    town: str
    name: str


Sayings = tuple[tuple[str, ...], ...]
"""What can be said, for each of a matter's contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A kind of matter; the fields are explained at the head of resources/demo/matters.toml."""

    key: str
    name: str
    category: str
    appeal: str
    duty: str
    where: str
    weight: int
    urgency: tuple[int, ...]
    direct: float
    contents: tuple[str, ...]
    subjects: Sayings
    wishes: Sayings
    replies: Sayings
    answers: Sayings
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class City:
    """Everything, read once and never changed. Staff are numbers by role; clerks are numbers by unit."""

    units: Mapping[str, Unit]
    staff: Mapping[str, tuple[str, ...]]
    clerks: Mapping[str, tuple[str, ...]]
    names_of_staff: Mapping[str, str]
    towns_of_grid: Mapping[str, str]
    names: Mapping[str, str]
    villages: Mapping[str, tuple[str, ...]]
    streets: Mapping[str, tuple[Corner, ...]]
    compounds: Mapping[str, tuple[Corner, ...]]
    surnames: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    matters: tuple[Matter, ...]

    def unit_for(self, duty: str, division: str) -> Unit:
        """The nearest unit with that duty: the town's, the district's, the city's; KeyError where nobody has it."""
        for area in (division[:9], division[:6], division[:4] + "00"):
            for unit in self.units.values():
                if unit.division == area and duty in unit.duties:
                    return unit
        raise KeyError(duty)


@cache
def city() -> City:
    divisions = resources.read_rows("places/divisions.csv")
    staff = resources.read_rows("demo/staff.csv")
    return City(
        units=_units(),
        staff=_grouped((role, row["staff_no"]) for row in staff for role in row["roles"].split(";")),
        clerks=_grouped((row["unit"], row["staff_no"]) for row in staff if row["roles"] == "unit"),
        names_of_staff={row["staff_no"]: row["name"] for row in staff},
        towns_of_grid={row["staff_no"]: row["unit"][:9] for row in staff if row["roles"] == "grid"},
        names={row["code"]: row["name"] for row in divisions},
        villages=_grouped((row["parent"], row["code"]) for row in divisions if row["level"] == "village"),
        streets=_corners("demo/streets.csv", "street"),
        compounds=_corners("demo/compounds.csv", "compound"),
        surnames=tuple(resources.read_text("demo/surnames.txt").split()),
        given=tuple(_pair(line) for line in resources.read_text("demo/given.txt").splitlines()),
        matters=_matters(),
    )


@cache
def words() -> Mapping[str, Any]:
    """The general words of resources/demo/words.toml; shared, so look but do not change."""
    return resources.read_toml("demo/words.toml")


def _units() -> dict[str, Unit]:
    rows = resources.read_rows("demo/units.csv")
    return {
        row["code"]: Unit(row["code"], row["name"], row["division"], frozenset(row["duties"].split(";")))
        for row in rows
    }


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name, value in pairs:
        groups.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in groups.items()}


def _corners(name: str, column: str) -> dict[str, tuple[Corner, ...]]:
    districts: dict[str, list[Corner]] = {}
    for row in resources.read_rows(name):
        districts.setdefault(row["district"], []).append(Corner(row["district"], row["town"], row[column]))
    return {district: tuple(corners) for district, corners in districts.items()}


def _pair(line: str) -> tuple[str, str]:
    first, second = line.split()
    return first, second


def _matters() -> tuple[Matter, ...]:
    articles = {row["id"]: row["answer"] for row in resources.read_rows("demo/knowledge.csv")}
    tables = resources.read_toml("demo/matters.toml")["matter"]
    return tuple(_matter(table, articles) for table in tables)


def _matter(table: dict[str, Any], articles: Mapping[str, str]) -> Matter:
    count = len(table["contents"])
    article = table.get("knowledge", [])
    article = [article] if isinstance(article, str) else article
    own = {name: tuple(values) for name, values in table.get("words", {}).items()}
    said: dict[str, Any] = {name: _sayings(table[name], count) for name in ("subjects", "wishes", "replies")}
    said["answers"] = _sayings([[articles[name]] for name in article] or table.get("answers", []), count)
    said |= {name: tuple(table[name]) for name in ("urgency", "contents")}
    said |= {name: table[name] for name in ("key", "name", "category", "appeal", "duty", "where", "weight", "direct")}
    return Matter(**said, words=own)


def _sayings(listed: list[Any], contents: int) -> Sayings:
    """One list serves all contents; a list of lists has one for each, and a list of one such list serves all."""
    if not listed or isinstance(listed[0], str):
        return (tuple(listed),) * contents
    each = tuple(map(tuple, listed))
    return each * contents if len(each) == 1 else each
