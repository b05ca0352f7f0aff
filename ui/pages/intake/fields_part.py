"""The fields under the citizen's words, in the order people speak: place, matter, unit, how urgent, who."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.rules import text
from desk.rules.masking import masked_phone
from ui.pages.intake.derived import Derived
from ui.pages.intake.filled import Filled
from ui.pages.intake.folding_row import FoldingRow
from ui.pages.intake.reference import Reference
from ui.pages.intake.rows import Row, Rows
from ui.pages.intake.suggestion_row import SuggestionRow
from ui.widgets.choice_list import Choice
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.picker import SearchPicker
from ui.widgets.pieces import Word
from ui.widgets.segmented import Option, SegmentedControl
from ui.wording import intake as words
from ui.wording import terms

LABEL = 64
TICKS = {
    "confidential": words.CONFIDENTIAL,
    "anonymous": words.ANONYMOUS,
    "wants_call_back": words.WANTS_CALL_BACK,
}


class FieldsPart(QWidget):
    """`edited` carries a field's name and what was typed, `chosen` a picker's name and a code."""

    edited = Signal(str, object)
    chosen = Signal(str, str)
    suggestion_taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._divisions, self._categories, self._units = Rows(), Rows(), Rows()
        self._make_lines()
        self._make_pickers()
        self._make_choices()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, LABEL)
        self._grid.setColumnStretch(1, 1)
        category = self._stacked(self.category, self.suggestions, 8)
        unit = self._stacked(self.unit, self.because, 4)
        rows: list[tuple[str, QWidget]] = [
            (words.TITLE, self.title),
            (words.PLACE, self.place),
            (words.DIVISION, self.division),
            (words.CATEGORY, category),
            (words.UNIT, unit),
            (words.APPEAL, self._kinds()),
            (words.CONTACT, self._contact()),
        ]
        for at, (label, field) in enumerate(rows):
            self._grid.addWidget(self._labelled(label), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(field, at, 1, Qt.AlignmentFlag.AlignTop)

    # ---- making

    def _labelled(self, label: str) -> Label:
        made = Label(label, "text2")
        made.setFixedHeight(32)
        return made

    def _stacked(self, upper: QWidget, lower: QWidget, gap: int) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(upper)
        column.addWidget(lower)
        return holder

    def _line(self, field: str, name: str, hint: str, longest: int, icon: str = "") -> LineField:
        made = LineField(name, hint, icon, longest)
        made.setObjectName(f"intake.{field}")
        made.edited.connect(lambda typed: self._type(field, typed))
        return made

    def _make_lines(self) -> None:
        self.title = self._line("title", words.TITLE, "", text.TITLE_LENGTH)
        self.place = self._line("place", words.PLACE, words.PLACE_HINT, text.PLACE_LENGTH, "pin")
        self.contact_name = self._line("contact_name", words.CONTACT, words.NAME_HINT, text.NAME_LENGTH)
        self.contact_phone = self._line("contact_phone", words.PHONE, words.PHONE, 20)

    def _make_pickers(self) -> None:
        self.division = self._picker("division", words.DIVISION, words.DIVISION_HINT)
        self.category = self._picker("category", words.CATEGORY, words.CATEGORY_HINT)
        self.unit = self._picker("unit", words.UNIT, words.UNIT_HINT)
        self.suggestions = SuggestionRow()
        self.suggestions.taken.connect(self.suggestion_taken)
        self.because = HintLine()
        self.because.setObjectName("intake.because")

    def _picker(self, field: str, name: str, hint: str) -> SearchPicker:
        def search(typed: str) -> Sequence[Choice]:
            return [_choice(row) for row in self._rows(field).search(typed)]

        made = SearchPicker(name, search, hint, words.NOTHING_FOUND)
        made.setObjectName(f"intake.{field}")
        made.chosen.connect(lambda value: self._pick(field, value))
        return made

    def _make_choices(self) -> None:
        appeals = [Option(code, word) for code, word in terms.APPEAL.items()]
        urgencies = [Option(code, word) for code, word in terms.URGENCY.items()]
        self.appeal = SegmentedControl(words.APPEAL, appeals, "2")
        self.appeal.setObjectName("intake.appeal")
        self.urgency = SegmentedControl(words.URGENCY, urgencies, "1")
        self.urgency.setObjectName("intake.urgency")
        self.appeal.chosen.connect(lambda value: self.edited.emit("appeal", value))
        self.urgency.chosen.connect(lambda value: self.edited.emit("urgency", value))
        self.ticks: dict[str, QCheckBox] = {}
        for field, word in TICKS.items():
            box = QCheckBox(word)
            box.setObjectName(f"intake.{field}")
            box.setAccessibleName(word)
            # `clicked` and not `toggled`: showing another form is not the agent's doing.
            box.clicked.connect(self._ticker(field, box))
            self.ticks[field] = box

    def _kinds(self) -> FoldingRow:
        urgency = QWidget()
        row = QHBoxLayout(urgency)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(words.URGENCY, "text2"))
        row.addWidget(self.urgency)
        return FoldingRow(self.appeal, urgency)

    def _contact(self) -> FoldingRow:
        who, ticks = QWidget(), QWidget()
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.contact_name.setMinimumWidth(84)
        self.contact_name.setMaximumWidth(112)
        self.contact_phone.setMinimumWidth(168)
        self.contact_phone.setMaximumWidth(240)
        self.contact_phone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for field in (self.contact_name, self.contact_phone):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        boxes = QHBoxLayout(ticks)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(8)
        for box in self.ticks.values():
            box.setFixedHeight(32)
            boxes.addWidget(box)
        return FoldingRow(who, ticks)

    # ---- what the agent does

    def _rows(self, field: str) -> Rows:
        return {"division": self._divisions, "category": self._categories}.get(field, self._units)

    def _type(self, field: str, typed: str) -> None:
        self.set_error(field, "")
        self.edited.emit(field, typed)

    def _ticker(self, field: str, box: QCheckBox) -> Callable[[], None]:
        def ticked() -> None:
            self.edited.emit(field, box.isChecked())

        return ticked

    def _pick(self, field: str, value: object) -> None:
        self.set_error(field, "")
        self.chosen.emit(field, str(value) if value else "")

    # ---- what is shown

    def set_reference(self, reference: Reference) -> None:
        self._divisions, self._categories, self._units = reference.divisions, reference.categories, reference.units

    def show_filled(self, filled: Filled) -> None:
        """Another form: every field anew, no errors."""
        for field in ("place", "contact_name", "contact_phone"):
            self.field(field).set_text(getattr(filled, field))
        for field, box in self.ticks.items():
            box.setChecked(getattr(filled, field))
        for field in ("title", "place", "division", "category", "unit", "contact_name", "contact_phone"):
            self.set_error(field, "")

    def show_derived(self, filled: Filled, derived: Derived) -> None:
        """What the program fills; a field being typed in is left alone, as nothing of the agent's is ever filled."""
        if not filled.title_own or (self.title.text() != filled.title and not self.title.entry.hasFocus()):
            self.title.set_text(filled.title)
        self.title.set_trailing(words.AUTO_TITLE if filled.title and not filled.title_own else "")
        for field in ("division", "category", "unit"):
            self._show_picked(field, getattr(filled, field), getattr(filled, f"{field}_from") == "suggested")
        self.suggestions.show_suggestions(derived.categories, filled.category, filled.category_from == "chosen")
        self.because.set_words(derived.unit.because if derived.unit else "", "text3", "info" if derived.unit else "")
        self.because.setVisible(derived.unit is not None)
        self.appeal.set_value(filled.appeal)
        self.urgency.set_value(filled.urgency)
        same = bool(filled.line_phone) and not filled.contact_phone
        self.contact_phone.entry.setPlaceholderText(masked_phone(filled.line_phone) if same else words.PHONE)
        self.contact_phone.set_trailing(words.SAME_NUMBER if same else "")

    def _show_picked(self, field: str, code: str, suggested: bool) -> None:
        picker, row = self.picker(field), self._rows(field).row(code)
        if picker.entry.hasFocus() and picker.is_open:
            return
        if (picker.value() or "") != code:
            picker.set_choice(_choice(row) if row else Choice(code, code) if code else None)
        picker.set_trailing([Word(words.SUGGESTED, "text3", "small")] if suggested else [])

    def picker(self, field: str) -> SearchPicker:
        return {"division": self.division, "category": self.category}.get(field, self.unit)

    def field(self, name: str) -> LineField:
        fields = {"title": self.title, "place": self.place, "contact_name": self.contact_name}
        return fields.get(name, self.contact_phone)

    def set_error(self, field: str, sentence: str) -> bool:
        """Show what to put right at that field; False where it is none of these."""
        if field in ("division", "category", "unit"):
            self.picker(field).set_error(sentence)
        elif field in ("title", "place", "contact_name", "contact_phone"):
            self.field(field).set_error(sentence)
        else:
            return False
        return True

    def focus_field(self, field: str) -> None:
        (self.picker(field) if field in ("division", "category", "unit") else self.field(field)).setFocus()

    def in_order(self) -> list[QWidget]:
        """The fields as Tab goes through them."""
        lines = [self.title.entry, self.place.entry, self.division.entry, self.category.entry, self.unit.entry]
        return [
            *lines,
            self.appeal,
            self.urgency,
            self.contact_name.entry,
            self.contact_phone.entry,
            *self.ticks.values(),
        ]


def _choice(row: Row) -> Choice:
    return Choice(row.code, row.label, row.detail)
