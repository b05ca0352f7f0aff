"""The left column: how the day stands, who is to be rung, and the key that rings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.call_back.state import CallBackState
from ui.pages.call_back.today_list import TodayList
from ui.widgets.button import ActionButton
from ui.widgets.label import Label
from ui.widgets.pane import Divider, Pane
from ui.widgets.progress import PartsBar
from ui.widgets.section import Section
from ui.wording import call_back as words

WIDE, NARROW = 304, 248


class ListColumn(Pane):
    def __init__(self, state: CallBackState, parent: QWidget | None = None) -> None:
        super().__init__("base", ("right",), parent=parent)
        self.setObjectName("call_back.today")
        self._state = state
        self.left_over = Label("", "text2", "small")
        self.head = Section(words.TODAY, right=self.left_over, size="lead")
        self.bar = PartsBar()
        self.figures = Label("", "text2", "small", elides=True)
        self.figures.setObjectName("call_back.figures")
        self.rate = Label("", "text2", "small")
        self.rate.setObjectName("call_back.rate")
        self.list = TodayList()
        self.empty = Label(words.EMPTY, "text3", wraps=True)
        self.who = Label("", bold=True, elides=True)
        self.dial = ActionButton(words.DIAL, "Ctrl+D", "plain", "phone_out")
        self.dial.setObjectName("call_back.dial")
        self.dial.clicked.connect(state.dial)
        self._lay_out()
        self.list.chosen.connect(state.choose)
        state.list_changed.connect(self.show_day)
        state.call_changed.connect(self.show_day)
        state.interview.changed.connect(self.show_dial)

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self.figures, 1)
        figures.addWidget(self.rate)
        top = QVBoxLayout()
        top.setContentsMargins(16, 8, 16, 10)
        top.setSpacing(6)
        top.addWidget(self.head)
        top.addWidget(self.bar)
        top.addLayout(figures)
        bottom = Pane("alt", ("top",))
        row = QHBoxLayout(bottom)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(Label(words.TO_RING, "text2", "small"))
        row.addWidget(self.who, 1)
        row.addWidget(self.dial)
        self._vacant = QWidget()
        vacant = QVBoxLayout(self._vacant)
        vacant.setContentsMargins(16, 12, 16, 12)
        vacant.addWidget(self.empty)
        vacant.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Divider())
        column.addWidget(self._vacant, 1)
        column.addWidget(self.list, 1)
        column.addWidget(bottom)

    def show_day(self) -> None:
        state = self._state
        figures, left = state.figures, frozenset[str]().union(*(part.left for part in state.parts))
        rung = len(figures.rung)
        # An order rung today may have to be rung again today: it is one of the day's orders, not two.
        whole = len(left | figures.rung)
        self.head.set_count(str(whole))
        self.left_over.set_text(words.LEFT.format(count=len(left)))
        spoken = words.RATE_TIP.format(valid=figures.valid, rung=rung)
        other = rung - figures.valid
        self.bar.set_parts([(figures.valid, "green"), (other, "chip_line")], whole, spoken)
        done = words.DONE.format(count=figures.valid)
        self.figures.set_text(f"{done}    {words.NOT_REACHED.format(count=figures.unreached)}")
        self.rate.set_text(words.RATE.format(valid=figures.valid, rung=rung))
        self.rate.set_tip(spoken)
        ringing = state.interview.ringing
        word = (words.TALKING if ringing.was_answered else words.DIALLING) if ringing.is_on else ""
        self.list.rows.show_parts(state.parts, state.now(), state.most_attempts, (ringing.order if word else "", word))
        self.list.show_current(state.current)
        vacant = not state.loading and not any(part.rows for part in state.parts)
        self._vacant.setVisible(vacant)
        self.list.setHidden(vacant)
        self.show_dial()

    def show_dial(self) -> None:
        state = self._state
        self.who.set_text(state.interview.talk.order.contact_name if state.interview.talk else words.NOBODY)
        reason = "" if state.can_dial else words.DIAL_BUSY if state.is_on_line else words.NO_ORDER
        self.dial.set_reason(reason)

    def narrow(self, tight: bool) -> None:
        self.setFixedWidth(NARROW if tight else WIDE)
