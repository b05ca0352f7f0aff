"""The question before a clear number is shown: why."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import asking
from ui.widgets.button import ActionButton
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.wording import queue as words


class ReasonDialog(QDialog):
    """Accepted only with a reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("queue.reason_dialog")
        self.setWindowTitle(words.REVEAL_TITLE)
        self.setMinimumWidth(400)
        self.reason = LineField(words.REVEAL_REASON, words.REVEAL_REASON, max_length=100)
        self.reason.setObjectName("queue.reason")
        self.ok = ActionButton(words.REVEAL, "Enter", "primary")
        self.ok.clicked.connect(self._confirm)
        self.reason.entry.returnPressed.connect(self._confirm)
        cancel = ActionButton(words.CANCEL, "Esc", "plain")
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(words.REVEAL_TITLE, size="lead", bold=True))
        column.addWidget(HintLine(None, words.REVEAL_NOTE, "text2", "info"))
        column.addWidget(self.reason)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._confirm)
        self.reason.setFocus()

    def _confirm(self) -> None:
        if self.reason.entry.composing:
            return
        if self.reason.text().strip():
            self.accept()
        else:
            self.reason.set_error(words.REVEAL_REASON)


async def ask_reason(parent: QWidget) -> str | None:
    """The reason typed, None when the user cancelled."""
    dialog = ReasonDialog(parent)
    answer = await asking.ask(dialog)
    return dialog.reason.text().strip() if answer == QDialog.DialogCode.Accepted else None
