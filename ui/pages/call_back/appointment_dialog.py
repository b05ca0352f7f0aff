"""When to ring again, as the citizen said: a day by arrow keys, an hour typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.calendar import CHINA
from desk.rules.callback import into_calling_hours, next_half
from ui.widgets.button import ActionButton
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.segmented import Option, SegmentedControl
from ui.wording import call_back as words
from ui.wording import times

DAYS = 5
HOUR = re.compile(r"(\d{1,2})\s*[:：.]?\s*(\d{2})")


def hour_of(typed: str) -> tuple[int, int] | None:
    """Hour and minute of `9:30`, `0930` or `930`; None for anything else."""
    found = HOUR.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return (hour, minute) if hour < 24 and minute < 60 else None


class AppointmentDialog(QDialog):
    """`agreed` carries the moment; it is in the future and inside the calling hours."""

    agreed = Signal(object)

    def __init__(self, now: datetime, before: datetime | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("call_back.appointment")
        self.setWindowTitle(words.APPOINTMENT_TITLE)
        self.setMinimumWidth(480)
        self._now = now.astimezone(CHINA)
        # Before the citizen has named an hour, the next part of the calling day is offered.
        first = (before or next_half(now)).astimezone(CHINA)
        days = [self._now + timedelta(days=ahead) for ahead in range(DAYS)]
        options = [Option(day.date(), words.day_choice(ahead, day)) for ahead, day in enumerate(days)]
        self.day = SegmentedControl(words.APPOINTMENT_DAY, options, first.date())
        self.day.setObjectName("call_back.day")
        self.hour = LineField(words.APPOINTMENT_TIME, words.APPOINTMENT_BAD, max_length=5)
        self.hour.setObjectName("call_back.hour")
        self.hour.setMaximumWidth(160)
        self.hour.set_text(times.clock(first))
        self.hour.entry.returnPressed.connect(self._confirm)
        ok = ActionButton(words.OK, "Enter", "primary")
        ok.setObjectName("call_back.agree")
        ok.clicked.connect(self._confirm)
        cancel = ActionButton(words.CANCEL, "Esc", "plain")
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(words.APPOINTMENT_TITLE, size="lead", bold=True))
        column.addWidget(self.day)
        column.addWidget(self.hour)
        column.addWidget(HintLine(None, words.APPOINTMENT_HINT, "text2", "clock"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(ok)
        column.addLayout(foot)
        # The row of days has no use for Enter: it agrees, as in the field of the hour.
        for key in ("Return", "Enter"):
            pressed = QShortcut(QKeySequence(key), self.day)
            pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
            pressed.activated.connect(self._confirm)
        self.hour.setFocus()
        self.hour.entry.selectAll()

    def moment(self) -> datetime | None:
        day, hour = self.day.value(), hour_of(self.hour.text())
        if hour is None or not isinstance(day, date):
            return None
        return datetime.combine(day, time(*hour), CHINA)

    def _confirm(self) -> None:
        moment = self.moment()
        if moment is None:
            self._refuse(words.APPOINTMENT_BAD)
        elif moment <= self._now:
            self._refuse(words.APPOINTMENT_PAST)
        elif into_calling_hours(moment) != moment:
            self._refuse(words.APPOINTMENT_OUTSIDE)
        else:
            self.accept()
            self.agreed.emit(moment)

    def _refuse(self, sentence: str) -> None:
        self.hour.set_error(sentence)
        self.hour.setFocus()
        self.hour.entry.selectAll()
