"""The bar on top: the seat's state, the call's controls, the search box, the sync state and who sits here."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desk.ports import Call, CallState
from desk.rules.seat import CHOSEN, SeatState
from ui import theme
from ui.frame.sync_sign import SyncSign
from ui.widgets.button import ActionButton
from ui.widgets.field import LineField
from ui.widgets.label import Label
from ui.widgets.pane import Divider, Pane
from ui.widgets.pill import PillKind, StatePill
from ui.wording import frame as words
from ui.wording import terms

LOOKS: dict[str, tuple[str, PillKind]] = {
    SeatState.READY: ("check_circle", "ready"),
    SeatState.RINGING: ("bell", "talk"),
    SeatState.TALKING: ("phone", "talk"),
    SeatState.WRAP_UP: ("pencil", "other"),
    SeatState.BUSY: ("ban", "other"),
    SeatState.BREAK: ("coffee", "other"),
    SeatState.TRAINING: ("book", "other"),
    SeatState.SIGNED_OUT: ("dashed_circle", "other"),
}


class SeatBar(Pane):
    """Signals are the agent's wishes; what is shown is told from outside."""

    state_chosen = Signal(str)
    hold_asked = Signal(bool)
    mute_asked = Signal(bool)
    hang_up_asked = Signal()
    search_asked = Signal(str)
    outbox_asked = Signal()
    person_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("base", ("bottom",), parent=parent)
        self.setFixedHeight(theme.px("seat_bar"))
        self._call = Call(CallState.IDLE)
        self.pill = StatePill(terms.SEAT_STATE[SeatState.SIGNED_OUT], "dashed_circle")
        self.pill.setObjectName("seat.state")
        self.pill.clicked.connect(self._offer_states)
        self.hold = self._control("seat.hold", words.HOLD, "F4", "pause")
        self.mute = self._control("seat.mute", words.MUTE, "F5", "mute")
        self.hang_up = self._control("seat.hang_up", words.HANG_UP, "F12", "phone_down", danger=True)
        self.hold.clicked.connect(lambda: self.hold_asked.emit(not self._call.held))
        self.mute.clicked.connect(lambda: self.mute_asked.emit(not self._call.muted))
        self.hang_up.clicked.connect(self.hang_up_asked)
        self.note = Label("", "text2")
        self.search = LineField(words.SEARCH, words.SEARCH, "search", max_length=60)
        self.search.setObjectName("seat.search")
        self.search.set_trailing("Ctrl+F")
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(300)
        self.search.entry.returnPressed.connect(lambda: self.search_asked.emit(self.search.text()))
        self.sync = SyncSign()
        self.sync.clicked.connect(self.outbox_asked)
        self.name = Label("", bold=True)
        self.number = Label("", "text2", "small")
        self.person = ActionButton("", kind="quiet", icon="chevron_down")
        self.person.setObjectName("seat.person")
        self.person.setAccessibleName(words.LOOK)
        self.person.clicked.connect(
            lambda: self.person_asked.emit(self.person.mapToGlobal(QPoint(0, self.person.height())))
        )
        self._lay_out()
        self.show_call(self._call)

    def _control(self, name: str, word: str, key: str, icon: str, danger: bool = False) -> ActionButton:
        button = ActionButton(word, key, "danger" if danger else "quiet", icon)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.pill)
        row.addSpacing(4)
        for control in (self.hold, self.mute, self.hang_up):
            row.addWidget(control)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addSpacing(4)
        row.addWidget(self.sync)
        row.addWidget(Divider(upright=True))
        who = QVBoxLayout()
        who.setContentsMargins(4, 6, 0, 6)
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.number)
        row.addLayout(who)
        row.addWidget(self.person)

    def show_person(self, name: str, number: str) -> None:
        self.name.set_text(name)
        self.number.set_text(number)

    def show_state(self, state: SeatState, timer: str, dialling: bool = False) -> None:
        icon, kind = LOOKS[state]
        self.pill.set_state(words.DIALLING if dialling else terms.SEAT_STATE[state], icon, kind)
        self.pill.set_timer(timer)

    def show_call(self, call: Call) -> None:
        """The controls appear with a call on the line and go with it; otherwise one quiet line stands there."""
        self._call = call
        on_line = call.state in (CallState.TALKING, CallState.DIALLING)
        for control in (self.hold, self.mute, self.hang_up):
            control.setVisible(on_line)
        self.note.setVisible(not on_line)
        self.hold.set_words(words.UNHOLD if call.held else words.HOLD)
        self.mute.set_words(words.UNMUTE if call.muted else words.MUTE)
        talking = call.state is CallState.TALKING
        self.hold.setEnabled(talking)
        self.mute.setEnabled(talking)

    def show_note(self, note: str) -> None:
        self.note.set_text(note)

    def _offer_states(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in CHOSEN:
            action = QAction(terms.SEAT_STATE[state], menu)
            action.triggered.connect(lambda _=False, chosen=state: self.state_chosen.emit(chosen.value))
            menu.addAction(action)
        menu.popup(self.pill.mapToGlobal(QPoint(0, self.pill.height() + 4)))
