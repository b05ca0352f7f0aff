"""The order beside the list: head, facts, content, clashes, its story, the open form, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.wire.records import Order
from ui import theme
from ui.pages.queue.act_pane import ActPane
from ui.pages.queue.action_bar import ActionBar
from ui.pages.queue.conflict_card import ConflictCard
from ui.pages.queue.detail import OrderDetail
from ui.pages.queue.detail_head import DetailHead
from ui.pages.queue.edit_pane import EditPane
from ui.pages.queue.fact_rows import LABEL, FactRows
from ui.pages.queue.reason_dialog import ask_reason
from ui.widgets.button import ActionButton
from ui.widgets.label import Label
from ui.widgets.pane import Divider, Pane
from ui.widgets.section import Section
from ui.widgets.timeline import Timeline
from ui.wording import queue as words


class DetailPane(Pane):
    """`left` says that Esc was pressed: the work goes on in the list."""

    left = Signal()

    def __init__(self, detail: OrderDetail, parent: QWidget | None = None) -> None:
        super().__init__("base", ("left",), parent=parent)
        self.setObjectName("queue.detail")
        self._detail = detail
        self.head = DetailHead()
        self.facts = FactRows()
        self.contact = Label("", "text", elides=True)
        self.contact.setObjectName("queue.contact")
        self.reveal = ActionButton(words.REVEAL, kind="link")
        self.reveal.setObjectName("queue.reveal")
        self.reveal.set_tip(words.REVEAL_TIP)
        self.reveal.clicked.connect(lambda: detail.reveal(partial(ask_reason, self.window())))
        self.content = Label("", "text", wraps=True)
        self.limits = ActionButton(words.ONLY_LIMITS, kind="link")
        self.limits.setObjectName("queue.only_limits")
        self.limits.clicked.connect(detail.toggle_limits)
        self.story_head = Section(words.STORY, right=self.limits)
        self.story = Timeline()
        self.story.setObjectName("queue.story")
        self.conflicts = QVBoxLayout()
        self.conflicts.setSpacing(8)
        self._cards: dict[str, ConflictCard] = {}
        self.nothing = Label(words.CHOOSE_ONE, "text3", wraps=True)
        self.bar = ActionBar(detail)
        self.act = ActPane(detail.form, detail.names)
        self.edit = EditPane(detail.form, detail.names)
        self.body = self._scrolling()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body, 1)
        column.addWidget(self.act)
        column.addWidget(self.edit)
        column.addWidget(self.bar)
        detail.changed.connect(self.show_order)
        detail.form.opened.connect(lambda: self.bar.hide())
        detail.form.shut_down.connect(lambda: self.bar.setVisible(detail.order is not None))
        self.show_order()

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        self._shown = QWidget()
        facts = QHBoxLayout()
        facts.setSpacing(8)
        label = Label(words.CITIZEN, "text2", "small")
        label.setFixedWidth(LABEL - 8)
        facts.addWidget(label)
        facts.addWidget(self.contact, 1)
        facts.addWidget(self.reveal)
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(Divider())
        known = QVBoxLayout()
        known.setSpacing(0)
        known.addLayout(facts)
        known.addWidget(self.facts)
        column.addLayout(known)
        column.addWidget(self.content)
        column.addLayout(self.conflicts)
        column.addWidget(Divider())
        column.addWidget(self.story_head)
        column.addWidget(self.story)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(16, 12, 16, 16)
        outer.addWidget(self.nothing)
        outer.addWidget(self._shown)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("queue.detail.scroll")
        scroll.setAccessibleName(words.STORY)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return scroll

    def show_order(self) -> None:
        detail = self._detail
        order = detail.order
        self._shown.setVisible(order is not None)
        self.nothing.setVisible(order is None)
        self.nothing.set_text(words.NOT_HERE if detail.is_missing else words.CHOOSE_ONE)
        self.bar.setVisible(order is not None and detail.form.kind is None)
        if order is None:
            return
        self.head.show_order(order, detail.now())
        self.contact.set_text(self._contact_words(order))
        self.reveal.setVisible(detail.revealed is None)
        self.facts.set_rows(self._facts(order))
        self.content.set_text(order.content)
        self._show_conflicts()
        told = detail.story()
        self.story_head.set_count(words.steps(len(detail.entries)))
        self.limits.set_words(words.WHOLE_STORY if detail.only_limits else words.ONLY_LIMITS)
        self.story.set_entries(told)
        self.bar.show_actions(detail.actions())

    def _contact_words(self, order: Order) -> str:
        revealed = self._detail.revealed
        if revealed is not None:
            return "  ".join(part for part in (revealed.contact_name, revealed.contact_phone) if part)
        return "  ".join(part for part in (order.contact_name, order.contact_phone or order.line_phone) if part)

    def _facts(self, order: Order) -> list[tuple[str, str]]:
        names = self._detail.names
        category = names.categories.get(order.category)
        place = " ".join(part for part in (order.division_name, order.place) if part)
        return [
            (words.PLACE, place or words.NO_PLACE),
            (words.CATEGORY, words.path(category.path) if category else order.category_name or words.NO_CATEGORY),
            (words.UNIT, order.unit_name or names.unit(order.unit) or words.NO_UNIT),
            (words.HOLDER, order.holder_name or words.NO_HOLDER),
            (words.REPLY, order.reply),
        ]

    def _show_conflicts(self) -> None:
        detail = self._detail
        wanted = {conflict.id: conflict for conflict in detail.conflicts}
        for gone in self._cards.keys() - wanted.keys():
            card = self._cards.pop(gone)
            self.conflicts.removeWidget(card)
            card.hide()
            card.deleteLater()
        for conflict_id, conflict in wanted.items():
            if conflict_id in self._cards:
                continue
            card = ConflictCard(conflict, detail.now(), detail.names.person)
            card.mine_kept.connect(partial(detail.keep_mine, conflict))
            card.theirs_kept.connect(partial(detail.keep_theirs, conflict))
            card.written.connect(partial(detail.write_instead, conflict))
            self._cards[conflict_id] = card
            self.conflicts.addWidget(card)

    def first_conflict(self) -> ConflictCard | None:
        """The one the keys 1 to 3 answer."""
        return next(iter(self._cards.values()), None)

    @property
    def can_file(self) -> bool:
        return self.act.isVisible() or self.edit.isVisible() or self._writing is not None

    @property
    def _writing(self) -> ConflictCard | None:
        return next((card for card in self._cards.values() if card.is_writing), None)

    def file(self) -> None:
        """Ctrl+Enter: whatever form is open."""
        if self.act.isVisible():
            self.act.file()
        elif self.edit.isVisible():
            self.edit.file()
        elif self._writing is not None:
            self._writing.save()

    def take_focus(self) -> None:
        """Where the keyboard goes when the detail is entered: an open form first."""
        for form in (self.act, self.edit):
            if form.isVisible():
                form.setFocus()
                return
        self.body.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def narrow(self, tight: bool) -> None:
        """The pane is the first to give room."""
        self.setFixedWidth(320 if tight else theme.px("detail_pane"))
