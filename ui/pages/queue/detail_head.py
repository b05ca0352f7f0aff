"""The head of the order shown: number, kind and state, title, and its countdown."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.rules.ids import OrderNumber
from desk.rules.number import grouped
from desk.rules.order import State
from desk.wire.records import Order
from ui.tables.order_rows import time_left
from ui.tables.time_left import LEVELS
from ui.widgets import pieces
from ui.widgets.badge import StateBadge, Tone
from ui.widgets.label import Label
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.wording import queue as words
from ui.wording import terms

STRONG = {State.IN_HAND, State.TO_CALL_BACK}


def state_tone(order: Order) -> Tone:
    """Only what is in work carries the accent, and what is done the green."""
    return "accent" if order.state in STRONG else "green" if order.state == State.CLOSED else "neutral"


class Countdown(QWidget):
    """Icon and words of the step that is due, the moment, and at the right how often it was urged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: list[Piece] = []

    def show_order(self, order: Order, now: datetime) -> None:
        level, left = time_left(order, now)
        self._line = []
        if level:
            look = LEVELS[level]  # type: ignore[index]  # the levels of the rows are those of the table
            told = words.countdown(order.due_step, left) if order.due_at else left
            self._line = [Mark(look.icon, look.icon_colour), Space(8), Word(told, look.word)]
        if order.due_at is not None:
            self._line += [Space(8), Word(words.due(order.due_at, now), "text2", "small", shrinks=True)]
        if order.urge_count:
            self._line += [
                Space(8, stretches=True),
                Word(words.URGED.format(count=order.urge_count), "text2", "small"),
            ]
        self.setVisible(bool(self._line))
        self.setAccessibleName(pieces.spoken(self._line))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(pieces.width(self._line)), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pieces.draw(painter, QRectF(self.rect()), self._line)
        painter.end()


class DetailHead(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Label("", "text2")
        self.number.setObjectName("queue.detail.number")
        self.badges = {name: StateBadge("") for name in ("unreached", "anonymous", "confidential", "appeal", "state")}
        self.badges["confidential"].set_state(words.CONFIDENTIAL, "neutral", "lock")
        self.badges["anonymous"].set_state(words.ANONYMOUS)
        self.badges["unreached"].set_state(words.UNREACHED)
        self.title = Label("", "text", "lead", bold=True, wraps=True)
        self.title.setObjectName("queue.detail.title")
        self.countdown = Countdown()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.number)
        top.addStretch(1)
        for badge in self.badges.values():
            top.addWidget(badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addWidget(self.countdown)

    def show_order(self, order: Order, now: datetime) -> None:
        self.number.set_text(grouped(OrderNumber(order.number)))
        self.badges["confidential"].setVisible(order.confidential)
        self.badges["anonymous"].setVisible(order.anonymous)
        self.badges["unreached"].setVisible(order.unreached)
        self.badges["appeal"].set_state(terms.APPEAL.get(order.appeal, ""))
        self.badges["state"].set_state(terms.STATE.get(order.state, order.state), state_tone(order))
        self.title.set_text(order.title)
        self.countdown.show_order(order, now)
