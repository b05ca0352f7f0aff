"""Times as the database keeps them: whole milliseconds since 1970."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.rules.calendar import EPOCH

_MILLISECOND = timedelta(milliseconds=1)

FAR = 1 << 52
"""Stands for no time at all where an index must sort it last."""


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // _MILLISECOND


def perhaps(moment: datetime | None) -> int | None:
    return None if moment is None else milliseconds(moment)
