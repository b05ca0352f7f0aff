"""The form of one act, opened over the buttons: whom to send it to where that is asked, and the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.order import ActKind
from desk.rules.text import NOTE_LENGTH
from ui.pages.queue.actions import TO_UNIT
from ui.pages.queue.form import OrderForm
from ui.pages.queue.names import Names
from ui.widgets.button import ActionButton
from ui.widgets.choice_list import Choice
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.picker import SearchPicker
from ui.widgets.section import Section
from ui.widgets.text_area import TextArea
from ui.wording import queue as words
from ui.wording import terms

MOST = 40


def unit_choices(names: Names, typed: str) -> list[Choice]:
    """Units whose name, duties or pinyin initials hold what was typed; names that begin with it first."""
    wanted = typed.strip().lower()
    found = [
        unit
        for unit in names.units.values()
        if wanted in unit.name or wanted in names.initials(unit.name) or any(wanted in duty for duty in unit.duties)
    ]
    found.sort(key=lambda unit: (not unit.name.startswith(wanted), unit.id))
    return [Choice(unit.id, unit.name, "、".join(unit.duties[:3])) for unit in found[:MOST]]


def staff_choices(names: Names, typed: str) -> list[Choice]:
    wanted = typed.strip().lower()
    pool = [Choice("", words.TO_POOL)] if not wanted else []
    found = [
        each
        for each in names.colleagues()
        if wanted in each.name or wanted in each.id or wanted in names.initials(each.name)
    ]
    return [*pool, *(Choice(each.id, each.name, f"{each.id} {each.team}".strip()) for each in found[:MOST])]


class ActPane(Pane):
    """Shows the open form of an `OrderForm`; hidden while none is open. Ctrl+Enter files, Esc puts it away."""

    closed = Signal()

    def __init__(self, form: OrderForm, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("top",), parent=parent)
        self.setObjectName("queue.act")
        self._form, self._names = form, names
        self.head = Section("")
        self.target = SearchPicker("", self._search, two_lines=False, nothing=words.NOTHING_FOUND)
        self.target.setObjectName("queue.act.target")
        self.target.chosen.connect(self._target_chosen)
        self.label = Label("", "text2", "small")
        self.text = TextArea("", limit=NOTE_LENGTH, size="body")
        self.text.setObjectName("queue.act.words")
        self.text.setFixedHeight(self.text.height_for(3))
        self.text.edited.connect(lambda typed: self._form.write(words=typed))
        self.error = HintLine()
        self.error.hide()
        self.file_button = ActionButton("", "Ctrl+Enter", "primary")
        self.file_button.setObjectName("queue.act.file")
        self.file_button.clicked.connect(self.file)
        cancel = ActionButton(words.CANCEL, "Esc", "plain")
        cancel.setObjectName("queue.act.cancel")
        cancel.clicked.connect(self.give_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        for widget in (self.head, self.target, self.label, self.text, self.error):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.file_button)
        foot.addWidget(cancel)
        foot.addStretch(1)
        column.addLayout(foot)
        form.opened.connect(self._open)
        form.shut_down.connect(self._shut)
        form.refused.connect(self._refused)
        self.hide()

    def _open(self) -> None:
        kind = self._form.kind
        if kind is None or kind is ActKind.EDIT:
            self.hide()
            return
        label, hint = words.ASK[kind]
        written = self._form.written()
        self.head.set_title(terms.ACT[kind])
        to_someone = kind in TO_UNIT or kind is ActKind.REASSIGN
        self.target.setVisible(to_someone)
        if to_someone:
            hint_words = words.CHOOSE_UNIT if kind in TO_UNIT else words.CHOOSE_STAFF
            self.target.entry.setPlaceholderText(hint_words)
            self.target.entry.setAccessibleName(hint_words)
            self.target.set_choice(self._chosen(written))
        self.label.set_text(label)
        self.label.setVisible(label != terms.ACT[kind])
        self.text.setAccessibleName(label)
        self.text.setPlaceholderText(hint)
        self.text.set_text(written.get("words", ""))
        self.file_button.set_words(terms.ACT[kind])
        self._clear_errors()
        self.show()
        (self.target if to_someone and self.target.choice() is None else self.text).setFocus()

    def _chosen(self, written: dict[str, str]) -> Choice | None:
        if "unit" in written:
            return Choice(written["unit"], self._names.unit(written["unit"]))
        if "holder" in written:
            return Choice(written["holder"], self._names.person(written["holder"]) or words.TO_POOL)
        return None

    def _search(self, typed: str) -> Sequence[Choice]:
        return unit_choices(self._names, typed) if self._form.kind in TO_UNIT else staff_choices(self._names, typed)

    def _target_chosen(self, value: object) -> None:
        field = "unit" if self._form.kind in TO_UNIT else "holder"
        if isinstance(value, str):
            self._form.write(**{field: value})
            self._clear_errors()

    def _shut(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _clear_errors(self) -> None:
        self.error.hide()
        self.target.set_error("")
        self.text.set_error(False)

    def _refused(self, field: str, sentence: str) -> None:
        if not self.isVisible():
            return
        if field in ("unit", "holder"):
            self.target.set_error(sentence)
            self.target.setFocus()
            return
        self.text.set_error(True)
        self.error.set_words(sentence, "red", "triangle_alert")
        self.error.show()
        self.text.setFocus()

    def file(self) -> None:
        """File the act; what is missing is said where it belongs."""
        kind = self._form.kind
        if kind is None or kind is ActKind.EDIT:
            return
        target = self.target.value()
        values = {"words": self.text.text()}
        if kind in TO_UNIT:
            values["unit"] = target if isinstance(target, str) else ""
        elif kind is ActKind.REASSIGN:
            if not isinstance(target, str):
                self.target.set_error(words.NEEDS_STAFF)
                self.target.setFocus()
                return
            values["holder"] = target
        self._clear_errors()
        self._form.file(**values)

    def give_up(self) -> None:
        """Esc keeps what was written for the next time; an empty form leaves nothing behind."""
        if self.text.text().strip():
            self._form.shut()
        else:
            self._form.give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            return
        super().keyPressEvent(event)
