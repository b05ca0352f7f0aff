"""The heading of a section: icon, bold title, count, and at the right whatever belongs to it."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.theme import TypeSize
from ui.widgets import pieces
from ui.widgets.pieces import Mark, Piece, Space, Word


class Section(QWidget):
    """28 high, so a small button fits at its right."""

    def __init__(
        self,
        title: str,
        count: str = "",
        icon: str = "",
        right: QWidget | None = None,
        size: TypeSize = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._count, self._icon = title, count, icon
        self._size: TypeSize = size
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        if right is not None:
            self.add_right(right)

    def add_right(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        self.updateGeometry()

    def set_title(self, title: str) -> None:
        self._title = title
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def set_count(self, count: str) -> None:
        self._count = count
        self.updateGeometry()
        self.update()

    def line(self) -> list[Piece]:
        out: list[Piece] = [Mark(self._icon), Space(8)] if self._icon else []
        out += [Word(self._title, size=self._size, bold=True, shrinks=True)]
        if self._count:
            out += [Space(8), Word(self._count, "text3", "body")]
        return out

    def _right_width(self) -> int:
        return self._row.sizeHint().width()

    def sizeHint(self) -> QSize:
        right = self._row.sizeHint()
        wide = math.ceil(pieces.width(self.line())) + (right.width() + 8 if right.width() else 0)
        return QSize(wide, max(theme.px("control_small"), right.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._right_width() + 96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0, 0, -self._right_width() - 8 if self._right_width() else 0, 0)
        pieces.draw(painter, room, self.line())
        painter.end()
