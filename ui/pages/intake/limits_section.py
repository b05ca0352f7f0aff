"""The limits this order would have, with every day counted or left out on the way to the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.rules.deadline import LimitUnit
from desk.work.show_deadline import StepStory
from ui.theme import Token
from ui.widgets import pieces
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pieces import Space, Word
from ui.widgets.section import Section
from ui.wording import intake as words
from ui.wording import times

STEP = 20
INDENT = 12


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One line of the arithmetic: what is counted, and what comes of it."""

    left: str
    right: str
    indented: bool = False


class LimitLines(QWidget):
    """Painted lines of small words, 20 high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[LimitLine] = []
        self.setObjectName("intake.limits")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def lines(self) -> list[LimitLine]:
        return list(self._lines)

    def set_lines(self, lines: Sequence[LimitLine]) -> None:
        self._lines = list(lines)
        self.setAccessibleDescription("\n".join(f"{line.left} {line.right}" for line in lines))
        self.updateGeometry()
        self.update()

    def _pieces(self, line: LimitLine) -> list[pieces.Piece]:
        colour: Token = "text2"
        lead: list[pieces.Piece] = [Space(INDENT)] if line.indented else []
        return [*lead, Word(line.left, colour, "small"), Space(8, stretches=True), Word(line.right, "text", "small")]

    def sizeHint(self) -> QSize:
        wide = max((pieces.width(self._pieces(line)) for line in self._lines), default=0)
        return QSize(round(wide + 0.5), STEP * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, line in enumerate(self._lines):
            pieces.draw(painter, QRectF(0, at * STEP, self.width(), STEP), self._pieces(line))
        painter.end()


class LimitsSection(QWidget):
    """The last limit stands at the right of the heading: it is what the citizen is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = Label("", bold=True)
        self.due.setObjectName("intake.due")
        self.head = Section(words.LIMITS, icon="clock", right=self.due)
        self.lines = LimitLines()
        self.uncertain = HintLine(words=words.UNCERTAIN, colour="amber", icon="info")
        self.uncertain.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.lines)
        column.addWidget(self.uncertain)

    def show_limits(self, stories: Sequence[StepStory], urgency: str) -> None:
        if not stories:
            return
        lines = [LimitLine(words.FROM_NOW, times.day_and_time(stories[0].start))]
        for story in stories:
            by_days = story.limit.unit is LimitUnit.WORKDAY
            told = words.step_line(story.step, story.limit, urgency)
            # The days of the last step end at the due time in the heading; the others say theirs at once.
            is_last = story is stories[-1]
            lines.append(LimitLine(told, "" if is_last and by_days else words.limit_time(story.due_at)))
            if is_last and by_days:
                lines += [
                    LimitLine(
                        words.span_days(line.first_day, line.last_day),
                        words.span_counts(line.kind, line.name, line.make_up, (line.first_ordinal, line.last_ordinal)),
                        True,
                    )
                    for line in story.lines[1:]
                ]
        self.due.set_text(times.day_and_time(stories[-1].due_at))
        self.lines.set_lines(lines)
        self.uncertain.setVisible(not all(story.certain for story in stories))
