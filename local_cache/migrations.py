"""The database's shape over time: numbered steps, taken once each, the file copied aside before an old one is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from local_cache.errors import CacheTooNew
from local_cache.schema import FIRST

MAJOR = 1000
"""A version is major times this plus minor. A newer minor only adds, so that an older program can still use the file."""


@dataclass(frozen=True, slots=True)
class Step:
    """The statements that lead to `version` from the one before."""

    version: int
    statements: Sequence[str]


STEPS: tuple[Step, ...] = (Step(1 * MAJOR, FIRST),)


def version_of(connection: Connection) -> int:
    """0 for an empty database."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def to_take(version: int, steps: Sequence[Step]) -> list[Step]:
    """The steps a database of this version has yet to take; CacheTooNew when its major version is above the newest."""
    if version // MAJOR > steps[-1].version // MAJOR:
        raise CacheTooNew(f"version {version}, this program knows {steps[-1].version}")
    return [step for step in steps if step.version > version]


def take(connection: Connection, steps: Sequence[Step]) -> None:
    """All in one transaction."""
    if not steps:
        return
    with connection.begin():
        for step in steps:
            for statement in step.statements:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version = {step.version}")
