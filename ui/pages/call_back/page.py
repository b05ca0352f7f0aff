"""Calling back on the screen: today's list, the conversation, and the order's facts."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.call_back.appointment_dialog import AppointmentDialog
from ui.pages.call_back.facts_column import FactsColumn
from ui.pages.call_back.list_column import ListColumn
from ui.pages.call_back.state import CallBackState
from ui.pages.call_back.talk_column import TalkColumn
from ui.shortcuts import Shortcuts
from ui.wording import call_back as words

TIGHT, NARROW = 1240, 920
"""Widths of the page in px under which the side columns narrow, and the facts fold away."""


class CallBackPage(QWidget):
    def __init__(self, state: CallBackState, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.call_back")
        self._state = state
        self.today = ListColumn(state)
        self.talk = TalkColumn(state)
        self.facts = FactsColumn(state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.today)
        row.addWidget(self.talk, 1)
        row.addWidget(self.facts)
        state.interview.appointment_asked.connect(self._ask_appointment)
        self._bind(shortcuts)

    def _bind(self, shortcuts: Shortcuts) -> None:
        interview = self._state.interview

        def bind(id: str, title: str, key: str, act: partial[None]) -> None:
            shortcuts.bind(self, f"call_back.{id}", title, key, act, self._is_talking)

        for digit in "123456789":
            bind(f"answer.{digit}", f"{words.NOTE} {digit}", digit, partial(interview.press_digit, digit))
        for outcome, word, key in words.OUTCOME:
            bind(f"end.{outcome.name}", word, key, partial(interview.end_as, outcome))
        bind("back", words.BACK, "Backspace", partial(interview.back))
        bind("remark", words.REMARK, "Alt+N", partial(self.talk.take_note))
        bind("finish", words.FINISH, "Ctrl+Enter", partial(interview.finish))
        shortcuts.bind(self, "call_back.dial", words.DIAL, "Ctrl+D", self._state.dial, lambda: self._state.can_dial)

    def _is_talking(self) -> bool:
        return self._state.interview.talk is not None

    def _ask_appointment(self) -> None:
        talk = self._state.interview.talk
        dialog = AppointmentDialog(self._state.now(), talk.appointment_at if talk else None, self)
        dialog.agreed.connect(lambda moment: self._state.interview.agree_on(moment))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def entered(self) -> None:
        self._state.entered()
        self.today.list.setFocus()

    def left(self) -> None:
        self._state.left()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.width() < TIGHT
        self.today.narrow(tight)
        self.facts.narrow(tight)
        folded = self.width() < NARROW
        self.facts.setHidden(folded)
        # The warning must be read at any width: it moves over to where the attempt ends.
        self.talk.outcomes.warning.setVisible(folded)
