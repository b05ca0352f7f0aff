"""The sign-in window: number, password, extension, one button, and below it the look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.sign_in.foot import SignInFoot
from ui.pages.sign_in.head import SignInHead
from ui.pages.sign_in.password_field import PasswordField
from ui.pages.sign_in.state import Credentials, SignInState
from ui.widgets.button import ActionButton
from ui.widgets.entry import Entry
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.wording import sign_in as words

SIZE = (480, 560)
SIDE = 56
FIELD = 36
NUMBER_LENGTH = 5
EXTENSION_LENGTH = 8


class SignInPage(Pane):
    """A window of its own, 480 x 560, that may grow. `closed`: the user went without signing in."""

    closed = Signal()

    def __init__(self, state: SignInState, parent: QWidget | None = None) -> None:
        super().__init__("base", parent=parent)
        self._state = state
        self.setObjectName("sign_in")
        self.setWindowTitle(words.TITLE)
        self.setMinimumSize(*SIZE)
        self.resize(*SIZE)
        self._make_fields()
        self.foot = SignInFoot(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._body(), 1)
        column.addWidget(self.foot)
        state.refused.connect(self._show_refusal)
        state.work_changed.connect(self._show_work)

    def _make_fields(self) -> None:
        last = self._state.last
        self.number = LineField(words.NUMBER, max_length=NUMBER_LENGTH)
        self.number.setObjectName("sign_in.number")
        self.number.set_text(last.number)
        self.password = PasswordField()
        self.password.setObjectName("sign_in.password")
        self.caps = HintLine(words=words.CAPS_LOCK, colour="amber", icon="info")
        self.caps.hide()
        self.password.caps_lock.connect(self.caps.setVisible)
        self.extension = LineField(words.EXTENSION, max_length=EXTENSION_LENGTH)
        self.extension.setObjectName("sign_in.extension")
        self.extension.set_text(last.extension)
        self.extension.set_trailing(words.LAST_USED if last.extension else "")
        self.extension.edited.connect(lambda _: self.extension.set_trailing(""))
        for field in (self.number, self.password, self.extension):
            field.entry.setMinimumHeight(FIELD)
            field.edited.connect(lambda _, field=field: field.set_error(""))
        self.ready = QCheckBox(words.READY_AFTER)
        self.ready.setObjectName("sign_in.ready")
        self.ready.setAccessibleName(words.READY_AFTER)
        self.ready.setChecked(last.ready)
        self.button = ActionButton(words.SIGN_IN, "Enter", "primary")
        self.button.setObjectName("sign_in.go")
        self.button.set_height(40)
        self.button.setSizePolicy(
            self.number.sizePolicy().horizontalPolicy(), self.button.sizePolicy().verticalPolicy()
        )
        self.button.clicked.connect(self._go)
        self.drafts = HintLine(icon="order")
        if last.drafts:
            self.drafts.set_words(words.drafts_left(last.drafts), "text2", "order")
        self.drafts.setVisible(bool(last.drafts))

    def _body(self) -> QVBoxLayout:
        body = QVBoxLayout()
        body.setContentsMargins(SIDE, 44, SIDE, 16)
        body.setSpacing(0)
        body.addWidget(SignInHead(self._state))
        body.addSpacing(20)
        above = QHBoxLayout()
        above.addWidget(Label(words.PASSWORD, "text2"))
        above.addStretch(1)
        above.addWidget(self.caps, 0, Qt.AlignmentFlag.AlignVCenter)
        blocks: list[tuple[QWidget | QHBoxLayout, QWidget]] = [
            (Label(words.NUMBER, "text2"), self.number),
            (above, self.password),
            (Label(words.EXTENSION, "text2"), self.extension),
        ]
        for head, field in blocks:
            if isinstance(head, QHBoxLayout):
                body.addLayout(head)
            else:
                body.addWidget(head)
            body.addSpacing(4)
            body.addWidget(field)
            body.addSpacing(16)
        body.addWidget(self.ready)
        body.addSpacing(16)
        body.addWidget(self.button)
        body.addSpacing(12)
        body.addWidget(self.drafts)
        body.addStretch(1)
        return body

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._state.watch()
        (self.password if self.number.text() else self.number).setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.leave()
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter signs in from any field; while a word is being composed it belongs to the input method.
        focused = self.focusWidget()
        composing = isinstance(focused, Entry) and focused.composing
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not composing:
            self._go()
            return
        super().keyPressEvent(event)

    def _go(self) -> None:
        for field in (self.number, self.password, self.extension):
            field.set_error("")
        self._state.sign_in(
            Credentials(self.number.text(), self.password.text(), self.extension.text(), self.ready.isChecked())
        )

    def _show_refusal(self, field: str, sentence: str) -> None:
        place = {"number": self.number, "extension": self.extension}.get(field, self.password)
        place.set_error(sentence)
        place.setFocus()
        # A password cannot be mended by reading it: it is typed anew.
        if place is self.password:
            place.entry.selectAll()
        else:
            place.entry.end(False)

    def _show_work(self) -> None:
        self.button.set_words(words.SIGNING_IN if self._state.busy else words.SIGN_IN)
        self.button.setEnabled(not self._state.busy)
