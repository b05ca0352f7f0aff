"""The password: hidden until asked, with an eye to look and a word when Caps Lock seems on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.widgets.button import ActionButton
from ui.widgets.field import LineField
from ui.widgets.pieces import Space
from ui.wording import sign_in as words


class PasswordField(LineField):
    """`caps_lock` says whether letters come out as capitals: Qt cannot ask, so it is seen from what is typed."""

    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.PASSWORD, parent=parent)
        self.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.set_trailing_pieces([Space(24)])
        self.eye = ActionButton("", "", "link", "eye")
        self.eye.setObjectName("sign_in.eye")
        self.eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QHBoxLayout(self.entry)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(self.eye)
        self.eye.clicked.connect(self._toggle)
        self._name_eye()
        self.entry.installEventFilter(self)
        self._caps = False

    def _toggle(self) -> None:
        hidden = self.entry.echoMode() == QLineEdit.EchoMode.Password
        self.entry.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._name_eye()

    def _name_eye(self) -> None:
        hidden = self.entry.echoMode() == QLineEdit.EchoMode.Password
        self.eye.set_icon("eye" if hidden else "eye_off")
        self.eye.set_tip(words.SHOW_PASSWORD if hidden else words.HIDE_PASSWORD)
        self.eye.setAccessibleName(words.SHOW_PASSWORD if hidden else words.HIDE_PASSWORD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look(event)
        return super().eventFilter(watched, event)

    def _look(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            seen = not self._caps
        elif len(event.text()) == 1 and event.text().isascii() and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            seen = event.text().isupper() != shifted
        else:
            return
        if seen != self._caps:
            self._caps = seen
            self.caps_lock.emit(seen)
