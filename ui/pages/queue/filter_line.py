"""The line over the table: the conditions in force, a field for one more, and how many orders wait to be let in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets import icons
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.pane import Pane
from ui.widgets.picker import Search, SearchPicker
from ui.widgets.pieces import Key
from ui.wording import queue as words


class FilterMark(QWidget):
    """The funnel before the tokens."""

    def sizeHint(self) -> QSize:
        return QSize(16, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, "filter", theme.current().colour("text2"), 0, QRectF(self.rect()).center().y())
        painter.end()


class ConditionField(SearchPicker):
    """A picker that empties itself: what is picked becomes a token. Esc in an empty field leaves it."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(words.FILTER, search, words.FILTER_HINT, words.NO_MATCH, parent=parent)
        self.setObjectName("queue.filter")
        self.set_trailing([Key("/")])
        self.chosen.connect(self._take)

    def _take(self, value: object) -> None:
        self.set_choice(None)
        if value is not None:
            self.picked.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class FilterLine(Pane):
    """`removed` names the condition whose cross was pressed."""

    removed = Signal(str)
    taken = Signal()

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__("base", ("bottom",), parent=parent)
        self.setFixedHeight(48)
        self.field = ConditionField(search)
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(280)
        self.arrived = Chip("", key="N", icon="arrow_up", current=True)
        self.arrived.setObjectName("queue.arrived")
        self.arrived.clicked.connect(self.taken)
        self.arrived.hide()
        self._tokens: dict[str, FilterToken] = {}
        self._shown: list[tuple[str, str, str]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(8)
        mark = FilterMark()
        mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row.addWidget(mark)
        self._row.addWidget(self.field, 1)
        self._row.addStretch(1)
        self._row.addWidget(self.arrived)

    def show_tokens(self, tokens: Sequence[tuple[str, str, str]]) -> None:
        """(condition, its name, its value), in order."""
        if list(tokens) == self._shown:
            return
        self._shown = list(tokens)
        for old in self._tokens.values():
            self._row.removeWidget(old)
            old.deleteLater()
        self._tokens = {}
        for at, (field, name, value) in enumerate(tokens):
            token = FilterToken(name, value, words.REMOVE)
            token.setObjectName(f"queue.token.{field}")
            token.removed.connect(lambda field=field: self.removed.emit(field))
            self._tokens[field] = token
            self._row.insertWidget(1 + at, token)

    def show_arrived(self, count: int) -> None:
        self.arrived.set_words(words.arrived(count))
        self.arrived.setVisible(count > 0)
