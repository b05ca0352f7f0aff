"""What the citizen called about before: day, matter and how it was answered, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk.rules.calendar import CHINA
from desk.wire.records import Order
from ui import theme
from ui.pages.intake.looks import FACE
from ui.widgets import paint, pieces
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.wording import intake as words
from ui.wording import terms

ROW = 36
DAY = 46


class HistoryList(QWidget):
    """Painted rows, 36 high; `opened` carries the order clicked."""

    opened = Signal(Order)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orders: list[Order] = []
        self._over = -1
        self._here = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words.HISTORY)
        self.setObjectName("intake.history")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_orders(self, orders: Sequence[Order]) -> None:
        self._orders = list(orders)
        self._here = 0
        self.setAccessibleDescription("\n".join(order.title for order in orders))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, ROW * len(self._orders))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, ROW * len(self._orders))

    def _line(self, order: Order) -> tuple[list[Piece], list[Piece]]:
        """What stands at the left, and at the right end."""
        day = order.accepted_at.astimezone(CHINA)
        icon, colour = FACE.get(order.satisfaction, ("circle", "text2"))
        answer = terms.SATISFACTION.get(order.satisfaction, "") or terms.STATE.get(order.state, "")
        stamp = Word(f"{day:%m-%d}", "text2", "small")
        gap = Space(DAY - pieces.piece_width(stamp))
        end: list[Piece] = [Space(8), Mark(icon, colour, 14), Space(5), Word(answer, colour, "small")]
        return [stamp, gap, Word(order.title, shrinks=True)], end

    def _at(self, point: QPoint) -> int:
        row = point.y() // ROW
        return row if 0 <= row < len(self._orders) else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        for at, order in enumerate(self._orders):
            area = QRectF(0, at * ROW, self.width(), ROW)
            if self.hasFocus() and at == self._here:
                painter.fillRect(area, colour("accent_soft"))
            elif at == self._over:
                painter.fillRect(area, colour("alt"))
            paint.across(painter, 0, area.width(), area.top(), colour("line"))
            left, right = self._line(order)
            room = area.adjusted(0, 0, -pieces.width(right), 0)
            pieces.draw(painter, room, left)
            pieces.draw(painter, QRectF(room.right(), area.top(), pieces.width(right), ROW), right)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps:
            self._here = max(0, min(len(self._orders) - 1, self._here + steps[event.key()]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._here < len(self._orders):
            self.opened.emit(self._orders[self._here])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position().toPoint())
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = -1
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at >= 0:
            self.opened.emit(self._orders[at])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._orders[at].title if at >= 0 else "", self)
            return True
        return super().event(event)
