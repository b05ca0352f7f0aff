"""What to note: the possible answers on their digits, or a field for the citizen's own words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.text import REASON_LENGTH
from desk.script.script import Answer, Ask, Question
from ui.theme import Token
from ui.widgets.answer_row import AnswerRow
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.wording import call_back as words

FACES: dict[str, tuple[str, Token]] = {
    "5": ("smile", "green"),
    "4": ("smile", "green"),
    "3": ("neutral", "text2"),
    "2": ("frown", "red"),
    "1": ("frown", "red"),
}


class Answers(Card):
    """`picked` carries the digit of a row, `told` the words typed, `typed` them as they grow."""

    picked = Signal(str)
    told = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("base", 0, parent)
        self.setObjectName("call_back.answers")
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self._shown: Question | None = None
        self._rows: list[AnswerRow] = []
        self.text = LineField(words.ANSWER_FIELD, words.ANSWER_HINT, max_length=REASON_LENGTH)
        self.text.setObjectName("call_back.text")
        self.text.edited.connect(self.typed)
        self.text.entry.returnPressed.connect(self._told)
        self.next = ActionButton(words.NEXT, "1", "secondary")
        self.next.setObjectName("call_back.next")
        self.next.clicked.connect(lambda: self.picked.emit("1"))
        self._field = QWidget()
        row = QHBoxLayout(self._field)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.next)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self._field)
        self.body.addLayout(self._list)

    def _told(self) -> None:
        if not self.text.entry.composing:
            self.told.emit(self.text.text())

    def show_question(self, question: Question, chosen: str, text: str, enabled: bool) -> None:
        """`chosen`: the value given before, when one has gone back to it."""
        takes_words = question.kind is Ask.TEXT
        self._field.setVisible(takes_words)
        self.next.setVisible(takes_words and not question.answers)
        self.text.set_text(text)
        if question is not self._shown:
            self._build(question)
        for row, answer in zip(self._rows, question.answers, strict=True):
            row.set_selected(answer.value == chosen)
            row.setEnabled(enabled)
        self.text.setEnabled(enabled)
        self.next.setEnabled(enabled)

    def _build(self, question: Question) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = question
        last = len(question.answers) - 1
        self._rows = [self._row(question, answer, at == last) for at, answer in enumerate(question.answers)]
        for row in self._rows:
            self._list.addWidget(row)

    def _row(self, question: Question, answer: Answer, is_last: bool) -> AnswerRow:
        icon, colour = FACES[answer.value] if question.id == "satisfaction" else ("", "text2")
        row = AnswerRow(answer.key, answer.label, answer.consequence, icon, colour, is_last)
        row.setObjectName(f"call_back.answer.{answer.key}")
        row.clicked.connect(lambda: self.picked.emit(answer.key))
        return row
