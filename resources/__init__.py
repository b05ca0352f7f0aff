"""The shipped data: code tables, calendars, places, words and the demo city, read by name."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def path(name: str) -> Traversable:
    """Where the resource stands; name is relative to this folder, like "places/divisions.csv"."""
    return files(__name__).joinpath(name)


@cache
def read_text(name: str) -> str:
    """The whole file as text; FileNotFoundError where there is none."""
    return path(name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, str]]:
    """A CSV file with a header, one dict for each row; a fresh list each time, so callers may change theirs."""
    return list(csv.DictReader(io.StringIO(read_text(name), newline="")))


def read_toml(name: str) -> dict[str, Any]:
    """A TOML file as a fresh dict."""
    return tomllib.loads(read_text(name))
