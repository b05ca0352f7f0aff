"""The returns to decide: one entry each, the current one with its two verdicts."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.rules.order import ActKind
from ui import theme
from ui.pages.lead.returns import AskedReturn
from ui.pages.lead.state import LeadState
from ui.pages.queue.act_pane import ActPane
from ui.tables.order_rows import time_left
from ui.tables.time_left import LEVELS
from ui.theme import Token
from ui.widgets import paint, pieces, wrap
from ui.widgets.button import ActionButton
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable
from ui.widgets.section import Section
from ui.widgets.wrap import Part
from ui.wording import lead as words

PAD = 16


class ReturnEntry(Pressable):
    """Title, the unit's reason, and which return it is; checked is the current one."""

    ringed = False

    def __init__(self, asked: AskedReturn, left: tuple[str, str], most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._left, self._most = asked, left, most
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setObjectName(f"lead.return.{asked.order.id}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.say(f"{words.RETURN} {asked.order.title} {asked.words}")

    def _reason(self, width: int) -> wrap.Wrapped:
        unit, told = self._asked.order.unit_name, self._asked.words
        parts = [Part(f"{unit}  ", "text2"), Part(told)]
        return wrap.wrapped(parts, "body", max(60.0, width - 2 * PAD))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(8 + 24 + self._reason(width).height + 22 + 8)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        if self.isChecked():
            painter.fillRect(area, colour("accent_soft"))
            painter.fillRect(QRectF(0, 0, 3, area.height()), colour("accent"))
        elif self.underMouse():
            painter.fillRect(area, colour("alt"))
        if self.hasFocus():
            paint.ring(painter, area.adjusted(1, 1, -1, -1), colour("accent"))
        paint.across(painter, 0, area.width(), area.height() - 1, colour("line"))
        level, left = self._left
        look = LEVELS[level] if level else None  # type: ignore[index]  # the levels of the rows are those of the table
        mark: list[Piece] = [Mark(look.icon, look.icon_colour), Space(6), Word(left, look.word)] if look else []
        title: list[Piece] = [
            Word(self._asked.order.title, bold=True, shrinks=True),
            Space(8, stretches=True),
            *mark,
        ]
        room = area.width() - 2 * PAD
        pieces.draw(painter, QRectF(PAD, 8, room, 20), title)
        reason = self._reason(self.width())
        wrap.draw(painter, PAD, 32, reason)
        count = self._asked.order.return_count
        last: Token = "amber" if count >= self._most else "text2"
        nth = (words.LAST_RETURN if count >= self._most else words.NTH_RETURN).format(count=count)
        pieces.draw(painter, QRectF(PAD, 34 + reason.height, room, 18), [Word(nth, last, "small", shrinks=True)])
        painter.end()


class ReturnList(Pane):
    """Heading, entries, and under them the verdicts on the current one or their open form."""

    def __init__(self, state: LeadState, parent: QWidget | None = None) -> None:
        super().__init__("base", parent=parent)
        self.setObjectName("lead.returns")
        self._state, self._returns = state, state.returns
        self._most = state.most_returns
        self.head = Section(words.DECIDE)
        self.nothing = Label(words.NO_RETURNS, "text3")
        self.entries: dict[str, ReturnEntry] = {}
        self._shown: tuple[AskedReturn, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.grant = self._button(words.GRANT, "A", "grant", ActKind.GRANT_RETURN)
        self.refuse = self._button(words.REFUSE, "X", "refuse", ActKind.REFUSE_RETURN)
        self.see = ActionButton(words.SEE_ORDER, "V", "quiet")
        self.see.setObjectName("lead.see_order")
        self.see.clicked.connect(state.see_order)
        self.form = ActPane(state.returns.form, state.names)
        self.verdicts = QWidget()
        row = QHBoxLayout(self.verdicts)
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(8)
        for button in (self.grant, self.refuse, self.see):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 10, 16, 6)
        top.addWidget(self.head)
        top.addWidget(self.nothing)
        column.addLayout(top)
        column.addWidget(self._scrolling(), 1)
        column.addWidget(self.verdicts)
        column.addWidget(self.form)
        self._returns.changed.connect(self.show_returns)
        self._returns.form.opened.connect(self.verdicts.hide)
        self._returns.form.shut_down.connect(self.show_returns)
        self.show_returns()

    def _button(self, word: str, key: str, name: str, kind: ActKind) -> ActionButton:
        button = ActionButton(word, key)
        button.setObjectName(f"lead.{name}")
        button.clicked.connect(lambda: self._returns.decide(kind))
        return button

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(80)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return scroll

    def show_returns(self) -> None:
        returns = self._returns
        if returns.asked != self._shown:
            self._build()
        self.head.set_count(words.RETURNS.format(count=returns.count))
        self.nothing.setHidden(bool(returns.asked))
        if returns.current_id in self.entries:
            self.entries[returns.current_id].setChecked(True)
        self.verdicts.setVisible(bool(returns.asked) and returns.form.kind is None)
        for button, kind in ((self.grant, ActKind.GRANT_RETURN), (self.refuse, ActKind.REFUSE_RETURN)):
            button.setEnabled(returns.can_decide(kind))

    def _build(self) -> None:
        focused = next((order_id for order_id, entry in self.entries.items() if entry.hasFocus()), "")
        for entry in self.entries.values():
            self._list.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._shown = self._returns.asked
        now = self._state.now()
        self.entries = {}
        for asked in self._shown:
            entry = ReturnEntry(asked, time_left(asked.order, now), self._most)
            entry.clicked.connect(lambda _=False, order_id=asked.order.id: self._returns.choose(order_id))
            self.entries[asked.order.id] = entry
            self._list.addWidget(entry)
        if focused in self.entries:
            self.entries[focused].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._returns.form.kind is not None:
            self.form.give_up()
            return
        super().keyPressEvent(event)
