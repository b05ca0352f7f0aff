"""The answers given so far, in one line over what is to be said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import pieces
from ui.widgets.pieces import Mark, Piece, Space, Word


class GivenLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call_back.given")
        self._line: list[Piece] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_given(self, given: Sequence[tuple[str, str]]) -> None:
        """Pairs of what was asked, perhaps empty, and the answer."""
        line: list[Piece] = []
        for asked, answer in given:
            line += [Space(20)] if line else []
            line += [Mark("check", "green", 14), Space(6)]
            line += [Word(asked, "text2"), Space(6)] if asked else []
            line += [Word(answer, bold=bool(asked), shrinks=True)]
        self._line = line
        self.setAccessibleName(pieces.spoken(line))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pieces.draw(painter, QRectF(self.rect()), self._line)
        painter.end()
