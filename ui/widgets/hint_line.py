"""One or more lines of small words with an icon before them: an error to put right, a hint, a source."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import icons, wrap


class HintLine(QWidget):
    """Wraps rather than clips where the column is narrow."""

    def __init__(self, parent: QWidget | None = None, words: str = "", colour: Token = "text3", icon: str = "") -> None:
        super().__init__(parent)
        self._words, self._colour, self._icon = words, colour, icon
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)

    def words(self) -> str:
        return self._words

    def set_words(self, words: str, colour: Token = "text3", icon: str = "") -> None:
        self._words, self._colour, self._icon = words, colour, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _lead(self) -> int:
        return 18 if self._icon else 0

    def _text(self, width: float) -> wrap.Wrapped:
        return wrap.wrapped([wrap.Part(self._words, self._colour)], "small", max(1.0, width - self._lead()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._text(width).height)

    def sizeHint(self) -> QSize:
        whole = self._text(100_000)
        return QSize(math.ceil(whole.width) + self._lead(), math.ceil(whole.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._lead() + 48, theme.line_height("small"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._icon:
            colour = theme.current().colour(self._colour)
            icons.draw(painter, self._icon, colour, 0, theme.line_height("small") / 2, 14)
        area = QRectF(self.rect())
        wrap.draw(painter, self._lead(), 0, self._text(area.width()))
        painter.end()
