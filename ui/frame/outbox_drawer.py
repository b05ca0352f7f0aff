"""The drawer of what has not reached central yet, and of what central sent back for the agent to decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.ports import OutboxLine
from desk.rules.ids import OrderNumber
from desk.rules.number import grouped
from desk.rules.sentences import sentence
from ui import theme
from ui.frame.outbox_text import act_words
from ui.theme import Token
from ui.widgets import icons
from ui.widgets.banner import Banner
from ui.widgets.button import ActionButton
from ui.widgets.drawer import Drawer
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.wording import frame as words
from ui.wording import terms, times


class OutboxDrawer(Drawer):
    """Signals carry the act's id. The text of a refused act stands here in full until it is sent again or moved out."""

    send_again_asked = Signal(str)
    drop_asked = Signal(str)
    retry_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.DRAWER_TITLE, words.DRAWER_CLOSE, parent=parent)
        self.setObjectName("outbox")
        self.retry = ActionButton(words.RETRY_NOW, "Ctrl+R", "secondary", "refresh")
        self.retry.setObjectName("outbox.retry")
        self.retry.clicked.connect(self.retry_asked)
        self._away = Banner("", "offline")
        self._away.set_actions([self.retry])
        self._away.hide()
        self._away_note = HintLine(None, "", "text2", "info")
        self._away_note.hide()
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._note = HintLine(None, "", "text2", "info")
        self.body.addWidget(self._away)
        self.body.addWidget(self._away_note)
        self.body.addWidget(self._rows)
        foot = Pane("alt", ("top",))
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(self._note)
        self.foot.addWidget(foot)

    def show_away(self, away: str, note: str) -> None:
        """The line about central being away; empty when it is not."""
        self._away.setVisible(bool(away))
        self._away.set_words(away)
        self._away_note.setVisible(bool(away))
        self._away_note.set_words(note, "text2", "info")

    def show_note(self, note: str) -> None:
        self._note.set_words(note, "text2", "info")

    def show_lines(
        self, waiting: Sequence[OutboxLine], acknowledged: Sequence[OutboxLine], kept: Sequence[OutboxLine]
    ) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(waiting, 1):
            self._column.addWidget(self._row(line, "upload", words.WAITING_NTH.format(place=place)))
        for line in acknowledged:
            self._column.addWidget(self._row(line, "check_circle", words.ACKNOWLEDGED))
        if kept:
            head = Label(f"{words.NEEDS_YOU}  {len(kept)}", bold=True)
            self._column.addWidget(head)
        for line in kept:
            self._column.addWidget(self._kept(line))
        if not (waiting or acknowledged or kept):
            self._column.addWidget(Label(words.DRAWER_EMPTY, "text3"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)

    def _row(self, line: OutboxLine, icon: str, note: str) -> QWidget:
        row = Pane("base", ("bottom",))
        columns = QHBoxLayout(row)
        columns.setContentsMargins(16, 8, 16, 8)
        columns.setSpacing(12)
        columns.addWidget(Icon(icon, "green" if icon == "check_circle" else "text2"), 0, Qt.AlignmentFlag.AlignTop)
        words_column = QVBoxLayout()
        words_column.setSpacing(2)
        words_column.addWidget(Label(self._title(line), elides=True))
        words_column.addWidget(Label(grouped_or(line.number), "text2", "small"))
        columns.addLayout(words_column, 1)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(Label(note, "text2", "small", right=True))
        right.addWidget(Label(times.clock(line.act.at), "text2", "small", right=True))
        columns.addLayout(right)
        return row

    def _title(self, line: OutboxLine) -> str:
        return f"{terms.ACT.get(line.act.kind, line.act.kind)} {line.title}".strip()

    def _kept(self, line: OutboxLine) -> QWidget:
        card = Pane("red_soft", ("top", "bottom"), "red_line")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(Label(self._title(line), bold=True, wraps=True))
        if line.outcome is not None and line.outcome.code:
            reason = sentence(line.outcome.code, line.outcome.facts)
            column.addWidget(HintLine(None, reason, "red", "triangle_alert"))
        text = act_words(line.act)
        if text:
            column.addWidget(Label(text, wraps=True))
        actions = QHBoxLayout()
        again = ActionButton(words.SEND_AGAIN, kind="secondary", icon="upload")
        again.setObjectName(f"outbox.again.{line.act.id}")
        again.clicked.connect(lambda: self.send_again_asked.emit(line.act.id))
        drop = ActionButton(words.DROP, kind="secondary")
        drop.setObjectName(f"outbox.drop.{line.act.id}")
        drop.clicked.connect(lambda: self.drop_asked.emit(line.act.id))
        actions.addWidget(again)
        actions.addWidget(drop)
        actions.addStretch(1)
        column.addLayout(actions)
        return card


class Icon(QWidget):
    """One icon, 16 px, a row high."""

    def __init__(self, name: str, colour: Token) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self.setFixedSize(16, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, self._name, theme.current().colour(self._colour), 0, self.height() / 2, 16)
        painter.end()


def grouped_or(number: str) -> str:
    return grouped(OrderNumber(number)) if number else ""
