"""What central is told once, at its start."""

from __future__ import annotations

from dataclasses import dataclass

import platformdirs

SIGN_OF_LIFE = 15.0
"""Seconds between two signs of life on a live stream."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`sign_of_life` and `look_every` in seconds; the latter is how often the feed's head is looked at."""

    database: str
    sign_of_life: float = SIGN_OF_LIFE
    look_every: float = 0.075


def default_database() -> str:
    """An SQLite file in the user's data folder."""
    return f"sqlite:///{platformdirs.user_data_path('hotline-central') / 'central.db'}"
