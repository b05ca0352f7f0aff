"""The right column: what to answer from, what is like it nearby, and by when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.pages.intake.knowledge_section import KnowledgeSection
from ui.pages.intake.limits_section import LimitsSection
from ui.pages.intake.nearby_section import NearbySection
from ui.pages.intake.state import IntakeState
from ui.widgets.button import ActionButton
from ui.widgets.pane import Divider, Pane
from ui.wording import intake as words


class HelpColumn(Pane):
    """Stands beside the form, or folds into a drawer over its right where the window is narrow."""

    def __init__(self, state: IntakeState, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("left",), parent=parent)
        self._state, self._clock = state, state.clock
        self.knowledge = KnowledgeSection()
        self.nearby = NearbySection()
        self.limits = LimitsSection()
        self.shut_button = ActionButton(words.CLOSE, "Alt+H", "quiet")
        self.shut_button.setObjectName("intake.shut_help")
        self.knowledge.head.add_right(self.shut_button)
        self._first_key = 1
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 0, 16)
        column.setSpacing(12)
        for part in (self.knowledge, Divider(), self.nearby, Divider(), self.limits):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(scroll)
        state.aids.articles_changed.connect(self._show_articles)
        state.aids.nearby_changed.connect(self._show_nearby)
        state.aids.limits_changed.connect(self._show_limits)
        self.knowledge.chosen.connect(state.aids.choose)
        self.nearby.linked.connect(state.link)
        self.nearby.looked_at.connect(state.look_at)
        self._show_articles()
        self._show_nearby()
        self._show_limits()

    def set_first_key(self, digit: int) -> None:
        """The digit of the first like order's key: those before it belong to the caller's own orders."""
        if digit != self._first_key:
            self._first_key = digit
            self._show_nearby()

    def press_nearby(self, digit: int) -> None:
        at = digit - self._first_key
        if 0 <= at < len(self.nearby.rows):
            self.nearby.press(self.nearby.rows[at])

    def set_folded(self, folded: bool) -> None:
        self.shut_button.setVisible(folded)

    def _show_articles(self) -> None:
        self.knowledge.show_articles(self._state.aids.articles, self._state.aids.chosen)

    def _show_nearby(self) -> None:
        aids = self._state.aids
        self.nearby.show_orders(aids.nearby, self._clock.now(), self._first_key, aids.looked_nearby)

    def _show_limits(self) -> None:
        self.limits.show_limits(self._state.aids.limits, self._state.filled.urgency)
