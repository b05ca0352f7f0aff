"""The right column: the order in short, what its unit answered, earlier attempts, and this citizen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.rules.ids import OrderNumber
from desk.rules.number import grouped
from desk.rules.order import ActKind
from desk.wire.records import Order, TimelineEntry
from ui import theme
from ui.pages.call_back.state import CallBackState
from ui.pages.queue.detail_head import state_tone
from ui.pages.queue.fact_rows import FactRows
from ui.widgets.badge import StateBadge
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Divider, Pane
from ui.widgets.section import Section
from ui.widgets.timeline import Timeline
from ui.widgets.timeline import TimelineEntry as Told
from ui.widgets.wrap import Part
from ui.wording import call_back as words
from ui.wording import terms, times


class FactsColumn(Pane):
    def __init__(self, state: CallBackState, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("left",), parent=parent)
        self.setObjectName("call_back.facts")
        self._state = state
        self.number = Label("", "text2")
        self.number.setObjectName("call_back.number")
        self.badge = StateBadge("")
        self.title = Label("", size="lead", bold=True, wraps=True)
        self.facts = FactRows()
        self.reply = Label("", wraps=True)
        self.attempts_head = Section(words.ATTEMPTS)
        self.attempts = Timeline()
        self.attempts.setObjectName("call_back.attempts")
        self.no_attempts = Label(words.NO_ATTEMPTS, "text3")
        self.citizen = FactRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolling(), 1)
        column.addWidget(self._warning())
        state.order_changed.connect(self.show_order)
        self.show_order()

    def _warning(self) -> QWidget:
        """Always in sight, whoever picks up."""
        warning = Pane("alt", ("top",))
        row = QHBoxLayout(warning)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(HintLine(None, words.STRANGER_NOTE, "text2", "lock"), 1)
        return warning

    def _scrolling(self) -> QScrollArea:
        top = QHBoxLayout()
        top.addWidget(self.number)
        top.addStretch(1)
        top.addWidget(self.badge)
        self._shown = QWidget()
        shown = QVBoxLayout(self._shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(8)
        shown.addLayout(top)
        for widget in (
            self.title,
            self.facts,
            Divider(),
            Section(words.UNIT_REPLY),
            self.reply,
            Divider(),
            self.attempts_head,
            self.no_attempts,
            self.attempts,
            Divider(),
            Section(words.CITIZEN),
            self.citizen,
        ):
            shown.addWidget(widget)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._shown)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return scroll

    def show_order(self) -> None:
        order = self._state.order
        self._shown.setVisible(order is not None)
        if order is None:
            return
        self.number.set_text(grouped(OrderNumber(order.number)))
        self.badge.set_state(terms.STATE.get(order.state, order.state), state_tone(order))
        self.title.set_text(order.title)
        self.facts.set_rows(self._facts(order))
        self.reply.set_text(order.reply or words.NO_REPLY)
        made = [entry for entry in self._state.entries if entry.kind == ActKind.RECORD_ATTEMPT]
        most = self._state.most_attempts
        self.attempts_head.set_count(words.ATTEMPT_COUNT.format(done=order.attempts, most=most))
        self.attempts.set_entries([self._attempt(entry) for entry in reversed(made)])
        self.attempts.setVisible(bool(made))
        self.no_attempts.setVisible(not made)
        self.citizen.set_rows(self._citizen())

    def _facts(self, order: Order) -> list[tuple[str, str]]:
        now = self._state.now()
        accepted = f"{times.day_and_time(order.accepted_at)}    {terms.CHANNEL.get(order.channel, '')}"
        return [
            (words.APPEAL, order.content),
            (words.UNIT, order.unit_name),
            (words.ACCEPTED, accepted),
            (words.REPLIED, times.day_and_time(order.replied_at) if order.replied_at else ""),
            (
                words.LIMIT,
                f"{times.day_and_time(order.due_at)}    {times.countdown(order.due_from, order.due_at, now)[1]}"
                if order.due_at
                else "",
            ),
        ]

    def _attempt(self, entry: TimelineEntry) -> Told:
        outcome = terms.OUTCOME.get(entry.facts.get("outcome", ""), "")
        grade = terms.SATISFACTION.get(entry.facts.get("satisfaction", ""), "")
        told = words.NTH_ATTEMPT.format(count=entry.facts.get("attempt", ""), outcome=grade or outcome)
        icon = "callback" if grade else "circle"
        return Told(icon, [Part(told)], times.near(entry.at, self._state.now()), None, entry.words)

    def _citizen(self) -> list[tuple[str, str]]:
        history, now = self._state.history, self._state.now()
        last = next((order for order in history.ended if order.satisfaction), None)
        counted = words.HISTORY_LINE.format(count=len(history.ended)) if history.ended else words.NONE
        if last is not None:
            day = times.ago(last.closed_at or last.accepted_at, now)
            counted = words.given(
                (counted, words.LAST_GRADE.format(grade=terms.SATISFACTION[last.satisfaction], day=day))
            )
        ongoing = words.listed(order.title for order in history.open) or words.NONE
        return [(words.OPEN_ORDERS, ongoing), (words.HISTORY, counted)]

    def narrow(self, tight: bool) -> None:
        self.setFixedWidth(288 if tight else theme.px("help_column"))
