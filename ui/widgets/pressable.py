"""What all our painted buttons share: a line of pieces, hover, press, focus ring and the reason for being disabled."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.widgets import pieces
from ui.widgets.focus_ring import FocusRing
from ui.widgets.pieces import Piece


class Pressable(QAbstractButton):
    """A button painted by its subclass; Enter presses it as well as Space."""

    ring_radius = 4.0
    ringed = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring: FocusRing | None = None
        self._tip = ""
        # A click leaves the caret in the field the operator is typing in; Tab still comes here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Name the button for screen readers; an ampersand is a character, not a mnemonic."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def set_tip(self, tip: str) -> None:
        """The tooltip while the button can be pressed."""
        self._tip = tip
        self.setToolTip(tip)

    def set_reason(self, reason: str) -> None:
        """A reason disables the button and stands in its tooltip; an empty one enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(reason or self._tip)
        self.setAccessibleDescription(reason)

    def wanted(self, line: Sequence[Piece], pad: float, height: int) -> QSize:
        """Size of a line with that padding at both sides, never a fraction too narrow."""
        return QSize(math.ceil(pieces.width(line) + 2 * pad), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.ringed and self._ring is None:
            self._ring = FocusRing(self, self.ring_radius)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None
