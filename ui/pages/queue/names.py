"""The names behind codes: units, colleagues, divisions and categories, kept in memory and renewed when they change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from desk.ports import Cache, Changed
from desk.rules.roles import HOTLINE, Role
from desk.wire.records import Category, Division, Staff, Unit
from desk.work import pinyin
from ui.tasks import Tasks


class Names(QObject):
    """Everything is empty until the first `loaded`."""

    loaded = Signal()

    def __init__(self, cache: Cache, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache, self._tasks = cache, tasks
        self.units: dict[str, Unit] = {}
        self.staff: dict[str, Staff] = {}
        self.divisions: dict[str, Division] = {}
        self.categories: dict[str, Category] = {}
        self._initials: dict[str, str] = {}
        self._stop = cache.listen(self._heard)
        self.load()

    def load(self) -> None:
        self._tasks.start(self._load(), name=f"names.{id(self)}")

    def close(self) -> None:
        self._stop()

    def _heard(self, changed: Changed) -> None:
        if changed.reference:
            self.load()

    async def _load(self) -> None:
        cache = self._cache
        self.units = {unit.id: unit for unit in await cache.units()}
        self.staff = {each.id: each for each in await cache.staff()}
        self.divisions = {division.id: division for division in await cache.divisions()}
        self.categories = {category.id: category for category in await cache.categories()}
        self.loaded.emit()
        named = [unit.name for unit in self.units.values()] + [each.name for each in self.staff.values()]
        new = [name for name in named if name not in self._initials]
        if new:
            # The pinyin tables take a moment to read: not on the thread that paints.
            self._initials |= await asyncio.to_thread(_initials_of, new)

    def unit(self, code: str) -> str:
        return self.units[code].name if code in self.units else code

    def person(self, number: str) -> str:
        return self.staff[number].name if number in self.staff else number

    def division(self, code: str) -> str:
        return self.divisions[code].name if code in self.divisions else code

    def initials(self, name: str) -> str:
        """The pinyin initials of a unit or a colleague; empty until they are known."""
        return self._initials.get(name, "")

    def districts(self) -> list[Division]:
        return [division for division in self.divisions.values() if division.level == "district"]

    def colleagues(self, roles: Iterable[Role] = HOTLINE) -> list[Staff]:
        """Those at the hotline in one of these roles, by number."""
        wanted = {role.value for role in roles}
        held = (each for each in self.staff.values() if each.active and wanted & set(each.roles))
        return sorted(held, key=lambda each: each.id)


def _initials_of(names: list[str]) -> dict[str, str]:
    return {name: pinyin.initials(name) for name in names}
