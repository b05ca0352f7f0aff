"""The workstation's clock."""

from __future__ import annotations

import time
from datetime import datetime

from desk.rules.calendar import CHINA


class SystemClock:
    """The time of day in the service's zone, and a steady count of seconds."""

    def now(self) -> datetime:
        return datetime.now(CHINA)

    def monotonic(self) -> float:
        return time.monotonic()
