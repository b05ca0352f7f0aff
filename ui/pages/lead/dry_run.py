"""The handover as it would go: from whose hands, to whose, each order's verdict, and the key that does it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.rules.text import REASON_LENGTH
from ui.pages.lead.state import LeadState
from ui.pages.lead.verdict_rows import Verdict, VerdictRows
from ui.pages.queue.act_pane import staff_choices
from ui.pages.queue.action_bar import Flow
from ui.widgets.badge import StateBadge
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.choice_list import Choice
from ui.widgets.field import LineField
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.picker import SearchPicker
from ui.widgets.section import Section
from ui.wording import lead as words

LABEL = 28


class DryRun(Pane):
    """Shown while orders are checked, and after the handover until it is put away."""

    def __init__(self, state: LeadState, parent: QWidget | None = None) -> None:
        super().__init__("base", ("bottom",), parent=parent)
        self.setObjectName("lead.dry_run")
        self._state, self._handover = state, state.handover
        self.badge = StateBadge(words.NOT_DONE)
        close = ActionButton(words.CLOSE, "Esc", "quiet")
        close.setObjectName("lead.dry_run.close")
        close.clicked.connect(state.shut_handover)
        self.head = Section(words.DRY_RUN, right=self.badge, size="lead")
        self.head.add_right(close)
        self.sources, self.targets = Flow(), Flow()
        self.person = SearchPicker(words.ADD_PERSON, self._search, words.ADD_PERSON)
        self.person.setObjectName("lead.person")
        self.person.chosen.connect(self._add)
        self.after = HintLine()
        self.reason = LineField(words.REASON, words.REASON_HINT, max_length=REASON_LENGTH)
        self.reason.setObjectName("lead.reason")
        self.reason.edited.connect(self._reason_typed)
        self.going = Label("", "green", bold=True)
        self.staying = Label("", "amber")
        self.rows = VerdictRows()
        self.execute = ActionButton("", "Ctrl+Enter", "primary")
        self.execute.setObjectName("lead.execute")
        self.execute.clicked.connect(self._handover.execute)
        self.undo = ActionButton(words.UNDO, "Ctrl+Z", "plain", "undo")
        self.undo.setObjectName("lead.undo")
        self.undo.clicked.connect(self._handover.undo)
        self.until = Label("", "text2", "small", elides=True)
        self._lay_out()
        self._handover.changed.connect(self.show_plan)
        state.names.loaded.connect(self.show_plan)
        state.ticked.connect(self._show_foot)
        self.show_plan()

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.addWidget(self.rows)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(84)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.going)
        told.addWidget(self.staying)
        told.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.execute)
        foot.addWidget(self.undo)
        foot.addWidget(self.until, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(_row(words.FROM, self.sources))
        column.addLayout(_row(words.TO, self.targets))
        column.addWidget(self.person)
        column.addWidget(self.after)
        column.addWidget(self.reason)
        column.addLayout(told)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _search(self, typed: str) -> Sequence[Choice]:
        return staff_choices(self._state.names, typed)

    def _add(self, value: object) -> None:
        self.person.set_choice(None)
        if isinstance(value, str):
            self._handover.add_target(value)

    def _reason_typed(self, typed: str) -> None:
        self._handover.reason = typed

    def _name(self, number: str) -> str:
        return self._state.names.person(number) if number else words.POOL_TARGET

    def show_plan(self) -> None:
        handover = self._handover
        self.setVisible(handover.is_open)
        plan = handover.plan
        if plan is None:
            self.reason.set_text("")
            return
        done, undone = handover.done is not None, handover.was_undone
        badge = words.UNDONE if undone else words.DONE if done else words.NOT_DONE
        self.badge.set_state(badge, "green" if done and not undone else "neutral")
        holders = [(self._state.names.person(number) or words.NOBODY, count) for number, count in handover.sources]
        self.sources.set_items([Chip(name, str(count)) for name, count in holders])
        self._show_targets(editable=not done)
        hands = [(self._name(number), count) for number, count in plan.in_hand_after.items()]
        self.after.set_words(words.hands(hands) if hands and not done else words.FEWEST)
        for widget in (self.person, self.reason, self.after):
            widget.setVisible(not done)
        verdicts = [
            Verdict(
                words.short_number(row.order.number),
                row.order.title,
                words.why_not(row.refusal) if row.refusal else self._name(row.to),
                row.refusal is None,
            )
            for row in plan.rows
        ]
        going, staying = len(plan.going), len(plan.rows) - len(plan.going)
        told = words.WENT_BACK if undone else words.WENT if done else words.WILL_GO
        self.going.set_text(told.format(count=going))
        self.staying.set_text(words.CANNOT.format(count=staying))
        self.staying.setVisible(staying > 0)
        self.rows.show_rows(verdicts)
        self._show_foot()

    def _show_targets(self, editable: bool) -> None:
        shares = self._handover.shares
        if not shares:
            self.targets.set_items([Label(words.CHOOSE_TARGET, "amber")])
            return
        items: list[QWidget] = []
        for number, count in shares:
            told = words.SHARE.format(name=self._name(number), count=count)
            if not editable:
                items.append(Chip(told))
                continue
            token = FilterToken("", told, words.REMOVE_PERSON)
            token.setObjectName(f"lead.target.{number or 'pool'}")
            token.removed.connect(partial(self._handover.remove_target, number))
            items.append(token)
        self.targets.set_items(items)

    def _show_foot(self) -> None:
        handover = self._handover
        if handover.plan is None:
            return
        done = handover.done is not None
        self.execute.setVisible(not done)
        self.execute.set_words(words.EXECUTE.format(count=len(handover.plan.going)))
        self.execute.set_reason("" if handover.can_execute else words.CHOOSE_TARGET)
        self.undo.setVisible(handover.can_undo)
        until = handover.undo_until
        told = words.undo_until(until) if until and handover.can_undo else "" if done else words.UNDO_HINT
        self.until.set_text(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._state.shut_handover()
            return
        super().keyPressEvent(event)


def _row(name: str, flow: Flow) -> QHBoxLayout:
    label = Label(name, "text2", "small")
    label.setFixedWidth(LABEL)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(flow, 1)
    return row
