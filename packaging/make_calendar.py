"""Writes resources/calendars/china.csv, the days off and make-up working days, from the chinesecalendar package.

Run it as `python packaging/make_calendar.py` after each year's notice has reached that package. This folder is no
Python package and must not become one: its name would then hide the library `packaging` from every tool.
"""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, workdays

FIRST_YEAR = 2023
TARGET = Path(__file__).parents[1] / "resources" / "calendars" / "china.csv"


def calendar_rows() -> list[tuple[str, str, str]]:
    """(date, holiday | makeup, name of the feast) for each day that differs from the plain week, in order."""
    chinese = {feast.value: feast.chinese for feast in Holiday}
    kinds: tuple[tuple[str, dict[datetime.date, str]], ...] = (("holiday", holidays), ("makeup", workdays))
    return sorted(
        (day.isoformat(), kind, chinese[name])
        for kind, days in kinds
        for day, name in days.items()
        if day.year >= FIRST_YEAR
    )


def main() -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("date", "kind", "name"))
    writer.writerows(calendar_rows())
    TARGET.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
