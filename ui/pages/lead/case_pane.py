"""The decisions waiting, one card under the other: each keeps its place while it is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.pages.lead.case_card import CaseCard
from ui.pages.lead.cases import Cases
from ui.pages.lead.decision_form import DecisionForm
from ui.pages.queue.names import Names
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.section import Section
from ui.wording import lead as words


class CasePane(Pane):
    """`order_opened` carries the order the user wants to see whole."""

    order_opened = Signal(str)

    def __init__(self, cases: Cases, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("base", parent=parent)
        self.setObjectName("lead.cases")
        self._cases, self._names = cases, names
        self.head = Section(words.CASES)
        key = KeyHint("D")
        key.setToolTip(words.FIRST_CASE)
        self.head.add_right(key)
        self.empty = Label(words.NO_CASES, "text3", wraps=True)
        self.more = Label("", "text3", "small")
        self.cards: dict[str, CaseCard] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        margin = QVBoxLayout()
        margin.setContentsMargins(16, 10, 16, 12)
        margin.addWidget(self.empty)
        margin.addWidget(self.more)
        self._column.addLayout(margin)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.head)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        cases.changed.connect(self._show)
        cases.current_changed.connect(self._show_current)
        cases.form.opened.connect(self._open_form)
        cases.form.shut_down.connect(self._shut_form)
        self._show()

    def _show(self) -> None:
        cases = self._cases
        shown = {case.order.id: case for case in cases.lines}
        had_focus = self.has_focus
        for order_id in [order_id for order_id in self.cards if order_id not in shown]:
            card = self.cards.pop(order_id)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, (order_id, case) in enumerate(shown.items()):
            if order_id not in self.cards:
                self.cards[order_id] = self._new_card(order_id)
            card = self.cards[order_id]
            if self._column.indexOf(card) != at:
                self._column.insertWidget(at, card)
            card.show_case(case, cases)
        returns, replies = cases.counts
        self.head.set_count(words.CASE_COUNTS.format(returns=returns, replies=replies) if returns or replies else "")
        self.empty.setVisible(not shown)
        self.empty.set_text(words.LOADING if cases.loading else words.NO_CASES)
        self.more.setVisible(cases.more > 0)
        self.more.set_text(words.MORE_CASES.format(count=cases.more))
        self._show_current()
        if had_focus and not self.has_focus:
            self.focus_current()

    def _new_card(self, order_id: str) -> CaseCard:
        card = CaseCard()
        card.setObjectName(f"lead.case.{order_id}")
        card.chosen.connect(lambda: self._cases.choose(order_id))
        card.opened.connect(lambda: self.order_opened.emit(order_id))
        card.stepped.connect(self._step)
        card.pressed.connect(lambda key: self._press(order_id, key))
        return card

    def _press(self, order_id: str, key: str) -> None:
        self._cases.choose(order_id)
        self._cases.press(key)

    def _step(self, by: int) -> None:
        self._cases.step(by)
        self.focus_current()

    def _show_current(self) -> None:
        for order_id, card in self.cards.items():
            card.set_current(order_id == self._cases.current)

    def tick(self) -> None:
        for card in self.cards.values():
            card.tick(self._cases)

    @property
    def has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def focus_current(self) -> None:
        card = self.cards.get(self._cases.current)
        if card is not None:
            card.setFocus()
            self.area.ensureWidgetVisible(card, 0, 0)

    # The open form.

    @property
    def form(self) -> DecisionForm | None:
        card = self.cards.get(self._cases.current)
        return card.form if card is not None and isinstance(card.form, DecisionForm) else None

    def _open_form(self) -> None:
        order = self._cases.form.order
        card = self.cards.get(order.id) if order is not None else None
        if card is not None:
            card.show_form(DecisionForm(self._cases.form, self._names))
            self.area.ensureWidgetVisible(card, 0, 0)

    def _shut_form(self) -> None:
        for card in self.cards.values():
            if card.form is not None:
                had_focus = self.has_focus
                card.show_form(None)
                if had_focus:
                    card.setFocus()
