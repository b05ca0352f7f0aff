"""The intake page: caller, form and help side by side; where the window is narrow, help folds away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.rules.order import State
from ui import theme
from ui.pages.intake.caller_column import CallerColumn
from ui.pages.intake.form_column import FormColumn
from ui.pages.intake.help_column import HelpColumn
from ui.pages.intake.state import IntakeState
from ui.pages.intake.suggestion_row import KEYS
from ui.shortcuts import Shortcuts
from ui.widgets.button import ActionButton
from ui.widgets.entry import Entry
from ui.widgets.text_area import TextArea
from ui.wording import intake as words

FOLDS_UNDER = 1180
ROOMY = 1320
CALLER_FOLDS_UNDER = 780
NARROW_CALLER, NARROW_HELP = 256, 288
MOST_KEYS = 7


class IntakePage(QWidget):
    """Layout and keys; the state decides."""

    def __init__(self, state: IntakeState, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setObjectName("intake")
        self.caller = CallerColumn(state.caller, state.clock)
        self.form = FormColumn(state)
        self.help = HelpColumn(state)
        self._folded, self._drawn = False, False
        self.help_button = ActionButton(words.HELP, "Alt+H", "secondary", "book")
        self.help_button.setObjectName("intake.help")
        self.help_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.add_to_head(self.help_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.caller)
        row.addWidget(self.form, 1)
        row.addWidget(self.help)
        self._connect()
        self._bind(shortcuts)
        self._fold()

    def _connect(self) -> None:
        state = self._state
        self.caller.urged.connect(state.urge)
        self.caller.looked_at.connect(state.look_at)
        self.caller.number_typed.connect(lambda number: state.edit("line_phone", number))
        state.caller.changed.connect(lambda: self.help.set_first_key(self.caller.keyed + 1))
        self.help.knowledge.answered.connect(self.answer_thus)
        self.help.shut_button.clicked.connect(self.toggle_help)
        self.help_button.clicked.connect(self.toggle_help)

    def _bind(self, shortcuts: Shortcuts) -> None:
        state, form = self._state, self.form
        shortcuts.bind(self, "intake.dispatch", words.DISPATCH, "Ctrl+Enter", form.primary)
        shortcuts.bind(self, "intake.direct", words.DIRECT_ANSWER, "F8", form.answer)
        shortcuts.bind(self, "intake.invalid", words.INVALID, "F9", state.invalidate)
        shortcuts.bind(self, "intake.accept", words.ACCEPT_ONLY, "Ctrl+S", lambda: state.file(State.ACCEPTED))
        shortcuts.bind(
            self, "intake.answer_thus", words.ANSWER_THUS, "Alt+A", self.answer_thus, lambda: bool(state.aids.article)
        )
        shortcuts.bind(self, "intake.help", words.HELP, "Alt+H", self.toggle_help, lambda: self._folded)
        shortcuts.bind(self, "intake.transfer", words.EMERGENCY, "Ctrl+9", state.transfer, lambda: form.notices.warns)
        shortcuts.bind(self, "intake.discard", words.DISCARD, "Ctrl+D", state.discard, lambda: bool(state.draft_id))
        shortcuts.bind(
            self, "intake.restore", words.RESTORE, "Alt+Z", state.restore_discarded, lambda: state.can_restore
        )
        shortcuts.bind(
            self,
            "intake.reveal",
            words.REVEAL,
            "Alt+V",
            self.caller.toggle_reveal,
            lambda: bool(state.caller.number),
        )
        for at, key in enumerate(KEYS):
            self._bind_suggestion(shortcuts, at, key)
        for digit in range(1, MOST_KEYS + 1):
            self._bind_known(shortcuts, digit)

    def _bind_suggestion(self, shortcuts: Shortcuts, at: int, key: str) -> None:
        def take() -> None:
            self._state.take_suggestion(at)

        def offered() -> bool:
            return at < len(self._state.derived.categories)

        shortcuts.bind(self, f"intake.suggestion.{at}", words.take_suggestion(at + 1), key, take, offered)

    def _bind_known(self, shortcuts: Shortcuts, digit: int) -> None:
        def press() -> None:
            self.press_known(digit)

        def there() -> bool:
            return digit <= self.caller.keyed + len(self.help.nearby.rows)

        shortcuts.bind(self, f"intake.known.{digit}", words.known_order(digit), f"Alt+{digit}", press, there)

    # ---- the frame's calls

    def entered(self) -> None:
        self._state.entered()
        self.form.focus_home()

    def left(self) -> None:
        self._state.left()

    # ---- verbs

    def answer_thus(self) -> None:
        article = self._state.aids.article
        if article is not None:
            self._state.begin_answer(article)
            self.form.focus_answer()

    def press_known(self, digit: int) -> None:
        """The digits run through the caller's open orders, then through the like ones."""
        if not self.caller.urge(digit - 1, self._state.filled.content):
            self.help.press_nearby(digit)

    def toggle_help(self) -> None:
        self._drawn = not self._drawn
        self._fold()
        if not self._drawn:
            self.form.focus_home()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc reaches here only when the field in focus has no use for it; while composing it has.
        focused = self.focusWidget()
        composing = isinstance(focused, Entry | TextArea) and focused.composing
        if event.key() != Qt.Key.Key_Escape or composing or not self._escape():
            super().keyPressEvent(event)

    def _escape(self) -> bool:
        """Take back what was opened last; False where nothing is open."""
        if self._state.armed:
            self._state.disarm()
        elif self.form.notices.warns:
            self._state.not_emergency()
        elif self._state.filled.answering:
            self.form.leave_answer()
        elif self._folded and self._drawn:
            self.toggle_help()
        else:
            return False
        return True

    # ---- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Columns narrow first, then help folds; what is folded is one key away."""
        wide = self.width()
        self._folded = wide < FOLDS_UNDER
        roomy = wide >= ROOMY
        self.caller.setFixedWidth(theme.px("caller_column") if roomy else NARROW_CALLER)
        self.help.setFixedWidth(theme.px("help_column") if roomy else NARROW_HELP)
        self.help.set_folded(self._folded)
        self.help_button.setVisible(self._folded and not self._drawn)
        self.help.setVisible(not self._folded or self._drawn)
        # Drawn over a narrow page, help takes the caller's place, so the form keeps its width; so does an open drawer.
        self.caller.setVisible(wide >= CALLER_FOLDS_UNDER and not (self._folded and self._drawn))
