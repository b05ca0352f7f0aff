"""A few choices side by side in one edge; arrows move, a letter or digit jumps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint

PAD = 12


@dataclass(frozen=True)
class Option:
    """One segment; `letter` jumps to it, its place (1-9) does too. A reason makes it impossible to choose."""

    value: object
    label: str
    letter: str = ""
    reason: str = ""


class SegmentedControl(QWidget):
    """`chosen` carries the value the user picked; setting it from code stays silent."""

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[Option], value: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options = list(options)
        self._at = self._index(value)
        self._over = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._describe()

    def value(self) -> object:
        """The chosen value, None while nothing is chosen."""
        return self._options[self._at].value if self._at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose silently; a value no option has chooses nothing."""
        self._at = self._index(value)
        self._describe()
        self.update()

    def set_options(self, options: Sequence[Option]) -> None:
        kept = self.value()
        self._options = list(options)
        self._at = self._index(kept)
        self._describe()
        self.updateGeometry()
        self.update()

    def _index(self, value: object) -> int:
        return next((at for at, option in enumerate(self._options) if option.value == value), -1)

    def _describe(self) -> None:
        self.setAccessibleDescription(self._options[self._at].label if self._at >= 0 else "")

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._options) or self._options[at].reason:
            return
        changed = at != self._at
        self._at = at
        self._describe()
        self.update()
        if changed:
            self.chosen.emit(self._options[at].value)

    def _step(self, by: int) -> None:
        at = self._at + by if self._at >= 0 else (0 if by > 0 else len(self._options) - 1)
        while 0 <= at < len(self._options) and self._options[at].reason:
            at += by
        self._choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text().lower()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._step(-1)
        elif key == Qt.Key.Key_Home:
            self._choose(0)
        elif key == Qt.Key.Key_End:
            self._choose(len(self._options) - 1)
        elif typed and (at := self._named(typed)) >= 0:
            self._choose(at)
        else:
            super().keyPressEvent(event)

    def _named(self, typed: str) -> int:
        for at, option in enumerate(self._options):
            if option.letter.lower() == typed:
                return at
        return int(typed) - 1 if typed in "123456789" and int(typed) <= len(self._options) else -1

    def _widths(self) -> list[float]:
        # Every segment has room for its bold word, so choosing another moves nothing.
        bold = theme.font("body", True)
        return [math.ceil(paint.text_width(option.label, bold)) + 2 * PAD for option in self._options]

    def _areas(self) -> list[QRectF]:
        widths = self._widths()
        spare = max(0.0, self.width() - sum(widths)) / max(1, len(widths))
        out, x = [], 0.0
        for wide in widths:
            out.append(QRectF(x, 0, wide + spare, self.height()))
            x += wide + spare
        return out

    def _under(self, x: float) -> int:
        return next((at for at, area in enumerate(self._areas()) if area.left() <= x < area.right()), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._under(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._under(event.position().x())
        if over != self._over:
            self._over = over
            self.setToolTip(self._options[over].reason if over >= 0 else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = -1
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(sum(self._widths())), theme.px("control"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        whole = QRectF(self.rect())
        enabled, focused = self.isEnabled(), self.hasFocus()
        edge: Token = "accent" if focused else "field" if enabled else "line"
        paint.box(painter, whole, colour("base"))
        areas = self._areas()
        for at, area in enumerate(areas):
            self._paint_segment(painter, at, area)
        for area in areas[:-1]:
            paint.down(painter, area.right() - 0.5, 1, whole.height() - 1, colour("line"))
        paint.box(painter, whole, None, colour(edge), 2 if focused else 1)
        if self._at >= 0:
            foot = areas[self._at]
            inset = 1.0
            bar = QRectF(foot.left() + inset, foot.bottom() - 2, foot.width() - 2 * inset, 2)
            painter.fillRect(paint.snapped(painter, bar), colour("accent" if enabled else "disabled"))
        painter.end()

    def _paint_segment(self, painter: QPainter, at: int, area: QRectF) -> None:
        colour = theme.current().colour
        option, here = self._options[at], at == self._at
        enabled = self.isEnabled() and not option.reason
        if here:
            painter.fillRect(paint.snapped(painter, area.adjusted(1, 1, -1, -1)), colour("accent_soft"))
        elif at == self._over and enabled:
            painter.fillRect(paint.snapped(painter, area.adjusted(1, 1, -1, -1)), colour("alt"))
        token: Token = "disabled" if not enabled else "accent" if here else "text2"
        font = theme.font("body", here)
        left = area.left() + (area.width() - paint.text_width(option.label, font)) / 2
        paint.text(painter, left, area.center().y(), option.label, font, colour(token))
