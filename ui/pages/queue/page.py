"""The order list on the screen: views, filter line, table and the order beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.masking import masked_phone
from ui.pages.queue.actions import KEY
from ui.pages.queue.detail_pane import DetailPane
from ui.pages.queue.filter_line import FilterLine
from ui.pages.queue.order_table import OrderTable
from ui.pages.queue.state import ALL, MINE, QueueState
from ui.pages.queue.view_picker import ViewPicker
from ui.pages.queue.views import ViewList
from ui.shortcuts import Shortcuts
from ui.wording import queue as words
from ui.wording import terms

GROUPS = ((words.MINE, MINE), (words.ALL, ALL))
TIGHT = 1240
NARROW = 1000
"""Widths of the page in px under which the detail narrows, and the views fold into one line."""


class QueuePage(QWidget):
    def __init__(self, state: QueueState, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.queue")
        self._state = state
        self.views = ViewList(GROUPS)
        self.picker = ViewPicker(GROUPS)
        self.filter = FilterLine(state.offers)
        self.table = OrderTable(words.TABLE, state.rows)
        self.table.setObjectName("queue.table")
        self.setFocusProxy(self.table)
        self.detail = DetailPane(state.detail)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.picker)
        middle.addWidget(self.filter)
        middle.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.views)
        row.addLayout(middle, 1)
        row.addWidget(self.detail)
        self._connect()
        self._bind(shortcuts)
        self._show_list()

    def _connect(self) -> None:
        state = self._state
        for views in (self.views, self.picker):
            views.chosen.connect(state.choose_queue)
            views.chosen.connect(lambda _: self.table.setFocus())
        self.filter.field.picked.connect(lambda value: state.accept_offer(*value))
        self.filter.field.left.connect(self.table.setFocus)
        self.filter.removed.connect(self._remove_condition)
        self.filter.taken.connect(state.take)
        self.table.order_chosen.connect(state.choose_row)
        self.table.row_opened.connect(lambda _: self.detail.take_focus())
        self.detail.left.connect(self.table.setFocus)
        self.detail.act.closed.connect(self.table.setFocus)
        self.detail.edit.closed.connect(self.table.setFocus)
        state.rows.arrived.connect(self.filter.show_arrived)
        state.rows.arrived.connect(lambda _: state.say_position(self.table.current_row()))
        state.counts_changed.connect(self._show_counts)
        state.list_shown.connect(self._show_list)
        state.filter_changed.connect(self._show_filter)
        state.names.loaded.connect(self._show_filter)
        state.picked.connect(self.table.choose_order)

    def _bind(self, shortcuts: Shortcuts) -> None:
        state, detail = self._state, self._state.detail
        titles: dict[str, list[str]] = {}
        for kind, key in KEY.items():
            titles.setdefault(key, []).append(terms.ACT[kind])
        for key, named in titles.items():
            title = " / ".join(named)
            shortcuts.bind(self, f"queue.{key}", title, key, partial(detail.press, key), partial(detail.can_press, key))
        shortcuts.bind(self, "queue.filter", words.FILTER, "/", self.filter.field.setFocus)
        shortcuts.bind(
            self, "queue.take", words.ARRIVED.format(count=""), "N", state.take, lambda: state.rows.waiting > 0
        )
        shortcuts.bind(self, "queue.file", words.OK, "Ctrl+Enter", self.detail.file, lambda: self.detail.can_file)
        sides = ((words.KEEP_MINE, "1"), (words.KEEP_THEIRS, "2"), (words.WRITE, "3"))
        for title, key in sides:
            shortcuts.bind(self, f"queue.side.{key}", title, key, partial(self._take_side, key), self._has_conflict)

    def _has_conflict(self) -> bool:
        return self.detail.first_conflict() is not None

    def _take_side(self, key: str) -> None:
        card = self.detail.first_conflict()
        if card is not None:
            {"1": card.mine_kept.emit, "2": card.theirs_kept.emit, "3": card.open_writing}[key]()

    def _show_counts(self) -> None:
        self.views.show_counts(self._state.counts)
        self.picker.show_counts(self._state.counts)

    def _show_list(self) -> None:
        state = self._state
        for views in (self.views, self.picker):
            views.set_current(state.queue)
        self.table.head.set_sorted(state.rows.columns.index("left" if state.by_due else "number"), not state.by_due)
        empty = words.LOADING if state.loading else words.empty(state.queue, state.is_narrowed)
        self.table.set_empty(empty)
        # The order beside a list belongs to it, unless it was asked for by itself or something is being written on it.
        is_free = not state.detail.order_id or (state.asked_anew and state.detail.form.kind is None)
        if not state.loading and self.table.current_row() < 0 and is_free:
            self.table.choose_row(0)
        state.say_position(self.table.current_row())

    def _show_filter(self) -> None:
        narrowed, names = self._state.narrowed, self._state.names
        values = {
            "division": names.division(narrowed.division),
            "unit": names.unit(narrowed.unit),
            "holder": names.person(narrowed.holder),
            "words": narrowed.words,
            "caller": masked_phone(self._state.caller),
        }
        self.filter.show_tokens([(field, words.TOKEN[field], value) for field, value in values.items() if value])

    def _remove_condition(self, field: str) -> None:
        if field == "caller":
            self._state.forget_caller()
        else:
            self._state.narrow(**{field: ""})

    def entered(self) -> None:
        self._state.entered()
        self.table.setFocus()

    def left(self) -> None:
        self._state.left()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.narrow(self.width() < TIGHT)
        folded = self.width() < NARROW
        self.views.setHidden(folded)
        self.picker.setVisible(folded)
