"""The left column: who calls, what is open for them, what was before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.ports import Clock
from desk.wire.records import Order
from ui.pages.intake.caller import CallerState
from ui.pages.intake.history_list import HistoryList
from ui.pages.intake.open_order_card import OpenOrderCard
from ui.widgets.button import ActionButton
from ui.widgets.elide import ElideLabel
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Divider, Pane
from ui.widgets.section import Section
from ui.wording import intake as words

MOST_URGED = 4


class CallerColumn(Pane):
    """`urged` carries the order and the citizen's words, `number_typed` a number the line did not give."""

    urged = Signal(Order, str)
    looked_at = Signal(Order)
    number_typed = Signal(str)

    def __init__(self, caller: CallerState, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("base", ("right",), parent=parent)
        self._caller, self._clock = caller, clock
        self.cards: list[OpenOrderCard] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 12, 0, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._padded(self._head()))
        self._line = Divider()
        self._column.addWidget(self._line)
        self._column.addLayout(self._padded(self._open_part()))
        self._lower_line = Divider()
        self._column.addWidget(self._lower_line)
        self._column.addLayout(self._padded(self._history_part()))
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(scroll)
        caller.changed.connect(self._show)
        self._show()

    def _padded(self, part: QVBoxLayout) -> QVBoxLayout:
        part.setContentsMargins(16, 0, 16, 0)
        return part

    def _head(self) -> QVBoxLayout:
        self.title = Label(words.LINE_NUMBER, "text2", "small")
        self.calls = Label("", "text2", "small")
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.calls)
        self.number = Label("", size="title", bold=True)
        self.number.setObjectName("intake.line_number")
        self.reveal = ActionButton(words.REVEAL, "Alt+V", "quiet", "eye")
        self.reveal.setObjectName("intake.reveal")
        self.reveal.clicked.connect(self.toggle_reveal)
        self.name = ElideLabel("", "text2", "small")
        below = QHBoxLayout()
        below.addWidget(self.name, 1)
        below.addWidget(self.reveal)
        self.typed = LineField(words.LINE_NUMBER, words.NUMBER_PLACEHOLDER, "phone")
        self.typed.setObjectName("intake.line_phone")
        self.typed.committed.connect(self._type)
        self.waiting = HintLine(words=words.WAITING_HINT)
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addLayout(top)
        part.addWidget(self.number)
        part.addLayout(below)
        part.addWidget(self.typed)
        part.addSpacing(4)
        part.addWidget(self.waiting)
        return part

    def _open_part(self) -> QVBoxLayout:
        self.open_head = Section(words.OPEN_ORDERS)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        part = QVBoxLayout()
        part.setSpacing(8)
        part.addWidget(self.open_head)
        part.addLayout(self._cards)
        return part

    def _history_part(self) -> QVBoxLayout:
        self.satisfied = Label("", "text2", "small")
        self.history_head = Section(words.HISTORY, right=self.satisfied)
        self.history = HistoryList()
        self.history.opened.connect(self.looked_at)
        self.nothing = HintLine(words=words.FIRST_CALL)
        part = QVBoxLayout()
        part.setSpacing(8)
        part.addWidget(self.history_head)
        part.addWidget(self.nothing)
        part.addWidget(self.history)
        return part

    def urge(self, at: int, draft: str) -> bool:
        """Open the urge of that card with the words typed so far; False when there is no such card."""
        if at >= min(len(self.cards), MOST_URGED):
            return False
        self.cards[at].begin(draft)
        return True

    @property
    def keyed(self) -> int:
        """How many of the cards carry an urge key."""
        return min(len(self.cards), MOST_URGED)

    def _show(self) -> None:
        number, history = self._caller.number, self._caller.history
        self.number.set_text(self._caller.shown_number)
        self.reveal.set_words(words.HIDE if self._caller.revealed else words.REVEAL)
        self.reveal.set_icon("eye_off" if self._caller.revealed else "eye")
        self.reveal.set_tip(words.HIDES_SOON)
        for widget in (self.number, self.reveal):
            widget.setVisible(bool(number))
        for empty in (self.typed, self.waiting):
            empty.setVisible(not number)
        if number:
            self.typed.set_text("")
        self.calls.set_text(words.calls(self._caller.calls) if history else "")
        known = history is not None and history.calls > 0
        self.nothing.setVisible(history is not None and not known)
        for part in (self.open_head, self._line):
            part.setVisible(history is not None and bool(history.open))
        for part in (self.history_head, self._lower_line):
            part.setVisible(history is not None)
        self.history.setVisible(known)
        self._show_name()
        self._show_cards(history.open if history else ())
        self.history.set_orders(history.ended if history else ())
        self.open_head.set_count(str(len(history.open)) if history else "")
        self.history_head.set_count(str(len(history.ended)) if history else "")
        asked = history is not None and history.called_back > 0
        self.satisfied.set_text(words.satisfied(history.satisfied, history.called_back) if history and asked else "")

    def _show_name(self) -> None:
        history = self._caller.history
        named = [order for order in (*history.open, *history.ended) if order.contact_name] if history else []
        self.name.set_text(named[0].contact_name if named else "")
        self.name.setVisible(bool(self._caller.number))

    def _show_cards(self, orders: Sequence[Order]) -> None:
        """A card stays the same widget while its order is open, so nothing written there is disturbed."""
        known = {card.order.id: card for card in self.cards}
        self.cards = []
        for at, order in enumerate(orders):
            key = f"Alt+{at + 1}" if at < MOST_URGED else ""
            card = known.pop(order.id, None)
            if card is None:
                card = OpenOrderCard(order, self._clock.now(), key)
                card.urged.connect(lambda said, card=card: self.urged.emit(card.order, said))
                card.opened.connect(lambda card=card: self.looked_at.emit(card.order))
            else:
                card.show_order(order, self._clock.now(), key)
            self._cards.insertWidget(at, card)
            self.cards.append(card)
        for gone in known.values():
            self._cards.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def toggle_reveal(self) -> None:
        if self._caller.revealed:
            self._caller.hide()
        else:
            self._caller.reveal()

    def _type(self, number: str) -> None:
        if number.strip():
            self.number_typed.emit(number.strip())
