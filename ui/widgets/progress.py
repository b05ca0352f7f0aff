"""How far along: a thin bar of parts of a whole, and the steps of a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint


class PartsBar(QWidget):
    """8 px high; the parts stand from the left, what is left of the whole is `line`."""

    def __init__(self, spoken: str = "", high: int = 8, parent: QWidget | None = None) -> None:
        """`spoken` says the figures for screen readers."""
        super().__init__(parent)
        self._parts: list[tuple[float, Token]] = []
        self._whole = 0.0
        self.setAccessibleName(spoken)
        self.setFixedHeight(high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[float, Token]], whole: float, spoken: str = "") -> None:
        """Amounts with their colours, out of `whole` in the same unit."""
        self._parts, self._whole = list(parts), whole
        self.setAccessibleName(spoken or self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        painter.fillRect(self.rect(), colour("line"))
        x = 0.0
        for amount, token in self._parts:
            wide = self.width() * amount / self._whole if self._whole > 0 else 0.0
            area = paint.snapped(painter, QRectF(x, 0, wide, self.height()))
            painter.fillRect(area, colour(token))
            x += wide
            if 0 < x < self.width():
                painter.fillRect(QRectF(area.right() - 1, 0, 1, self.height()), colour("base"))
        painter.end()


@dataclass(frozen=True)
class Step:
    """One step and how it stands: 'done', 'current' or 'ahead'."""

    word: str
    state: str = "ahead"


class StepBar(QWidget):
    """A bar over each step's word; the current one in the accent and bold."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self.setFixedHeight(4 + 4 + theme.line_height("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        self._steps = list(steps)
        current = next((step.word for step in self._steps if step.state == "current"), "")
        self.setAccessibleName(current)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widest = max((paint.text_width(step.word, theme.font("small", True)) for step in self._steps), default=40.0)
        return QSize(round((widest + 8) * max(1, len(self._steps))), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(48 * max(1, len(self._steps)), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        bars: dict[str, Token] = {"done": "green", "current": "accent"}
        words: dict[str, Token] = {"current": "accent", "done": "text2"}
        share = (self.width() + 4) / max(1, len(self._steps))
        for at, step in enumerate(self._steps):
            left = at * share
            bar = paint.snapped(painter, QRectF(left, 0, share - 4, 4))
            painter.fillRect(bar, colour(bars.get(step.state, "line")))
            font = theme.font("small", step.state == "current")
            word = paint.elided(step.word, font, share - 4)
            paint.text(
                painter, left, 8 + theme.line_height("small") / 2, word, font, colour(words.get(step.state, "text3"))
            )
        painter.end()
