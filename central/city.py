"""The names behind the codes: divisions, units, categories and colleagues, as they stand in the reference records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desk.rules.errors import Refusal
from desk.rules.roles import HOTLINE, Role
from desk.wire.records import Category, Division, Record, Staff, Unit

_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class City:
    """One state of the reference records; `version` counts their changes."""

    version: int
    divisions: Mapping[str, Division]
    units: Mapping[str, Unit]
    categories: Mapping[str, Category]
    staff: Mapping[str, Staff]

    def division_name(self, code: str) -> str:
        """From the district down, like `district / town / village`; empty for no code, Refusal `unknown_division`."""
        names: list[str] = []
        at = code
        while at:
            if at not in self.divisions:
                raise Refusal("unknown_division", "division", value=code)
            division = self.divisions[at]
            names.append(division.name)
            at = division.parent
        return _BETWEEN.join(reversed(names[:-1] or names))

    def category_name(self, code: str) -> str:
        """The path from the root; empty for no code, Refusal `unknown_category`."""
        if not code:
            return ""
        if code not in self.categories:
            raise Refusal("unknown_category", "category", value=code)
        return _BETWEEN.join(self.categories[code].path)

    def unit_name(self, code: str) -> str:
        """Empty for no code, Refusal `unknown_unit`."""
        if not code:
            return ""
        if code not in self.units:
            raise Refusal("unknown_unit", "unit", value=code)
        return self.units[code].name

    def holder_name(self, number: str) -> str:
        """Of a colleague who may hold an order; empty for the pool, Refusal `unknown_staff`."""
        if not number:
            return ""
        staff = self.staff.get(number)
        if staff is None or not staff.active or not HOTLINE & set(staff.roles):
            raise Refusal("unknown_staff", "holder", value=number)
        return staff.name

    def callers_back(self) -> tuple[Staff, ...]:
        """The colleagues who call back, by number."""
        calling = (staff for staff in self.staff.values() if staff.active and Role.CALL_BACK in staff.roles)
        return tuple(sorted(calling, key=lambda staff: staff.id))


def city_of(version: int, records: Iterable[Record]) -> City:
    """The city in these reference records; other kinds are passed over."""
    divisions: dict[str, Division] = {}
    units: dict[str, Unit] = {}
    categories: dict[str, Category] = {}
    staff: dict[str, Staff] = {}
    for record in records:
        match record:
            case Division():
                divisions[record.id] = record
            case Unit():
                units[record.id] = record
            case Category():
                categories[record.id] = record
            case Staff():
                staff[record.id] = record
            case _:
                continue
    return City(version, divisions, units, categories, staff)
