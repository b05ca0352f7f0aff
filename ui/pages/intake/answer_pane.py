"""The direct answer: what is said to the citizen, kept with the order that is closed with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.text import REPLY_LENGTH
from ui.pages.intake.filled import Filled
from ui.widgets.button import ActionButton
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.text_area import TextArea
from ui.wording import intake as words

LINES = 4


class AnswerPane(QWidget):
    """`edited` carries the whole answer."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = TextArea(words.ANSWER, words.ANSWER_HINT, REPLY_LENGTH, "body")
        self.area.setObjectName("intake.answer")
        self.area.setFixedHeight(self.area.height_for(LINES))
        self.area.edited.connect(self._type)
        self.error = HintLine()
        self.error.hide()
        self.count = Label(self.area.counter(), "text3", "small")
        self.area.counted.connect(self._count)
        leave = ActionButton(words.CANCEL, "Esc", "quiet")
        leave.setObjectName("intake.leave_answer")
        leave.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(words.ANSWER, bold=True))
        head.addStretch(1)
        head.addWidget(self.count)
        head.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.area)
        column.addWidget(self.error)
        self.setFocusProxy(self.area)
        self.hide()

    def _type(self, text: str) -> None:
        self.set_error("")
        self.edited.emit(text)

    def show_filled(self, filled: Filled) -> None:
        self.area.set_text(filled.answer)
        self.setVisible(filled.answering)

    def _count(self, length: int, limit: int) -> None:
        self.count.set_text(self.area.counter())

    def set_error(self, sentence: str) -> None:
        self.area.set_error(bool(sentence))
        self.error.set_words(sentence, "red", "triangle_alert")
        self.error.setVisible(bool(sentence))
