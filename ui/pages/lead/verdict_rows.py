"""The rehearsal row by row: which order goes to whom, or why it does not go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token
from ui.widgets import pieces
from ui.widgets.pieces import Mark, Piece, Space, Word

HIGH = 28


@dataclass(frozen=True)
class Verdict:
    """`to` is the colleague's name, or the reason when `goes` is False."""

    number: str
    title: str
    to: str
    goes: bool


class VerdictRows(QWidget):
    """Painted, so that a hundred rows cost no more than the ones in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lead.verdicts")
        self._rows: list[Verdict] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Verdict]) -> None:
        """Those that cannot go come first."""
        self._rows = sorted(rows, key=lambda row: row.goes)
        self.setAccessibleDescription("\n".join(f"{row.number} {row.title} {row.to}" for row in self._rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> Sequence[Verdict]:
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(240, HIGH * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HIGH * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        first, last = event.rect().top() // HIGH, event.rect().bottom() // HIGH
        for at in range(first, min(last + 1, len(self._rows))):
            pieces.draw(painter, QRectF(0, at * HIGH, self.width(), HIGH), _line(self._rows[at]))
        painter.end()


def _line(row: Verdict) -> list[Piece]:
    colour: Token = "text" if row.goes else "amber"
    arrow: list[Piece] = [Mark("arrow_right", "text2", 14), Space(6)] if row.goes else []
    return [
        Mark("check" if row.goes else "ban", "green" if row.goes else "amber"),
        Space(8),
        Word(row.number, "text2", "small"),
        Space(8),
        Word(row.title, shrinks=True),
        Space(8, stretches=True),
        *arrow,
        Word(row.to, colour, "body" if row.goes else "small", shrinks=not row.goes),
    ]
