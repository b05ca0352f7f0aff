"""An icon and a word in one colour, on one line: a countdown, a face, an element heard."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token, TypeSize
from ui.widgets import pieces
from ui.widgets.pieces import Mark, Piece, Space, Word


class IconWords(QWidget):
    """As wide as its words; `shrinks` lets a narrow column cut them, the tooltip has them whole."""

    def __init__(
        self,
        icon: str = "",
        words: str = "",
        colour: Token = "text2",
        size: TypeSize = "small",
        shrinks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._words, self._colour = icon, words, colour
        self._size: TypeSize = size
        self._shrinks = shrinks
        across = QSizePolicy.Policy.Preferred if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def words(self) -> str:
        return self._words

    def set_words(self, icon: str, words: str, colour: Token) -> None:
        self._icon, self._words, self._colour = icon, words, colour
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def line(self) -> list[Piece]:
        lead: list[Piece] = [Mark(self._icon, self._colour, 14), Space(5)] if self._icon else []
        return [*lead, Word(self._words, self._colour, self._size, shrinks=self._shrinks)]

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(pieces.width(self.line())), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 20) if self._shrinks else self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self._words if pieces.fitted(self.line(), self.width())[1] else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pieces.draw(painter, QRectF(self.rect()), self.line())
        painter.end()
