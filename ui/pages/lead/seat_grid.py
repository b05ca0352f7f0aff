"""The seats as cards in a grid: arrows move, Enter takes one, and a card keeps its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.pages.lead.seats import ShownSeat, look
from ui.widgets.label import Label
from ui.widgets.seat_card import SeatCard
from ui.wording import lead as words

CARD, GAP = 172, 8
ROWS = 4
STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class SeatGrid(QScrollArea):
    """`chosen` is the number of the colleague whose card was taken."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead.seats")
        self.setAccessibleName(words.SEATS)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards: dict[str, SeatCard] = {}
        self._columns = 1
        self._seats: Sequence[ShownSeat] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._nobody = Label(words.NO_SEATS, "text3")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self._nobody)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def show_seats(self, seats: Sequence[ShownSeat], now: datetime, selected: str) -> None:
        self._seats = seats
        if [seat.number for seat in seats] != list(self.cards):
            self._build(seats, now)
        for seat in seats:
            self.cards[seat.number].show_seat(look(seat, now))
            self.cards[seat.number].set_selected(seat.number == selected)
        self._nobody.setHidden(bool(seats))

    def tick(self, now: datetime) -> None:
        """A second more on every timer in sight."""
        for seat in self._seats:
            card = self.cards[seat.number]
            if not card.visibleRegion().isEmpty():
                card.show_seat(look(seat, now))

    def _build(self, seats: Sequence[ShownSeat], now: datetime) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        for seat in seats:
            card = SeatCard(look(seat, now))
            card.setObjectName(f"lead.seat.{seat.number}")
            card.clicked.connect(lambda _=False, number=seat.number: self.chosen.emit(number))
            self.cards[seat.number] = card
        self._place()

    def _place(self) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // self._columns, at % self._columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        rows = min(ROWS, -(-len(self.cards) // self._columns))
        wanted = max(1, rows) * (theme.px("seat_card") + GAP)
        self.setMaximumHeight(wanted if self.cards else 40)
        self.setMinimumHeight(min(wanted, 2 * (theme.px("seat_card") + GAP)) if self.cards else 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, (self.viewport().width() + GAP) // (CARD + GAP))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def take_focus(self) -> None:
        if self.cards:
            next(iter(self.cards.values())).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        cards = list(self.cards.values())
        here = next((at for at, card in enumerate(cards) if card.hasFocus()), -1)
        if step is None or here < 0:
            super().keyPressEvent(event)
            return
        there = here + step[0] * self._columns + step[1]
        if 0 <= there < len(cards):
            cards[there].setFocus()
            self.ensureWidgetVisible(cards[there], 0, GAP)
