"""The pool: which part of the open orders, in a table whose rows can be checked and handed over."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.lead.state import FILTERS, LeadState
from ui.pages.queue.order_table import OrderTable
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.label import Label
from ui.wording import lead as words
from ui.wording import queue as queue_words


class PoolPane(QWidget):
    """`reassign_asked`: the lead wants to name who gets what is checked."""

    reassign_asked = Signal()

    def __init__(self, state: LeadState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead.pool")
        self._state = state
        self.title = Label(words.POOL, bold=True)
        self.chips = {name: Chip(words.FILTERS[name]) for name in FILTERS}
        for name, chip in self.chips.items():
            chip.setObjectName(f"lead.filter.{name}")
            chip.clicked.connect(partial(state.choose_filter, name))
        self.seat: FilterToken | None = None
        self.arrived = Chip("", key="N", icon="arrow_up", current=True)
        self.arrived.setObjectName("lead.arrived")
        self.arrived.clicked.connect(state.take)
        self.arrived.hide()
        self.checked = Label(words.NOTHING_CHECKED, "text2", "small", elides=True)
        self.all = ActionButton(words.CHECK_ALL, "Ctrl+A", "quiet")
        self.all.setObjectName("lead.check_all")
        self.all.clicked.connect(state.check_all)
        self.reassign = ActionButton(words.REASSIGN, "G", "secondary", "people")
        self.reassign.setObjectName("lead.reassign")
        self.reassign.clicked.connect(self.reassign_asked)
        self.to_pool = ActionButton(words.TO_POOL, "R", "secondary")
        self.to_pool.setObjectName("lead.to_pool")
        self.to_pool.clicked.connect(state.to_pool)
        self.table = OrderTable(words.TABLE, state.rows, checkable=True)
        self.table.setObjectName("lead.table")
        self.table.head.all_toggled.connect(lambda on: state.check_all() if on else state.uncheck_all())
        self._lay_out()
        state.pool_changed.connect(self.show_pool)
        state.rows.checked_changed.connect(self.show_pool)
        state.rows.arrived.connect(self._show_arrived)
        self.show_pool()

    def _lay_out(self) -> None:
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self.title)
        for chip in self.chips.values():
            self._line.addWidget(chip)
        self._line.addStretch(1)
        self._line.addWidget(self.arrived)
        self._line.addWidget(self.checked)
        for button in (self.all, self.reassign, self.to_pool):
            self._line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._line)
        column.addWidget(self.table, 1)

    def _show_arrived(self, count: int) -> None:
        self.arrived.set_words(queue_words.arrived(count))
        self.arrived.setVisible(count > 0)

    def show_pool(self) -> None:
        state = self._state
        for name, chip in self.chips.items():
            chip.set_words(words.FILTERS[name], str(state.counts.get(name, "")))
            chip.set_current(name == state.filter and not state.seat)
        self._show_seat()
        count, whole = len(state.rows.checked), len(state.rows.ids())
        self.checked.set_text(words.CHECKED.format(count=count) if count else words.NOTHING_CHECKED)
        self.checked.set_colour("accent" if count else "text2")
        for button in (self.reassign, self.to_pool):
            button.set_reason("" if count else words.NOTHING_CHECKED)
        self.table.head.set_checked(True if count and count == whole else None if count else False)
        self.table.head.set_sorted(state.rows.columns.index("left"))
        self.table.set_empty(queue_words.LOADING if state.loading else words.EMPTY_POOL)

    def _show_seat(self) -> None:
        if self.seat is not None:
            self._line.removeWidget(self.seat)
            self.seat.hide()
            self.seat.deleteLater()
            self.seat = None
        number = self._state.seat
        if not number:
            return
        seat = next((each for each in self._state.seats if each.number == number), None)
        hand = seat.held.in_hand if seat else 0
        name = self._state.names.person(number)
        self.seat = FilterToken("", words.HELD_BY.format(name=name, count=hand), queue_words.REMOVE)
        self.seat.setObjectName("lead.filter.seat")
        self.seat.removed.connect(partial(self._state.choose_seat, number))
        self._line.insertWidget(1, self.seat)

    def choose_first(self) -> None:
        """Put the keyboard on the rows."""
        self.table.setFocus()
        if self.table.current_row() < 0:
            self.table.choose_row(0)
