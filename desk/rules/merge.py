"""Two people changed one record: field by field, what can be taken and what must be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merged:
    """`taken`: fields that take the wanted value; `clashes`: fields changed on both sides to different values."""

    taken: Mapping[str, object]
    clashes: Mapping[str, object]


def merge(
    wanted: Mapping[str, object],
    base_version: int,
    current: Mapping[str, object],
    field_versions: Mapping[str, int],
) -> Merged:
    """Three-way by field: untouched since `base_version` → taken; equal already → nothing; else a clash."""
    taken: dict[str, object] = {}
    clashes: dict[str, object] = {}
    for field, value in wanted.items():
        if current.get(field) == value:
            continue
        if field_versions.get(field, 0) <= base_version:
            taken[field] = value
        else:
            clashes[field] = value
    return Merged(taken, clashes)
