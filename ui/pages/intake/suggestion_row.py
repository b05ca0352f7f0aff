"""The categories the words suggest, each with its confidence and key; they never touch a choice made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.work.suggest import CategorySuggestion
from ui import theme
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.wording import intake as words

KEYS = ("Alt+Q", "Alt+W", "Alt+E")


class SuggestionRow(QWidget):
    """`taken` carries the place of the suggestion chosen."""

    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = [Chip("", key=key) for key in KEYS]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(words.SUGGESTIONS, "text3", "small"))
        for at, chip in enumerate(self.chips):
            chip.setObjectName(f"intake.suggestion.{at}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            chip.setMinimumWidth(96)
            chip.clicked.connect(lambda _=False, at=at: self.taken.emit(at))
            row.addWidget(chip)
        row.addStretch(1)
        self.setFixedHeight(theme.px("chip"))
        self.hide()

    def show_suggestions(self, suggestions: Sequence[CategorySuggestion], current: str, by_hand: bool) -> None:
        for at, chip in enumerate(self.chips):
            known = at < len(suggestions)
            chip.setVisible(known)
            if known:
                suggestion = suggestions[at]
                chip.set_words(suggestion.path[-1], words.share(suggestion.share))
                chip.set_current(suggestion.code == current)
                chip.set_reason(words.ALREADY_CHOSEN if by_hand and suggestion.code != current else "")
        self.setVisible(bool(suggestions))
