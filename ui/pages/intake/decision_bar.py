"""The foot of the form: what is read to the citizen, and what becomes of the order, one key each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.order import State
from ui import theme
from ui.pages.intake.answer_pane import AnswerPane
from ui.pages.intake.derived import Derived
from ui.pages.intake.filled import Filled
from ui.widgets.button import ActionButton
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.wording import intake as words

LABEL = 64


class DecisionBar(Pane):
    """`decided` carries the state the order is to go to; `answer_asked` opens the answer."""

    decided = Signal(State)
    invalid_pressed = Signal()
    answer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("top",), parent=parent)
        self.answer = AnswerPane()
        self.said = Label("", size="lead", wraps=True)
        self.said.setObjectName("intake.read_back")
        label = Label(words.READ_BACK, "text2")
        label.setMinimumWidth(LABEL)
        label.setFixedHeight(theme.line_height("lead"))
        column_of_label = QVBoxLayout()
        column_of_label.addWidget(label)
        column_of_label.addStretch(1)
        read = QHBoxLayout()
        read.setSpacing(12)
        read.addLayout(column_of_label)
        read.addWidget(self.said, 1)
        self._make_buttons()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.invalid)
        buttons.addWidget(self.accept_only)
        buttons.addStretch(1)
        buttons.addWidget(self.direct)
        buttons.addWidget(self.dispatch)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.answer)
        column.addLayout(read)
        column.addLayout(buttons)

    def _make_buttons(self) -> None:
        self.invalid = ActionButton(words.INVALID, "F9", "plain", "ban")
        self.accept_only = ActionButton(words.ACCEPT_ONLY, "Ctrl+S", "plain")
        self.direct = ActionButton(words.DIRECT_ANSWER, "F8", "plain")
        self.dispatch = ActionButton(words.DISPATCH, "Ctrl+Enter", "primary")
        named = {
            "invalid": self.invalid,
            "accept": self.accept_only,
            "direct": self.direct,
            "dispatch": self.dispatch,
        }
        for name, button in named.items():
            button.setObjectName(f"intake.{name}")
        self.invalid.clicked.connect(self.invalid_pressed)
        self.accept_only.clicked.connect(lambda: self.decided.emit(State.ACCEPTED))
        self.direct.clicked.connect(self.answer_asked)
        self.dispatch.clicked.connect(self._primary)
        self._answering = False

    def _primary(self) -> None:
        self.decided.emit(State.CLOSED if self._answering else State.DISPATCHED)

    def show_derived(self, filled: Filled, derived: Derived) -> None:
        lines = "".join(derived.read_back)
        self.said.set_text(lines or words.READ_BACK_LATER)
        self.said.set_colour("text" if lines else "text3")
        if filled.answering != self._answering or filled.answering:
            self._answering = filled.answering
            self.answer.show_filled(filled)
        # While an answer is written, the one strong button closes the order with it.
        self.dispatch.set_words(words.ANSWER_CLOSE if filled.answering else words.DISPATCH)
        self.direct.setVisible(not filled.answering)

    def in_order(self) -> list[QWidget]:
        return [self.answer.area, self.dispatch, self.direct, self.accept_only, self.invalid]
