"""The views in one line, for a window too narrow for their column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.widgets.pane import Pane
from ui.wording import queue as words
from ui.wording import terms


class ViewPicker(Pane):
    """`chosen` is the name of the queue the user picked."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[str]]], parent: QWidget | None = None) -> None:
        super().__init__("base", ("bottom",), parent=parent)
        self._names = [name for _, names in groups for name in names]
        self._box = QComboBox()
        self._box.setObjectName("queue.view_picker")
        self._box.setAccessibleName(words.VIEWS)
        for name in self._names:
            self._box.addItem(terms.QUEUE[name], name)
        self._box.activated.connect(lambda at: self.chosen.emit(self._names[at]))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self._box, 1)
        self.hide()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for at, name in enumerate(self._names):
            count = counts.get(name)
            self._box.setItemText(at, terms.QUEUE[name] if count is None else f"{terms.QUEUE[name]}  {count}")

    def set_current(self, name: str) -> None:
        if name in self._names:
            self._box.setCurrentIndex(self._names.index(name))
