"""The form of an edit: title, place and category of the order shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.order import ActKind
from desk.rules.text import PLACE_LENGTH, TITLE_LENGTH
from ui.pages.queue.form import OrderForm
from ui.pages.queue.names import Names
from ui.widgets.button import ActionButton
from ui.widgets.choice_list import Choice
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.picker import SearchPicker
from ui.widgets.section import Section
from ui.wording import queue as words
from ui.wording import terms

MOST = 40
LABEL = 44


class EditPane(Pane):
    """Hidden while no edit is open. Only fields that differ are sent."""

    closed = Signal()

    def __init__(self, form: OrderForm, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("top",), parent=parent)
        self.setObjectName("queue.edit")
        self._form, self._names = form, names
        self.title = LineField(terms.FIELD["title"], max_length=TITLE_LENGTH)
        self.place = LineField(terms.FIELD["place"], max_length=PLACE_LENGTH)
        self.category = SearchPicker(
            terms.FIELD["category"], self._search, words.CHOOSE_CATEGORY, words.NOTHING_FOUND, two_lines=True
        )
        self._fields: dict[str, LineField | SearchPicker] = {
            "title": self.title,
            "place": self.place,
            "category": self.category,
        }
        for name, field in self._fields.items():
            field.setObjectName(f"queue.edit.{name}")
        self.title.edited.connect(lambda typed: self._form.write(title=typed))
        self.place.edited.connect(lambda typed: self._form.write(place=typed))
        self.category.chosen.connect(lambda value: self._form.write(category=str(value or "")))
        self.error = HintLine()
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addWidget(Section(terms.ACT[ActKind.EDIT]))
        for name, field in self._fields.items():
            column.addLayout(_row(terms.FIELD[name], field))
        column.addWidget(self.error)
        column.addLayout(self._foot())
        form.opened.connect(self._open)
        form.shut_down.connect(self._shut)
        form.refused.connect(self._refused)
        self.hide()

    def _foot(self) -> QHBoxLayout:
        save = ActionButton(terms.ACT[ActKind.EDIT], "Ctrl+Enter", "primary")
        save.setObjectName("queue.edit.file")
        save.clicked.connect(self.file)
        cancel = ActionButton(words.CANCEL, "Esc", "plain")
        cancel.clicked.connect(self._form.give_up)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(save)
        foot.addWidget(cancel)
        foot.addStretch(1)
        return foot

    def _open(self) -> None:
        if self._form.kind is not ActKind.EDIT:
            self.hide()
            return
        written = self._form.written()
        self.title.set_text(written["title"])
        self.place.set_text(written["place"])
        code = written["category"]
        category = self._names.categories.get(code)
        self.category.set_choice(Choice(code, words.path(category.path)) if category else None)
        self._clear()
        self.show()
        self.title.setFocus()

    def _search(self, typed: str) -> Sequence[Choice]:
        wanted = typed.strip()
        found = [each for each in self._names.categories.values() if wanted in words.path(each.path)]
        found.sort(key=lambda each: (not each.path[-1].startswith(wanted), each.id))
        return [Choice(each.id, each.path[-1], words.path(each.path)) for each in found[:MOST]]

    def _shut(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _clear(self) -> None:
        self.error.hide()
        for field in self._fields.values():
            field.set_error("")

    def _refused(self, field: str, sentence: str) -> None:
        if not self.isVisible():
            return
        widget = self._fields.get(field)
        if widget is not None:
            widget.set_error(sentence)
            widget.setFocus()
        else:
            self.error.set_words(sentence, "red", "triangle_alert")
            self.error.show()

    def file(self) -> None:
        self._clear()
        self._form.file()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._form.give_up()
            return
        super().keyPressEvent(event)


def _row(name: str, field: QWidget) -> QHBoxLayout:
    label = Label(name, "text2", "small")
    label.setFixedWidth(LABEL)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(field, 1)
    return row
