"""Calling back on the screen: today's list, the conversation, and the order's facts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.call_back.appointment_dialog import AppointmentDialog
from ui.pages.call_back.facts_column import FactsColumn
from ui.pages.call_back.list_column import ListColumn
from ui.pages.call_back.state import CallBackState
from ui.pages.call_back.talk_column import TalkColumn
from ui.shortcuts import Shortcuts
from ui.widgets.entry import Entry
from ui.widgets.focus_return import FocusReturn
from ui.widgets.text_area import TextArea
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
        self.talk.answers.told.connect(self._let_digits_answer)
        self._bind(shortcuts)

    def _bind(self, shortcuts: Shortcuts) -> None:
        interview = self._state.interview

        def bind(id: str, title: str, key: str, act: partial[None]) -> None:
            shortcuts.bind(self, f"call_back.{id}", title, key, act, self._is_talking)

        for digit in "123456789":
            press = partial(interview.press_digit, digit)
            # A digit means something beside its answer only: among the commands it would say nothing.
            shortcuts.bind(self, f"call_back.answer.{digit}", words.NOTE, digit, press, self._is_talking, listed=False)
        for outcome, word, key in words.OUTCOME:
            bind(f"end.{outcome.name}", word, key, partial(interview.end_as, outcome))
        bind("back", words.BACK, "Backspace", partial(interview.back))
        bind("remark", words.REMARK, "Alt+N", partial(self.talk.take_note))
        bind("finish", words.FINISH, "Ctrl+Enter", partial(interview.finish))
        shortcuts.bind(self, "call_back.dial", words.DIAL, "Ctrl+D", self._state.dial, lambda: self._state.can_dial)

    def _is_talking(self) -> bool:
        return self._state.interview.talk is not None

    def _let_digits_answer(self) -> None:
        """With its question the field for words goes; the focus must not fall into the remark, where digits are words."""
        if not self.talk.answers.text.isVisible():
            self.today.list.setFocus()

    def _ask_appointment(self) -> None:
        talk = self._state.interview.talk
        dialog = AppointmentDialog(self._state.now(), talk.appointment_at if talk else None, self)
        dialog.agreed.connect(lambda moment: self._state.interview.agree_on(moment))
        back = FocusReturn()
        back.remember()
        dialog.finished.connect(lambda: self._give_focus(back))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _give_focus(self, back: FocusReturn) -> None:
        """Not every window system activates the window below a closed dialog; the digits must go on working."""
        self.activateWindow()
        back.give_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Out of a field of words, so that the digits answer again; while composing, Esc is the input method's.
        focused = self.focusWidget()
        writing = isinstance(focused, Entry | TextArea) and not focused.composing
        if event.key() == Qt.Key.Key_Escape and writing:
            self.today.list.setFocus()
        else:
            super().keyPressEvent(event)

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
