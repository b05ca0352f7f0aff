"""What every request works with: the store, the city, the live streams and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from central.live import Live
from central.settings import Settings
from central.store.engine import Store
from central.store.reference import CityOf
from desk.rules.calendar import CHINA


def clock() -> datetime:
    return datetime.now(CHINA)


def program_version() -> str:
    """Of the installed program; empty where it runs from its sources."""
    try:
        return version("hotline-desk")
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True, slots=True)
class Core:
    store: Store
    live: Live
    settings: Settings
    now: Callable[[], datetime] = clock
    city: CityOf = field(default_factory=CityOf)
