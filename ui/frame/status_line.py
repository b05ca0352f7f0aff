"""The line at the foot: the page's last word at the left, the seat's facts at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets.label import Label
from ui.widgets.pane import Pane

LEVELS: dict[str, Token] = {"ok": "green", "info": "text2", "warn": "amber", "error": "red"}


class StatusLine(Pane):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", ("top",), parent=parent)
        self.setFixedHeight(theme.px("status_line"))
        self.said = Label("", "text2", "small", elides=True)
        self.said.setObjectName("status.said")
        self.facts = Label("", "text3", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.said, 1)
        row.addWidget(self.facts)

    def say(self, words: str, level: str = "info") -> None:
        self.said.set_colour(LEVELS.get(level, "text2"))
        self.said.set_text(words)

    def show_facts(self, facts: str) -> None:
        self.facts.set_text(facts)
