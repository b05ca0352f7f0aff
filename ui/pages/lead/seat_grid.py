"""The seats as cards in rows: each keeps its place, arrows move among them, and only what is seen is timed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui import theme
from ui.pages.lead.board import SeatLine, look, timer
from ui.widgets import paint
from ui.widgets.seat_card import SeatCard
from ui.wording import lead as words

GAP = 8
EDGE = 4
"""Room for the focus ring around the outer cards."""
BAR = 10
NARROWEST = 178
ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


class ShiftCard(SeatCard):
    """A card whose timer runs without anything being measured again."""

    def __init__(self, line: SeatLine, now: datetime, parent: QWidget) -> None:
        self.line = line
        super().__init__(look(line, now), parent)
        self.setObjectName(f"lead.card.{line.number}")

    def show_line(self, line: SeatLine, now: datetime) -> None:
        if line != self.line:
            self.line = line
            self.show_seat(look(line, now))

    def tick(self, now: datetime) -> None:
        lasted, note = timer(self.line, now)
        if (lasted, note) != (self._look.timer, self._look.timer_note):
            self._look = replace(self._look, timer=lasted, timer_note=note)
            self.update(0, 30, self.width(), 22)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SeatGrid(QWidget):
    """`chosen` is the number of the seat pressed; `moved` the card the focus went to."""

    chosen = Signal(str)
    moved = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.SEATS)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.cards: dict[str, ShiftCard] = {}
        self._selected = ""
        self._home = ""

    def show_lines(self, lines: Sequence[SeatLine], now: datetime) -> None:
        if [line.number for line in lines] != list(self.cards):
            self._rebuild(lines, now)
        for line in lines:
            self.cards[line.number].show_line(line, now)

    def _rebuild(self, lines: Sequence[SeatLine], now: datetime) -> None:
        """Colleagues joined or left: the others' cards are the same ones."""
        before, self.cards = self.cards, {}
        for line in lines:
            known = line.number in before
            self.cards[line.number] = before.pop(line.number) if known else self._new_card(line, now)
        for card in before.values():
            card.hide()
            card.deleteLater()
        self._keep_home(self._home if self._home in self.cards else next(iter(self.cards), ""))
        self._place()
        self.updateGeometry()
        self.update()

    def _new_card(self, line: SeatLine, now: datetime) -> ShiftCard:
        card = ShiftCard(line, now, self)
        card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.clicked.connect(lambda: self.chosen.emit(card.line.number))
        card.set_selected(line.number == self._selected)
        card.show()
        return card

    def select(self, number: str) -> None:
        """Mark that seat's card and no other."""
        self._selected = number
        for each, card in self.cards.items():
            if card.selected != (each == number):
                card.set_selected(each == number)

    def tick(self, now: datetime) -> None:
        for card in self.cards.values():
            if not card.visibleRegion().isEmpty():
                card.tick(now)

    # Moving by keys: Tab stops at one card, the arrows go on from there.

    def focus_card(self) -> None:
        self._go(self._selected if self._selected in self.cards else self._home)

    def _go(self, number: str) -> None:
        if number in self.cards:
            self._keep_home(number)
            self.cards[number].setFocus()
            self.moved.emit(self.cards[number])

    def _keep_home(self, number: str) -> None:
        if self._home in self.cards:
            self.cards[self._home].setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._home = number
        if number in self.cards:
            self.cards[number].setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        numbers = list(self.cards)
        if event.key() not in ARROWS or self._home not in self.cards:
            super().keyPressEvent(event)
            return
        here, across = numbers.index(self._home), self.columns()
        to = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - across,
            Qt.Key.Key_Down: here + across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(numbers) - 1,
        }[Qt.Key(event.key())]
        if 0 <= to < len(numbers):
            self._go(numbers[to])

    # Where they stand.

    def columns(self) -> int:
        return _columns(self.width())

    def rows(self) -> int:
        return -(-len(self.cards) // self.columns())

    def _place(self) -> None:
        across, high = self.columns(), theme.px("seat_card")
        room = self.width() - 2 * EDGE - GAP * (across - 1)
        for at, card in enumerate(self.cards.values()):
            row, column = divmod(at, across)
            left = EDGE + column * room // across + column * GAP
            right = EDGE + (column + 1) * room // across + column * GAP
            card.setGeometry(QRect(left, EDGE + row * (high + GAP), right - left, high))

    def height_of(self, rows: int) -> int:
        """Height in px of so many rows, the focus ring's room included."""
        return rows * (theme.px("seat_card") + GAP) - GAP + 2 * EDGE

    def heightForWidth(self, width: int) -> int:
        return self.height_of(max(1, -(-len(self.cards) // _columns(width))))

    def sizeHint(self) -> QSize:
        return QSize(5 * (NARROWEST + GAP), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST + 2 * EDGE, self.height_of(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.cards:
            painter = QPainter(self)
            paint.text(painter, EDGE, 24, words.NO_SEATS, theme.font(), theme.current().colour("text3"))
            painter.end()


def _columns(width: int) -> int:
    return max(1, (width - 2 * EDGE + GAP) // (NARROWEST + GAP))


class SeatArea(QScrollArea):
    """The grid in a window of a few rows; a card the focus goes to is brought into it."""

    def __init__(self, grid: SeatGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = grid
        self.setObjectName("lead.seats")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(grid)
        self.viewport().setAutoFillBackground(False)
        grid.setAutoFillBackground(False)
        grid.moved.connect(lambda card: self.ensureWidgetVisible(card, 0, EDGE))
        self._most = 4

    def show_rows(self, most: int) -> None:
        """As high as the rows there are, and no higher than so many."""
        self._most = most
        self.fit()

    def fit(self) -> None:
        rows = self.grid.rows()
        # The bar's room is kept free where there is no bar, so that the cards are as wide with it as without.
        self.setViewportMargins(0, 0, 0 if rows > self._most else BAR, 0)
        self.setFixedHeight(self.grid.height_of(max(1, min(rows, self._most))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
