"""The saved views at the left, each with how many orders it holds now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.pieces import Piece, Space, Word
from ui.widgets.pressable import Pressable
from ui.wording import queue as words
from ui.wording import terms

WIDTH = 176


class ViewRow(Pressable):
    """One queue: its name and its count; checked is the one shown."""

    ringed = False

    def __init__(self, name: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._word, self._count = name, word, ""
        self.setObjectName(f"queue.view.{name}")
        self.setCheckable(True)
        # Arrow keys move through the views, as in any group of which one is chosen.
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(word)

    def set_count(self, count: int | None) -> None:
        text = "" if count is None else str(count)
        if text != self._count:
            self._count = text
            self.say(f"{self._word} {text}".strip())
            self.update()

    @property
    def count(self) -> str:
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, theme.px("table_row"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        here = self.isChecked()
        if here:
            painter.fillRect(area, colour("accent_soft"))
            painter.fillRect(QRectF(0, 0, 3, area.height()), colour("accent"))
        elif self.underMouse():
            painter.fillRect(area, colour("alt"))
        if self.hasFocus():
            paint.ring(painter, area.adjusted(1, 1, -1, -1), colour("accent"))
        word: Token = "accent" if here else "text"
        count: Token = "accent" if here else "text2"
        line: list[Piece] = [
            Word(self._word, word, bold=here, shrinks=True),
            Space(8, stretches=True),
            Word(self._count, count, bold=here),
        ]
        pieces.draw(painter, area.adjusted(16, 0, -16, 0), line)
        painter.end()


class ViewList(Pane):
    """`chosen` is the name of the queue the user picked."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[str]]], parent: QWidget | None = None) -> None:
        super().__init__("base", ("right",), parent=parent)
        self.setObjectName("queue.views")
        self.setAccessibleName(words.VIEWS)
        self.setFixedWidth(WIDTH)
        self.rows: dict[str, ViewRow] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(0)
        for title, names in groups:
            head = Label(title, "text2", "small")
            head.setContentsMargins(0, 0, 0, 0)
            wrapped = QVBoxLayout()
            wrapped.setContentsMargins(16, 10, 16, 6)
            wrapped.addWidget(head)
            column.addLayout(wrapped)
            for name in names:
                row = ViewRow(name, terms.QUEUE[name])
                row.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
                self.rows[name] = row
                column.addWidget(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(scroll)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for name, row in self.rows.items():
            row.set_count(counts.get(name))

    def set_current(self, name: str) -> None:
        if name in self.rows:
            self.rows[name].setChecked(True)
