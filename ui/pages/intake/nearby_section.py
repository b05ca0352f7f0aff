"""Orders of the neighbourhood that sound alike: an open one is urged instead of filed again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.wire.records import Order
from ui.pages.intake.looks import is_open, state_colour
from ui.widgets.button import ActionButton
from ui.widgets.elide import ElideLabel
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Divider
from ui.widgets.section import Section
from ui.wording import intake as words
from ui.wording import terms, times


class NearbyRow(QWidget):
    """One like order; `pressed` is its one button."""

    pressed = Signal()

    def __init__(self, order: Order, now: datetime, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = order
        verb = words.LINK if is_open(order) else words.LOOK
        self.button = ActionButton(verb, key, "secondary")
        self.button.setObjectName(f"intake.nearby.{order.number}")
        self.button.clicked.connect(self.pressed)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(Label(times.ago(order.accepted_at, now), "text2", "small"))
        below.addWidget(Label(terms.STATE.get(order.state, ""), state_colour(order), "small"))
        below.addWidget(ElideLabel(order.place or order.division_name, "text3", "small"), 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(ElideLabel(order.title))
        left.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        row.addLayout(left, 1)
        row.addWidget(self.button)


class NearbySection(QWidget):
    """`linked` carries an open order to urge, `looked_at` any order to see."""

    linked = Signal(Order)
    looked_at = Signal(Order)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Section(words.NEARBY, icon="near")
        self.nothing = HintLine(words=words.NO_NEARBY)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.nothing)
        column.addLayout(self._lines)
        self._parts: list[QWidget] = []
        self.rows: list[NearbyRow] = []

    def show_orders(self, orders: Sequence[Order], now: datetime, first_key: int, looked: bool) -> None:
        """`first_key`: the digit of the first row's key. `looked`: there were words enough to look with."""
        for old in self._parts:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts, self.rows = [], []
        self.head.set_count(words.pieces_found(len(orders)) if orders else "")
        self.nothing.set_words(words.NO_NEARBY if looked else words.NEARBY_LATER)
        self.nothing.setVisible(not orders)
        for at, order in enumerate(orders):
            row = NearbyRow(order, now, f"Alt+{first_key + at}")
            row.pressed.connect(lambda row=row: self.press(row))
            for part in (Divider(), row):
                self._lines.addWidget(part)
                self._parts.append(part)
            self.rows.append(row)

    def press(self, row: NearbyRow) -> None:
        (self.linked if is_open(row.order) else self.looked_at).emit(row.order)
