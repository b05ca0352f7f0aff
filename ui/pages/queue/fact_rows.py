"""Facts of an order as label and value, the value wrapped as far as it needs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token
from ui.widgets import wrap
from ui.widgets.wrap import Part

LABEL = 72
GAP = 2


class FactRows(QWidget):
    """`set_rows` takes (label, value) pairs; an empty value leaves its row out."""

    def __init__(
        self, rows: Sequence[tuple[str, str]] = (), colour: Token = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colour: Token = colour
        self._rows: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        told = [(label, value) for label, value in rows if value]
        if told == self._rows:
            return
        self._rows = told
        self.setAccessibleName("\n".join(f"{label} {value}" for label, value in told))
        self.updateGeometry()
        self.update()

    def _laid(self, width: int) -> list[wrap.Wrapped]:
        room = max(40.0, width - LABEL)
        return [wrap.wrapped([Part(value, self._colour)], "body", room) for _, value in self._rows]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(sum(text.height + GAP for text in self._laid(width)))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(LABEL + 96, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0.0
        for (label, _), text in zip(self._rows, self._laid(self.width()), strict=True):
            wrap.draw(painter, 0, top + 1, wrap.wrapped([Part(label, "text2")], "small", LABEL))
            wrap.draw(painter, LABEL, top, text)
            top += text.height + GAP
        painter.end()
