"""The form of a decision, inside its card: another unit for a return granted, a reason for what is turned down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.order import ActKind
from desk.rules.text import NOTE_LENGTH
from ui.pages.queue.act_pane import unit_choices
from ui.pages.queue.form import OrderForm
from ui.pages.queue.names import Names
from ui.widgets.button import ActionButton
from ui.widgets.choice_list import Choice
from ui.widgets.field import LineField
from ui.widgets.picker import SearchPicker
from ui.wording import lead as words

VERB = {
    ActKind.GRANT_RETURN: words.GRANT,
    ActKind.REFUSE_RETURN: words.REFUSE,
    ActKind.ACCEPT_REPLY: words.PASS,
    ActKind.SEND_BACK: words.SEND_BACK,
}
ASKS = {
    ActKind.REFUSE_RETURN: words.REASON_REFUSE,
    ActKind.ACCEPT_REPLY: words.REMARK,
    ActKind.SEND_BACK: words.REASON_BACK,
}


class DecisionForm(QWidget):
    """Shows the open form of an `OrderForm`. Ctrl+Enter files it, Enter too where one line is asked; Esc puts it away."""

    def __init__(self, form: OrderForm, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._names = form, names
        self._kind = form.kind
        self.field: SearchPicker | LineField = self._unit() if self._kind is ActKind.GRANT_RETURN else self._reason()
        self.file_button = ActionButton(VERB.get(self._kind or ActKind.NOTE, ""), "Ctrl+Enter", "primary")
        self.file_button.setObjectName("lead.file")
        self.file_button.clicked.connect(self.file)
        cancel = ActionButton(words.CANCEL, "Esc")
        cancel.setObjectName("lead.cancel")
        cancel.clicked.connect(self.give_up)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.file_button)
        foot.addWidget(cancel)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(foot)
        self.setFocusProxy(self.field)
        form.refused.connect(self._refused)

    def _unit(self) -> SearchPicker:
        picker = SearchPicker(words.ELSEWHERE, self._units, words.ELSEWHERE, words.NO_UNIT_FOUND)
        picker.setObjectName("lead.unit")
        unit = self._form.written().get("unit", "")
        if unit:
            picker.set_choice(Choice(unit, self._names.unit(unit)))
        picker.chosen.connect(self._unit_chosen)
        return picker

    def _units(self, typed: str) -> Sequence[Choice]:
        """Any unit but the one that asks to be rid of the order."""
        own = self._form.order.unit if self._form.order else ""
        return [choice for choice in unit_choices(self._names, typed) if choice.value != own]

    def _unit_chosen(self, value: object) -> None:
        if isinstance(value, str):
            self._form.write(unit=value)
            self.field.set_error("")

    def _reason(self) -> LineField:
        asked = ASKS.get(self._kind or ActKind.NOTE, "")
        field = LineField(asked, asked, max_length=NOTE_LENGTH)
        field.setObjectName("lead.reason")
        field.set_text(self._form.written().get("words", ""))
        field.edited.connect(self._typed)
        field.entry.returnPressed.connect(self.file)
        return field

    def _typed(self, typed: str) -> None:
        self._form.write(words=typed)
        self.field.set_error("")

    def file(self) -> None:
        """File it; what is missing is said under the field."""
        if isinstance(self.field, SearchPicker):
            unit = self.field.value()
            self._form.file(unit=unit if isinstance(unit, str) else "")
        else:
            self._form.file(words=self.field.text())

    def give_up(self) -> None:
        """What was written stays for the next time; an empty form leaves nothing behind."""
        if self._form.written():
            self._form.shut()
        else:
            self._form.give_up()

    def _refused(self, field: str, sentence: str) -> None:
        self.field.set_error(sentence)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.field.entry.composing:
            self.give_up()
            return
        super().keyPressEvent(event)
