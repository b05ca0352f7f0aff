"""What happened to an order, told as entries on a line: who did what, when, whether in time, and their words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import icons, paint, wrap
from ui.widgets.wrap import Part

LEAD = 24
GAP = 12
UNDER = 18


@dataclass(frozen=True)
class Verdict:
    """In time or not: icon and word in colour, then the time used and the limit in grey."""

    word: str
    rest: str = ""
    colour: Token = "green"
    icon: str = "check"


@dataclass(frozen=True)
class TimelineEntry:
    """One step. `note` is a line in its own colour, such as what the next limit asks for."""

    icon: str
    sentence: Sequence[Part]
    time: str = ""
    verdict: Verdict | None = None
    quotation: str = ""
    note: str = ""
    colour: Token = "text2"


@dataclass(frozen=True)
class Placed:
    """An entry laid out for a width: where its texts stand, relative to its top."""

    sentence: wrap.Wrapped
    below: list[tuple[float, float, wrap.Wrapped]]
    verdict_at: float
    height: float


class Timeline(QWidget):
    """As tall as its words need at the width given."""

    def __init__(self, entries: Sequence[TimelineEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = list(entries)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        self._entries = list(entries)
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        told = ("".join(part.text for part in entry.sentence) + " " + entry.time for entry in self._entries)
        self.setAccessibleDescription("\n".join(told))

    def _placed(self, entry: TimelineEntry, width: float) -> Placed:
        room = max(40.0, width - LEAD)
        stamp = paint.text_width(entry.time, theme.font("small")) + 12 if entry.time else 0.0
        sentence = wrap.wrapped(entry.sentence, "body", max(40.0, room - stamp))
        top = sentence.height
        below: list[tuple[float, float, wrap.Wrapped]] = []
        verdict_at = -1.0
        if entry.verdict is not None:
            verdict_at = top
            said = [Part(entry.verdict.word, entry.verdict.colour)]
            if entry.verdict.rest:
                said += [Part("  " + entry.verdict.rest, "text2")]
            text = wrap.wrapped(said, "small", room - UNDER)
            below.append((LEAD + UNDER, top, text))
            top += text.height
        for words, token in ((entry.note, entry.colour), (entry.quotation, "text2")):
            if words:
                text = wrap.wrapped([Part(words, token)], "small", room)
                below.append((LEAD, top + 1, text))
                top += text.height + 1
        return Placed(sentence, below, verdict_at, top)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [self._placed(entry, width).height for entry in self._entries]
        return math.ceil(sum(heights) + GAP * max(0, len(heights) - 1))

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(max(180, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0.0
        for at, entry in enumerate(self._entries):
            placed = self._placed(entry, self.width())
            self._paint_entry(painter, entry, placed, top, at == len(self._entries) - 1)
            top += placed.height + GAP
        painter.end()

    def _paint_entry(self, painter: QPainter, entry: TimelineEntry, placed: Placed, top: float, is_last: bool) -> None:
        colour = theme.current().colour
        middle = top + theme.line_height("body") / 2
        icons.draw(painter, entry.icon, colour(entry.colour), 0, middle)
        if not is_last:
            paint.down(painter, 8, middle + 12, top + placed.height + GAP - 2, colour("chip_line"))
        wrap.draw(painter, LEAD, top, placed.sentence)
        if entry.time:
            font = theme.font("small")
            paint.text(
                painter, self.width() - paint.text_width(entry.time, font), middle, entry.time, font, colour("text2")
            )
        if entry.verdict is not None:
            line = theme.line_height("small")
            spot = QRectF(LEAD, top + placed.verdict_at, 14, line).center().y()
            icons.draw(painter, entry.verdict.icon, colour(entry.verdict.colour), LEAD, spot, 14)
        for x, y, text in placed.below:
            wrap.draw(painter, x, top + y, text)
