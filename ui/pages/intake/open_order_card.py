"""One open order of the caller, with the urge written under it when asked for."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.wire.records import Order
from ui.pages.intake.icon_words import IconWords
from ui.pages.intake.looks import COUNTDOWN, tone
from ui.widgets.badge import StateBadge
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.elide import ElideLabel
from ui.widgets.field import LineField
from ui.widgets.focus_return import FocusReturn
from ui.widgets.label import Label
from ui.wording import intake as words
from ui.wording import terms, times


class OpenOrderCard(Card):
    """`urged` carries the citizen's words; `opened` asks to see the order."""

    urged = Signal(str)
    opened = Signal()

    def __init__(self, order: Order, now: datetime, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.order = order
        self._back = FocusReturn()
        self.setObjectName(f"intake.open.{order.number}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(words.OPEN_ORDER)
        self._title, self._state = ElideLabel(bold=True), StateBadge("")
        self._unit = ElideLabel("", "text2", "small", right=True)
        self._left = IconWords()
        self.button = ActionButton(words.URGE, key, "tiny")
        self.button.setObjectName(f"intake.urge.{order.number}")
        self.button.clicked.connect(lambda: self.begin())
        second = _row(Label(words.grouped_number(order.number), "text2", "small"))
        second.addWidget(self._unit, 1)
        third = _row(self._left)
        third.addStretch(1)
        third.addWidget(self.button)
        self.body.setSpacing(4)
        self.body.addLayout(_row(self._title, self._state))
        self.body.addLayout(second)
        self.body.addSpacing(4)
        self.body.addLayout(third)
        self._make_writing()
        self.show_order(order, now, key)

    def show_order(self, order: Order, now: datetime, key: str) -> None:
        """The same order as it is now; what is being written under it stays."""
        self.order = order
        self.setAccessibleName(order.title)
        self._title.set_text(order.title)
        self._state.set_state(terms.STATE.get(order.state, ""), tone(order))
        self._unit.set_text(order.unit_name)
        level, left = times.countdown(order.due_from, order.due_at, now)
        icon, colour = COUNTDOWN.get(level, ("circle", "text3"))
        self._left.set_words(icon, left or words.NO_LIMIT, colour)
        self.button.set_key(key)
        self.button.set_tip(words.urged(order.urge_count))

    def _make_writing(self) -> None:
        self.said = LineField(words.URGE_WORDS, words.URGE_WORDS)
        self.said.setObjectName(f"intake.urge_words.{self.order.number}")
        self.said.edited.connect(lambda _: self.said.set_error(""))
        self.send = ActionButton(words.URGE, "Enter", "tiny")
        self.send.clicked.connect(self._send)
        leave = ActionButton(words.CANCEL, "Esc", "tiny")
        leave.clicked.connect(self.leave)
        self._writing = QWidget()
        row = QHBoxLayout(self._writing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.send)
        row.addWidget(leave)
        row.addStretch(1)
        self.body.addWidget(self.said)
        self.body.addWidget(self._writing)
        self.said.hide()
        self._writing.hide()

    @property
    def is_writing(self) -> bool:
        return not self.said.isHidden()

    def begin(self, draft: str = "") -> None:
        """Open the line for the citizen's words; pressed again it takes the focus back there."""
        if not self.is_writing:
            self.said.set_text(" ".join(draft.split()))
            self._back.remember()
        self.said.show()
        self._writing.show()
        self.button.hide()
        self.said.setFocus()

    def leave(self) -> None:
        had_focus = self._writing.isAncestorOf(self.focusWidget()) or self.said.entry.hasFocus()
        self.said.hide()
        self._writing.hide()
        self.button.show()
        if had_focus:
            self._back.give_back()

    def _send(self) -> None:
        if not self.said.text().strip():
            self.said.set_error(words.NEEDS_URGE_WORDS)
            return
        self.urged.emit(self.said.text())
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        composing = self.said.entry.composing
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.hasFocus():
            self.opened.emit()
        elif self.is_writing and not composing and enter:
            self._send()
        elif self.is_writing and not composing and event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_selected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_selected(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.is_writing and self.rect().contains(event.position().toPoint()):
            self.opened.emit()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row
