"""Above the form: a heard emergency, a form given up, a key to press again, and what was filed last."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.rules.order import State
from ui.pages.intake.filing import Filed
from ui.pages.intake.state import IntakeState
from ui.widgets.banner import Banner
from ui.widgets.button import ActionButton
from ui.wording import intake as words


class Notices(QWidget):
    """At most two lines: the emergency, and the newest of the others. None of them takes the focus."""

    def __init__(self, state: IntakeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setObjectName("intake.notices")
        self.emergency = Banner("", "emergency", strip=True)
        self.emergency.setObjectName("intake.emergency")
        self.told = Banner("", "neutral", strip=True)
        self.told.setObjectName("intake.told")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.emergency)
        column.addWidget(self.told)
        self.emergency.hide()
        self.told.hide()
        self._service = ""
        state.form_derived.connect(self._show_emergency)
        state.order_filed.connect(self._show_filed)
        state.draft_discarded.connect(self._show_discarded)
        state.invalid_armed.connect(self._show_armed)
        state.form_opened.connect(self._clear)

    @property
    def warns(self) -> bool:
        """Whether an emergency stands there to be answered."""
        return not self.emergency.isHidden()

    def show_problem(self, sentence: str) -> None:
        self._tell(sentence, icon="triangle_alert")

    def _tell(self, sentence: str, lead: str = "", icon: str = "info", action: ActionButton | None = None) -> None:
        self.told.set_kind("neutral", icon)
        self.told.set_words(sentence, lead)
        self.told.set_actions([action] if action else [])
        self.told.show()

    def _clear(self) -> None:
        self.told.hide()

    def _show_emergency(self) -> None:
        heard = self._state.derived.emergency
        if heard is None:
            self.emergency.hide()
            return
        if heard.service != self._service:
            self._service = heard.service
            call = ActionButton(words.transfer(heard.service), "Ctrl+9", "secondary")
            call.setObjectName("intake.transfer")
            call.clicked.connect(self._state.transfer)
            none = ActionButton(words.NO_EMERGENCY, "Esc", "quiet")
            none.setObjectName("intake.not_emergency")
            none.clicked.connect(self._state.not_emergency)
            self.emergency.set_actions([call, none])
        self.emergency.set_words(words.emergency(heard.word, heard.service))
        self.emergency.show()

    def _show_filed(self, filed: Filed) -> None:
        number = words.filed(filed.then, words.grouped_number(filed.number))
        promised = words.promise(filed.due_at) if filed.due_at else ""
        icon = "ban" if filed.then is State.INVALID else "check_circle"
        self._tell("，".join(part for part in (promised, words.FILED_HERE) if part), number, icon)

    def _show_discarded(self) -> None:
        back = ActionButton(words.RESTORE, "Alt+Z", "secondary", "undo")
        back.setObjectName("intake.restore")
        back.clicked.connect(self._state.restore_discarded)
        self._tell(words.DISCARDED, icon="trash", action=back)

    def _show_armed(self, armed: bool) -> None:
        if armed:
            self._tell(words.press_again(len(self._state.filled.content.strip())), icon="ban")
        else:
            self.told.hide()
