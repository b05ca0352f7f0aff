"""How the attempt ends: reached or not, what comes next, and the one key that records it all."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.callback import REACHED, Outcome
from ui.pages.call_back.state import CallBackState
from ui.pages.queue.action_bar import Flow
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.wording import call_back as words

LABEL = 56
NARROW = 560
"""Under this width in px what comes next stands over the button, not beside it."""


class OutcomeChip(Chip):
    """A chip as tall as a small button; the chosen one stands in the accent."""

    def __init__(self, outcome: Outcome, word: str, key: str) -> None:
        super().__init__(word, key=key, strong_edge=True)
        self.outcome = outcome
        self.setObjectName(f"call_back.outcome.{outcome.name.lower()}")
        self.setCheckable(False)


class OutcomePane(Pane):
    def __init__(self, state: CallBackState, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("top",), parent=parent)
        self.setObjectName("call_back.outcomes")
        self._state, self._interview = state, state.interview
        self.chips = {outcome: OutcomeChip(outcome, word, key) for outcome, word, key in words.OUTCOME}
        for outcome, chip in self.chips.items():
            chip.clicked.connect(partial(self._interview.end_as, outcome))
        self.why = Label("", "text2", "small")
        reached, unreached = Flow(), Flow()
        reached.set_items([chip for outcome, chip in self.chips.items() if outcome in REACHED])
        unreached.set_items([*(chip for outcome, chip in self.chips.items() if outcome not in REACHED), self.why])
        self.next = Label("", elides=True)
        self.next.setObjectName("call_back.next_attempt")
        self.after = Label("", "text2", "small", elides=True)
        self.left_over = Label("", "text2", "small")
        self.finish = ActionButton(words.FINISH, "Ctrl+Enter", "primary")
        self.finish.setObjectName("call_back.finish")
        self.finish.clicked.connect(self._interview.finish)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (word, flow) in enumerate(((words.REACHED, reached), (words.UNREACHED, unreached))):
            label = Label(word, "text2", "small")
            label.setFixedWidth(LABEL)
            grid.addWidget(label, at, 0)
            grid.addWidget(flow, at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        self.warning = HintLine(None, words.STRANGER_NOTE, "text2", "lock")
        self.warning.hide()
        column.addWidget(self.warning)
        column.addLayout(grid)
        self.foot = self._foot()
        column.addLayout(self.foot)
        self._interview.changed.connect(self.show_end)
        state.call_changed.connect(self.show_end)
        self.show_end()

    def _foot(self) -> QBoxLayout:
        label = Label(words.NEXT_TIME, "text2", "small")
        label.setFixedWidth(LABEL)
        told, doing = QHBoxLayout(), QHBoxLayout()
        for widget in (label, self.next):
            told.addWidget(widget)
        told.addWidget(self.after, 1)
        doing.addStretch(1)
        for button in (self.left_over, self.finish):
            doing.addWidget(button)
        foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for row in (told, doing):
            row.setSpacing(8)
            foot.addLayout(row)
        foot.setStretch(0, 1)
        foot.setSpacing(8)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.foot.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_end(self) -> None:
        talk = self._interview.talk
        if talk is None:
            return
        ended = talk.ended_as
        for outcome, chip in self.chips.items():
            chip.set_reason("" if self._interview.allows(outcome) else words.IS_REACHED)
            chip.set_current(outcome is ended)
        answered = self._interview.ringing.was_answered
        self.why.set_text(words.IS_REACHED if answered else "")
        self.why.setVisible(answered)
        following, after = self._interview.next_attempt()
        self.next.set_text(following)
        self.after.set_text(after)
        why_not = self._interview.unfinished
        self.left_over.set_text(why_not)
        self.finish.set_reason(why_not)
