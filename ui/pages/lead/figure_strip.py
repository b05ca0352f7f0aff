"""One line of figures over the page: how many orders are open, pressing, or wait for the lead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.wording import lead as words

HEIGHT = 52
PAD = 16
ALARMS: dict[str, tuple[str, Token]] = {"due_soon": ("clock", "amber"), "overdue": ("triangle_alert", "red")}
"""Figures that take an icon and a colour once they are not nought."""


class FigureStrip(QWidget):
    """Each figure has the same share of the width; its meaning is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead.figures")
        self.setAccessibleName(words.FIGURES)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._figures: dict[str, int] = {}

    def show_figures(self, figures: Mapping[str, int]) -> None:
        if dict(figures) != self._figures:
            self._figures = dict(figures)
            said = (words.FIGURE_TIP.format(meaning=words.FIGURE[name][0], count=n) for name, n in figures.items())
            self.setAccessibleDescription(words.listed(said))
            self.update()

    def line(self, name: str) -> list[Piece]:
        """The pieces of one figure."""
        count = self._figures.get(name)
        icon, colour = ALARMS.get(name, ("", "text"))
        alarmed = bool(icon and count)
        out: list[Piece] = [Mark(icon, colour), Space(6)] if alarmed else []
        number: Token = colour if alarmed else "text"
        figure = "" if count is None else f"{count:,}"
        return [*out, Word(words.FIGURE[name][0], "text2"), Space(10), Word(figure, number, "title", bold=True)]

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        widest = max(pieces.width(self.line(name)) for name in words.FIGURE)
        return QSize(round(widest + 2 * PAD) * len(words.FIGURE), HEIGHT)

    def _areas(self) -> list[tuple[str, QRectF]]:
        share = self.width() / len(words.FIGURE)
        return [(name, QRectF(at * share, 0, share, self.height())) for at, name in enumerate(words.FIGURE)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        paint.box(painter, QRectF(self.rect()), colour("base"), colour("line"), 1, 6)
        for name, area in self._areas():
            if area.left():
                paint.down(painter, area.left(), 14, self.height() - 14, colour("line"))
            pieces.draw(painter, area.adjusted(PAD, 0, -PAD, 0), self.line(name))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = next((name for name, area in self._areas() if area.contains(event.pos())), "")
            if under in self._figures:
                tip = words.FIGURE_TIP.format(meaning=words.FIGURE[under][1], count=self._figures[under])
                QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
