"""The shift lead's page on the screen: figures, seats and pool at the left, the dry run and the decisions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.work.reassign import POOL
from ui import theme
from ui.pages.lead.board import counted
from ui.pages.lead.case_pane import CasePane
from ui.pages.lead.figure_strip import FigureStrip
from ui.pages.lead.pool import OVER, SOON
from ui.pages.lead.pool_head import PoolHead
from ui.pages.lead.pool_table import PoolTable
from ui.pages.lead.rehearsal_pane import RehearsalPane
from ui.pages.lead.seat_grid import BAR, EDGE, SeatArea, SeatGrid
from ui.pages.lead.state import LeadState
from ui.shortcuts import Shortcuts
from ui.widgets.card import Card
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.section import Section
from ui.wording import lead as words

NARROW = 1280
NARROW_PANE = 336
SCANT = 900
"""Under this width of the page, in px, the right pane narrows to that; where a drawer leaves less, it folds away."""
PAD = 16
ROWS_OF_SEATS = ((740, 4), (640, 3), (0, 2))
ROWS_OF_VERDICTS = ((740, 5), (0, 3))
"""How many rows stand where the page is at least so many px high."""


class LeadPage(QWidget):
    def __init__(self, state: LeadState, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.lead")
        self._state = state
        self.figures = FigureStrip()
        self.states = Label("", "text2")
        self.seats = Section(words.SEATS, right=self.states)
        key = KeyHint("S")
        key.setToolTip(words.FIRST_SEAT)
        self.seats.add_right(key)
        self.grid = SeatGrid()
        self.area = SeatArea(self.grid)
        self.head = PoolHead()
        self.table = PoolTable(state.pool)
        self.rehearsal = RehearsalPane(state.rehearsal, state.names)
        self.cases = CasePane(state.cases, state.names)
        self._lay_out()
        self._connect()
        self._bind(shortcuts)
        self._show_seats()
        self._show_pool()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 12, 0, 12)
        left.setSpacing(0)
        left.addLayout(_inset(self.figures))
        left.addSpacing(8)
        left.addLayout(_inset(self.seats))
        left.addSpacing(4)
        # The cards stand in line with what is above and below them: their focus ring and scroll bar are in the margin.
        left.addLayout(_inset(self.area, PAD - EDGE, PAD - EDGE - BAR))
        left.addSpacing(6)
        left.addLayout(_inset(self.head))
        left.addSpacing(8)
        framed = Card(padding=1)
        framed.body.addWidget(self.table)
        left.addLayout(_inset(framed), 1)
        self.pane = Pane("base", ("left",))
        column = QVBoxLayout(self.pane)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rehearsal)
        column.addWidget(self.cases, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.pane)

    def _connect(self) -> None:
        state, pool, head = self._state, self._state.pool, self.head
        state.seats_changed.connect(self._show_seats)
        state.counts_changed.connect(self._show_counts)
        state.ticked.connect(self._tick)
        self.grid.chosen.connect(pool.choose_holder)
        head.seat_removed.connect(lambda: pool.choose_holder(None))
        head.pool_asked.connect(lambda: pool.choose_holder(POOL))
        head.soon_asked.connect(lambda: pool.choose_due(SOON))
        head.over_asked.connect(lambda: pool.choose_due(OVER))
        head.taken.connect(pool.take)
        head.all_asked.connect(pool.toggle_all)
        head.take_back_asked.connect(self._take_back)
        head.reassign_asked.connect(self._reassign)
        pool.narrowed.connect(self._show_pool)
        pool.shown.connect(self._show_chosen)
        pool.rows.arrived.connect(head.show_arrived)
        pool.rows.checked_changed.connect(self._show_chosen)
        self.table.row_opened.connect(lambda row: state.open_order(pool.rows.id_at(row)))
        self.table.order_chosen.connect(lambda _: self._show_chosen())
        self.rehearsal.closed.connect(self.table.setFocus)
        state.rehearsal.executed.connect(self.table.setFocus)
        state.rehearsal.opened.connect(self._fold_pane)
        state.rehearsal.shut_down.connect(self._fold_pane)
        self.cases.order_opened.connect(state.open_order)

    def _bind(self, shortcuts: Shortcuts) -> None:
        state, bind = self._state, shortcuts.bind
        cases, rehearsal = state.cases, state.rehearsal
        bind(self, "lead.seats", words.FIRST_SEAT, "S", self.grid.focus_card)
        bind(self, "lead.pool", words.FIRST_ROW, "W", self.table.setFocus)
        bind(self, "lead.cases", words.FIRST_CASE, "D", self.cases.focus_current, lambda: bool(cases.lines))
        bind(self, "lead.open", words.OPEN_ORDER, "O", self._open)
        bind(self, "lead.choose_all", words.CHOOSE_ALL, "Ctrl+A", state.pool.toggle_all)
        bind(self, "lead.take_back", words.TAKE_BACK, "R", self._take_back)
        bind(self, "lead.reassign", words.REASSIGN, "G", self._reassign)
        bind(self, "lead.take", words.LET_IN, "N", state.pool.take, lambda: state.pool.rows.waiting > 0)
        bind(self, "lead.to", words.CHOOSE_TO, "T", self.rehearsal.picker.setFocus, self.rehearsal.picker.isVisible)
        bind(self, "lead.file", words.REHEARSAL, "Ctrl+Enter", self._file, self._can_file)
        bind(self, "lead.undo", words.UNDO_WORD, "Ctrl+Z", rehearsal.undo, lambda: rehearsal.can_undo)
        for title, key in ((words.GRANT, "A"), (words.REFUSE, "X"), (words.PASS, "P"), (words.SEND_BACK, "B")):
            bind(
                self,
                f"lead.decide.{key}",
                f"{words.CASES}：{title}",
                key,
                lambda key=key: cases.press(key),  # type: ignore[misc]  # a default binds the loop's value
                lambda key=key: cases.kind_of(key) is not None,  # type: ignore[misc]  # the same
            )

    # The lead's hands.

    def _reassign(self) -> None:
        self._state.try_out(self.table.current_order)

    def _open(self) -> None:
        """The order under the hand: the decision's where one is deciding, the row's otherwise."""
        cases = self._state.cases
        self._state.open_order(cases.current if self.cases.has_focus else self.table.current_order)

    def _take_back(self) -> None:
        self._state.try_out(self.table.current_order, to_pool=True)

    def _can_file(self) -> bool:
        return self.cases.form is not None or self._state.rehearsal.can_go

    def _file(self) -> None:
        """Where one is: the decision being written, or the dry run."""
        form = self.cases.form
        if form is not None and (self.cases.has_focus or not self._state.rehearsal.can_go):
            form.file()
        else:
            self._state.rehearsal.execute()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one step: the dry run, then the checks, then the seat."""
        state = self._state
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif state.rehearsal.is_open:
            state.rehearsal.shut()
        elif state.pool.rows.checked:
            state.pool.check_all(False)
        elif state.pool.holder is not None:
            state.pool.choose_holder(None)

    # What is shown.

    def _show_seats(self) -> None:
        lines = self._state.seats
        self.grid.show_lines(lines, self._state.now())
        self.area.fit()
        present = sum(1 for line in lines if line.present)
        self.seats.set_count(words.seats_count(present, len(lines)) if lines else "")
        self.states.set_text(words.seat_states(counted(lines)) if lines else "")
        self._show_token()

    def _show_counts(self) -> None:
        self.figures.show_figures(self._state.figures)
        pool = self._state.pool
        near, over = self._state.due_counts()
        current = {SOON: "soon", OVER: "over"}.get(pool.due, "pool" if pool.holder == POOL else "")
        self.head.show_counts(self._state.held(POOL).in_hand, near, over, current)
        self._show_token()
        self._show_chosen()

    def _show_token(self) -> None:
        holder = self._state.pool.holder
        if holder:
            count = self._state.held(holder).in_hand
            self.head.show_seat(self._state.names.person(holder), words.WHOSE.format(count=count))
        else:
            self.head.show_seat("", "")

    def _show_pool(self) -> None:
        """Another list was asked for: the filter says so at once."""
        self.grid.select(self._state.pool.holder or "")
        self.table.set_empty(self._state.pool.empty_words())
        self._show_counts()

    def _show_chosen(self) -> None:
        self.table.set_empty(self._state.pool.empty_words())
        self.head.show_chosen(len(self._state.pool.rows.checked), bool(self.table.current_order))

    def _tick(self) -> None:
        self.grid.tick(self._state.now())
        self.rehearsal.tick()
        self.cases.tick()

    def entered(self) -> None:
        self._state.entered()
        self.table.setFocus()

    def left(self) -> None:
        self._state.left()

    def _fold_pane(self) -> None:
        self.pane.setHidden(self.width() < SCANT and not self._state.rehearsal.is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._fold_pane()
        self.pane.setFixedWidth(NARROW_PANE if narrow else theme.px("detail_pane"))
        self.head.fold(narrow)
        high = self.height()
        self.area.show_rows(next(rows for least, rows in ROWS_OF_SEATS if high >= least))
        self.rehearsal.show_rows(next(rows for least, rows in ROWS_OF_VERDICTS if high >= least))


def _inset(widget: QWidget, left: int = PAD, right: int = PAD) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(left, 0, right, 0)
    row.addWidget(widget)
    return row
