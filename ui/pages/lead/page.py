"""The lead's page on the screen: seats, pool, the rehearsed handover and the returns to decide."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.order import ActKind
from ui import theme
from ui.pages.lead.dry_run import DryRun
from ui.pages.lead.pool_pane import PoolPane
from ui.pages.lead.return_list import ReturnList
from ui.pages.lead.seat_grid import SeatGrid
from ui.pages.lead.seats import counted
from ui.pages.lead.state import LeadState
from ui.shortcuts import Shortcuts
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.section import Section
from ui.wording import lead as words
from ui.wording import queue as queue_words

TIGHT = 1240


class LeadPage(QWidget):
    def __init__(self, state: LeadState, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page.lead")
        self._state = state
        self.summary = Label("", "text2", "small", elides=True)
        self.summary.setObjectName("lead.summary")
        self.head = Section(words.SEATS, right=self.summary)
        self.grid = SeatGrid()
        self.pool = PoolPane(state)
        self.dry_run = DryRun(state)
        self.returns = ReturnList(state)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 8, 16, 0)
        middle.setSpacing(8)
        middle.addWidget(self.head)
        middle.addWidget(self.grid, 2)
        middle.addWidget(self.pool, 3)
        self.side = Pane("base", ("left",))
        side = QVBoxLayout(self.side)
        side.setContentsMargins(1, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.dry_run, 3)
        side.addWidget(self.returns, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(middle, 1)
        row.addWidget(self.side)
        self._connect()
        self._bind(shortcuts)
        self._show_seats()

    def _connect(self) -> None:
        state = self._state
        self.grid.chosen.connect(state.choose_seat)
        self.pool.reassign_asked.connect(self.dry_run.person.setFocus)
        self.pool.table.row_opened.connect(self._open_row)
        self.returns.form.closed.connect(self.pool.table.setFocus)
        state.seats_changed.connect(self._show_seats)
        state.ticked.connect(lambda: self.grid.tick(state.now()))

    def _bind(self, shortcuts: Shortcuts) -> None:
        state, handover, returns = self._state, self._state.handover, self._state.returns

        def checked() -> bool:
            return bool(state.rows.checked)

        bind = shortcuts.bind
        bind(self, "lead.check_all", words.CHECK_ALL, "Ctrl+A", state.check_all)
        bind(self, "lead.reassign", words.REASSIGN, "G", self.dry_run.person.setFocus, checked)
        bind(self, "lead.to_pool", words.TO_POOL, "R", state.to_pool, checked)
        bind(self, "lead.execute", words.REASSIGN, "Ctrl+Enter", self._do)
        bind(self, "lead.undo", words.UNDO, "Ctrl+Z", handover.undo, lambda: handover.can_undo)
        bind(self, "lead.close", words.CLOSE, "Esc", state.shut_handover, lambda: handover.is_open)
        bind(
            self,
            "lead.grant",
            words.GRANT,
            "A",
            lambda: returns.decide(ActKind.GRANT_RETURN),
            lambda: returns.can_decide(ActKind.GRANT_RETURN),
        )
        bind(
            self,
            "lead.refuse",
            words.REFUSE,
            "X",
            lambda: returns.decide(ActKind.REFUSE_RETURN),
            lambda: returns.can_decide(ActKind.REFUSE_RETURN),
        )
        bind(self, "lead.see_order", words.SEE_ORDER, "V", state.see_order, lambda: returns.current is not None)
        bind(self, "lead.take", queue_words.ARRIVED.format(count=""), "N", state.take, lambda: state.rows.waiting > 0)

    def _do(self) -> None:
        """Ctrl+Enter: the open decision first, else the handover."""
        if self.returns.form.isVisible():
            self.returns.form.file()
        else:
            self._state.handover.execute()

    def _open_row(self, row: int) -> None:
        order_id = self._state.rows.id_at(row)
        if order_id:
            self._state.asked_page.emit("queue", order_id)

    def _show_seats(self) -> None:
        state = self._state
        present = sum(1 for seat in state.seats if seat.is_present)
        self.head.set_count(words.PRESENT.format(present=present, whole=len(state.seats)))
        self.summary.set_text("    ".join(words.counted(name, count) for name, count in counted(state.seats)))
        self.grid.show_seats(state.seats, state.now(), state.seat)

    def entered(self) -> None:
        self._state.entered()
        self.grid.take_focus()

    def left(self) -> None:
        self._state.left()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(320 if self.width() < TIGHT else theme.px("detail_pane"))
