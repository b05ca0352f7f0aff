"""Plain words in one of our fonts and colours, on one line with an ellipsis or wrapped."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token, TypeSize
from ui.widgets import paint, wrap


class Label(QWidget):
    """One line by default: elided where there is no room, whole in the tooltip. `wraps` makes it as tall as it needs."""

    def __init__(
        self,
        text: str = "",
        colour: Token = "text",
        size: TypeSize = "body",
        bold: bool = False,
        wraps: bool = False,
        right: bool = False,
        elides: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`elides` lets a layout make the line narrower than its words."""
        super().__init__(parent)
        self._text, self._colour, self._bold = text, colour, bold
        self._size: TypeSize = size
        self._wraps, self._right, self._elides = wraps, right, elides
        self._tip = ""
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._retip()
        self.updateGeometry()
        self.update()

    def set_colour(self, colour: Token, bold: bool | None = None) -> None:
        self._colour = colour
        self._bold = self._bold if bold is None else bold
        self.updateGeometry()
        self.update()

    def set_tip(self, tip: str) -> None:
        self._tip = tip
        self._retip()

    def _laid(self, width: float) -> wrap.Wrapped:
        token: Token = self._colour if self.isEnabled() else "disabled"
        return wrap.wrapped([wrap.Part(self._text, token, self._bold)], self._size, max(1.0, width))

    def _whole(self) -> int:
        return math.ceil(paint.text_width(self._text, theme.font(self._size, self._bold)))

    def _retip(self) -> None:
        short = not self._wraps and self.width() < self._whole()
        self.setToolTip(self._text if short else self._tip)

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid(width).height) if self._wraps else theme.line_height(self._size)

    def sizeHint(self) -> QSize:
        return QSize(self._whole(), theme.line_height(self._size))

    def minimumSizeHint(self) -> QSize:
        free = self._wraps or self._elides
        return QSize(min(self._whole(), 40) if free else self._whole(), theme.line_height(self._size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._retip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._wraps:
            wrap.draw(painter, 0, 0, self._laid(area.width()))
        else:
            font = theme.font(self._size, self._bold)
            token: Token = self._colour if self.isEnabled() else "disabled"
            words = paint.elided(self._text, font, area.width())
            left = area.width() - paint.text_width(words, font) if self._right else 0.0
            paint.text(painter, left, area.center().y(), words, font, theme.current().colour(token))
        painter.end()
