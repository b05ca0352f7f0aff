"""The middle column: the order being taken, from its number down to the decision."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.rules.order import State
from ui.pages.intake.content_part import ContentPart
from ui.pages.intake.decision_bar import DecisionBar
from ui.pages.intake.fields_part import FieldsPart
from ui.pages.intake.notices import Notices
from ui.pages.intake.state import IntakeState
from ui.widgets.badge import StateBadge
from ui.widgets.button import ActionButton
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.wording import intake as words

NARROW = 600


class FormColumn(Pane):
    """Shows the state's form and hands every keystroke to it."""

    def __init__(self, state: IntakeState, parent: QWidget | None = None) -> None:
        super().__init__("base", parent=parent)
        self._state = state
        self.content = ContentPart()
        self.fields = FieldsPart()
        self.decision = DecisionBar()
        self.notices = Notices(state)
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(16, 8, 16, 12)
        form.setSpacing(10)
        form.addLayout(self._head())
        form.addWidget(self.content, 1)
        form.addWidget(self.fields)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inside)
        self.scroller.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.decision)
        self._connect()
        self._chain()
        self._open_form()
        self._show_derived()

    def _head(self) -> QHBoxLayout:
        self.number = Label("", "text2")
        self.number.setObjectName("intake.number")
        self.saved = StateBadge("")
        self.saved.setObjectName("intake.saved")
        self.give_up = ActionButton(words.DISCARD, "Ctrl+D", "quiet")
        self.give_up.setObjectName("intake.discard")
        self.give_up.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.heading = Label(words.NEW_ORDER, size="lead", bold=True)
        head.addWidget(self.heading)
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.give_up)
        head.addWidget(self.saved)
        self._head_row = head
        return head

    def add_to_head(self, widget: QWidget) -> None:
        self._head_row.addWidget(widget)

    def _connect(self) -> None:
        state = self._state
        state.form_opened.connect(self._open_form)
        state.form_derived.connect(self._show_derived)
        state.form_saved.connect(self._show_saved)
        state.field_refused.connect(self._show_refusal)
        state.reference_changed.connect(lambda: self.fields.set_reference(state.reference))
        self.content.edited.connect(self._type_content)
        self.fields.edited.connect(lambda field, value: state.edit(field, value))
        self.fields.chosen.connect(state.choose)
        self.fields.suggestion_taken.connect(state.take_suggestion)
        self.decision.decided.connect(state.file)
        self.decision.invalid_pressed.connect(state.invalidate)
        self.decision.answer_asked.connect(self.answer)
        self.decision.answer.edited.connect(lambda text: state.edit("answer", text))
        self.decision.answer.left.connect(self.leave_answer)
        self.give_up.clicked.connect(state.discard)

    def _chain(self) -> None:
        order = [self.content.area, *self.fields.in_order(), *self.decision.in_order()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        for widget in order:
            widget.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The number and the saved mark are needed; the heading and a key hint are not.
        narrow = event.size().width() < NARROW
        self.heading.setHidden(narrow)
        self.give_up.set_key("" if narrow else "Ctrl+D")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What has the focus is in view, with its label and what stands under it.
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.scroller.ensureWidgetVisible(watched, 0, 44)
        return super().eventFilter(watched, event)

    def _type_content(self, text: str) -> None:
        self.content.set_error("")
        self._state.edit("content", text)

    # ---- verbs with the focus in them

    def primary(self) -> None:
        """The strong button: dispatch, or close with the answer while one is written."""
        self._state.file(State.CLOSED if self._state.filled.answering else State.DISPATCHED)

    def answer(self) -> None:
        """First the answer is opened; pressed there again, the order is closed with it."""
        if self._state.filled.answering:
            self._state.file(State.CLOSED)
            return
        self._state.begin_answer(self._state.aids.article if not self._state.filled.answer else None)
        self.focus_answer()

    def focus_answer(self) -> None:
        area = self.decision.answer.area
        area.setFocus()
        area.moveCursor(area.textCursor().MoveOperation.End)

    def leave_answer(self) -> None:
        self._state.leave_answer()
        self.content.setFocus()

    def focus_home(self) -> None:
        self.content.setFocus()

    # ---- showing

    def _open_form(self) -> None:
        filled = self._state.filled
        self.content.show_filled(filled)
        self.fields.show_filled(filled)
        self.decision.answer.set_error("")
        self._show_saved()
        if self.isVisible() and self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.focus_home()

    def _show_derived(self) -> None:
        filled, derived = self._state.filled, self._state.derived
        self.content.show_derived(filled, derived)
        self.fields.show_derived(filled, derived)
        self.decision.show_derived(filled, derived)
        self._show_saved()

    def _show_saved(self) -> None:
        filled, saved_at = self._state.filled, self._state.saved_at
        self.number.set_text(words.grouped_number(filled.number) if filled.number else words.NUMBER_LATER)
        self.number.set_colour("text2" if filled.number else "text3")
        self.saved.setVisible(bool(filled.draft))
        self.give_up.setVisible(bool(filled.draft))
        if self._state.save_failed:
            self.saved.set_state(words.UNSAVED, "amber", "triangle_alert")
        elif saved_at is not None:
            self.saved.set_state(words.saved(saved_at), "neutral", "check")
        else:
            self.saved.set_state(words.SAVING)

    def _show_refusal(self, field: str, sentence: str) -> None:
        if field == "answer":
            self._state.begin_answer()
            self.decision.answer.set_error(sentence)
            self.focus_answer()
        elif field == "content":
            self.content.set_error(sentence)
            self.content.setFocus()
        elif self.fields.set_error(field, sentence):
            self.fields.focus_field(field)
        else:
            self.notices.show_problem(sentence)
