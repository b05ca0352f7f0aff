"""The foot of the sign-in window: the look of the screens and the version."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.sign_in.state import SignInState
from ui.theme.tokens import ThemeName
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.segmented import Option, SegmentedControl
from ui.wording import sign_in as words


class SignInFoot(Pane):
    """The theme changes at once, so one sees what one chooses."""

    def __init__(self, state: SignInState, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("top",), parent=parent)
        self._state = state
        options = [Option(name, word) for name, word in words.THEMES.items()]
        self.themes = SegmentedControl(words.THEME, options, state.theme)
        self.themes.setObjectName("sign_in.theme")
        self.themes.chosen.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(16)
        row.addWidget(self.themes)
        row.addStretch(1)
        row.addWidget(Label(words.OFFLINE_TOO, "text3", "small"))
        row.addWidget(Label(state.version, "text3", "small"))

    def _choose(self, value: object) -> None:
        self._state.choose_theme(cast(ThemeName, value))
