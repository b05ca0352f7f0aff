"""The sum of a reassignment in one framed line: how many go, how many do not, and why the first of those does not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word

HEIGHT = 40


class Summary(QWidget):
    """Numbers are bold; the reason is elided where there is no room, and whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead.summary")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line: list[Piece] = []

    def show_sum(self, going: tuple[int, str], cannot: tuple[int, str]) -> None:
        """Each a number and the words after it; a nought of those that cannot is not shown."""
        out: list[Piece] = [
            Mark("check" if going[0] else "minus", "green" if going[0] else "text3"),
            Space(10),
            Word(str(going[0]), bold=True),
            Word(f" {going[1]}"),
        ]
        if cannot[0]:
            out += [Space(20), Mark("ban", "amber"), Space(10)]
            out += [Word(str(cannot[0]), bold=True), Word(f" {cannot[1]}", shrinks=True)]
        self._line = out
        self.setAccessibleName(pieces.spoken(out))
        self.setToolTip(cannot[1] if cannot[0] else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        paint.box(painter, area, colour("alt"), colour("line"))
        pieces.draw(painter, area.adjusted(12, 0, -12, 0), self._line)
        painter.end()
