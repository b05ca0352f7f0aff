"""The line over the pool: which orders stand in it, how many are checked, and what can be done with those."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.wording import lead as words


class PoolHead(QWidget):
    """Signals are what was pressed."""

    seat_removed = Signal()
    pool_asked = Signal()
    soon_asked = Signal()
    over_asked = Signal()
    taken = Signal()
    all_asked = Signal()
    take_back_asked = Signal()
    reassign_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(words.POOL, bold=True)
        self.pool = self._chip("lead.filter.pool", words.UNASSIGNED_TIP, self.pool_asked.emit)
        self.soon = self._chip("lead.filter.soon", words.NEAR_TIP, self.soon_asked.emit)
        self.over = self._chip("lead.filter.over", words.OVER_TIP, self.over_asked.emit)
        self.arrived = Chip("", key="N", icon="arrow_up", current=True)
        self.arrived.setObjectName("lead.arrived")
        self.arrived.clicked.connect(self.taken)
        self.arrived.hide()
        self.count = Label("", "text3")
        self.count.setObjectName("lead.chosen")
        self.choose_all = self._button("lead.choose_all", words.CHOOSE_ALL, "Ctrl+A", self.all_asked.emit, quiet=True)
        self.take_back = self._button("lead.take_back", words.TAKE_BACK, "R", self.take_back_asked.emit)
        self.reassign = self._button("lead.reassign", words.REASSIGN, "G", self.reassign_asked.emit)
        self._token: FilterToken | None = None
        self._narrow = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.title)
        self.key = KeyHint("W")
        self.key.setToolTip(words.FIRST_ROW)
        self._row.addWidget(self.key)
        for chip in (self.pool, self.soon, self.over, self.arrived):
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self._row.addWidget(self.count)
        for button in (self.choose_all, self.take_back, self.reassign):
            self._row.addWidget(button)
        self.show_chosen(0, False)

    def _chip(self, name: str, tip: str, pressed: Callable[[], None]) -> Chip:
        chip = Chip("")
        chip.setObjectName(name)
        chip.set_tip(tip)
        chip.clicked.connect(pressed)
        return chip

    def _button(self, name: str, word: str, key: str, pressed: Callable[[], None], quiet: bool = False) -> ActionButton:
        button = ActionButton(word, key, "quiet" if quiet else "secondary")
        button.setObjectName(name)
        button.clicked.connect(pressed)
        return button

    def show_seat(self, name: str, value: str) -> None:
        """The token of the seat whose orders these are; no name for none."""
        if self._token is not None:
            self._row.removeWidget(self._token)
            self._token.hide()
            self._token.deleteLater()
            self._token = None
        if name:
            self._token = FilterToken(name, value, words.SHOW_ALL)
            self._token.setObjectName("lead.filter.seat")
            self._token.removed.connect(self.seat_removed)
            self._row.insertWidget(2, self._token)

    def show_counts(self, pool: int, soon: int, over: int, current: str) -> None:
        """`current` is the chip in force: "pool", "soon", "over" or none."""
        for name, chip, text in (
            ("pool", self.pool, words.UNASSIGNED.format(count=pool)),
            ("soon", self.soon, words.NEAR.format(count=soon)),
            ("over", self.over, words.OVER.format(count=over)),
        ):
            chip.set_words(text)
            chip.set_current(name == current)

    def show_arrived(self, count: int) -> None:
        self.arrived.set_words(words.ARRIVED.format(count=count))
        self.arrived.setVisible(count > 0)
        self._fold()

    def show_chosen(self, count: int, any_row: bool) -> None:
        self.count.set_text(words.CHOSEN.format(count=count))
        self.count.set_colour("accent" if count else "text3")
        reason = "" if count or any_row else words.NOTHING_CHOSEN
        self.take_back.set_reason(reason)
        self.reassign.set_reason(reason)

    def fold(self, narrow: bool) -> None:
        """Where there is little room the word for choosing all gives way to what arrived; its key stays."""
        self._narrow = narrow
        self._fold()

    def _fold(self) -> None:
        self.key.setVisible(not self._narrow)
        self.choose_all.setVisible(not (self._narrow and (not self.arrived.isHidden() or self._token is not None)))
