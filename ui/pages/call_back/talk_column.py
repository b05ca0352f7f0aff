"""The middle: the steps, what to say, what to note, the remark, and how it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.rules.text import NOTE_LENGTH
from desk.script.script import Ask, Question
from ui.pages.call_back.answers import Answers
from ui.pages.call_back.given_line import GivenLine
from ui.pages.call_back.interview import Interview
from ui.pages.call_back.outcome_pane import OutcomePane
from ui.pages.call_back.state import CallBackState
from ui.pages.call_back.talk import Talk
from ui.widgets.button import ActionButton
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.progress import Step, StepBar
from ui.widgets.say_box import SayBox
from ui.widgets.section import Section
from ui.widgets.text_area import TextArea
from ui.wording import call_back as words

PLACES = {"done": "done", "now": "current", "ahead": "ahead"}


class TalkColumn(Pane):
    def __init__(self, state: CallBackState, parent: QWidget | None = None) -> None:
        super().__init__("base", parent=parent)
        self.setObjectName("call_back.talk")
        self._interview: Interview = state.interview
        self._asked = ""
        self.place = Label("", "text2", "small")
        script = state.interview.script
        self.head = Section(script.name, words.VERSION.format(count=script.version), right=self.place)
        self.steps = StepBar()
        self.given = GivenLine()
        self.back = ActionButton(words.BACK, "Backspace", "quiet")
        self.back.setObjectName("call_back.back")
        self.back.clicked.connect(self._interview.back)
        self.say = SayBox(words.SAY)
        self.say.setObjectName("call_back.say")
        self.silent = SayBox(words.SILENT, icon="eye")
        self.note = Section(words.NOTE, words.NOTE_HINT, icon="pencil")
        self.answers = Answers()
        self.answers.picked.connect(self._interview.press_digit)
        self.answers.told.connect(self._interview.answer)
        self.answers.typed.connect(self._interview.write_text)
        self.remark = TextArea(words.REMARK, words.REMARK_HINT, NOTE_LENGTH, size="body")
        self.remark.setObjectName("call_back.remark")
        self.remark.setMinimumHeight(self.remark.height_for(2))
        self.remark.setMaximumHeight(self.remark.height_for(3))
        self.remark.edited.connect(self._interview.write_remark)
        self.nobody = Label(words.CHOOSE_ONE, "text3", wraps=True)
        self.outcomes = OutcomePane(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.scroll_area = self._scrolling()
        column.addWidget(self.scroll_area, 1)
        column.addWidget(self.outcomes)
        self._interview.changed.connect(self.show_talk)
        self.show_talk()

    def _scrolling(self) -> QScrollArea:
        self._parts = QWidget()
        given = QHBoxLayout()
        given.setSpacing(8)
        given.addWidget(self.given, 1)
        given.addWidget(self.back)
        remark = Section(words.REMARK, words.REMARK_LEAVE, right=KeyHint("Alt+N"))
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(8)
        parts.addWidget(self.head)
        parts.addWidget(self.steps)
        parts.addLayout(given)
        for widget in (self.say, self.silent, self.note, self.answers):
            parts.addWidget(widget)
        parts.addSpacing(4)
        parts.addWidget(remark)
        parts.addWidget(self.remark)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 12, 24, 12)
        column.addWidget(self.nobody)
        column.addWidget(self._parts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return scroll

    def show_talk(self) -> None:
        talk = self._interview.talk
        self._parts.setVisible(talk is not None)
        self.outcomes.setVisible(talk is not None)
        self.nobody.setVisible(talk is None)
        if talk is None:
            return
        conversation = talk.conversation
        if conversation.current != self._asked:
            # Another question begins at its top.
            self._asked = conversation.current
            self.scroll_area.verticalScrollBar().setValue(0)
        at, whole = conversation.position
        self.place.set_text(words.STEP_OF.format(at=at, whole=whole))
        self.steps.set_steps([Step(each.label, PLACES[each.place.value]) for each in conversation.progress])
        told = (words.answered(given.question, given.label) for given in conversation.given)
        self.given.show_given([each for each in told if each is not None])
        self.back.setEnabled(conversation.can_go_back or talk.is_stopped)
        self._show_question(talk, conversation.question)
        if self.remark.text() != talk.remark:
            self.remark.set_text(talk.remark)

    def _show_question(self, talk: Talk, question: Question | None) -> None:
        # Somebody else is on the line: neither question nor answer about the appeal stays in sight.
        stranger = talk.is_stranger and talk.is_stopped
        asks = question is not None and not stranger
        if stranger:
            self.given.show_given(())
        self.note.setVisible(asks)
        self.answers.setVisible(asks)
        aloud = question is None or question.aloud or talk.is_stranger
        self.say.setVisible(aloud)
        self.silent.setVisible(not aloud)
        if question is None:
            self.say.set_words(words.OVER)
            return
        box = self.say if aloud else self.silent
        box.set_words(*((words.STRANGER, words.STRANGER_HINT) if stranger else self._spoken(talk, question)))
        self.note.set_count(words.TEXT_HINT if question.kind is Ask.TEXT else words.NOTE_HINT)
        given = talk.conversation.earlier.get(question.id, "")
        self.answers.show_question(question, given, talk.text, enabled=not talk.is_stopped)

    def _spoken(self, talk: Talk, question: Question) -> tuple[str, str]:
        hint = talk.conversation.hint
        return talk.conversation.say, hint if question.aloud else f"{words.SILENT_NOTE}。{hint}"

    def take_note(self) -> None:
        """Alt+N: the field for words, the question's own where it takes words."""
        question = self._interview.talk.conversation.question if self._interview.talk else None
        is_text = question is not None and question.kind is Ask.TEXT and self.answers.isVisible()
        (self.answers.text if is_text else self.remark).setFocus()
