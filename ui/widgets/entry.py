"""A one-line editor with an icon before the text and words after it, which knows when an input method is composing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import icons, paint, pieces
from ui.widgets.pieces import Piece

SIDE = 8


class Entry(QLineEdit):
    """The bare editor: fields and pickers put it on screen with their own words around it."""

    left = Signal()

    def __init__(self, icon: str = "", icon_colour: Token = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._icon_colour = icon, icon_colour
        self._trailing: tuple[Piece, ...] = ()
        self._composing = False
        self.setFont(theme.font("body"))
        self.setMinimumHeight(theme.px("control"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reserve()

    @property
    def composing(self) -> bool:
        """Whether an input method holds unfinished text: then Enter, arrows and Tab are its keys, not ours."""
        return self._composing

    def set_icon(self, name: str, colour: Token = "text2") -> None:
        self._icon, self._icon_colour = name, colour
        self._reserve()

    def set_trailing(self, line: Sequence[Piece]) -> None:
        """Words, marks or a key hint at the right end, outside the text."""
        self._trailing = tuple(line)
        self._reserve()

    def set_error(self, wrong: bool) -> None:
        if bool(self.property("error")) != wrong:
            self.setProperty("error", wrong)
            self.update()

    def _reserve(self) -> None:
        # QLineEdit keeps 2 px beside its text of its own and its 1 px of frame.
        left = SIDE - 2 + (22 if self._icon else 0)
        right = SIDE - 2 + (round(pieces.width(self._trailing)) + 8 if self._trailing else 0)
        self.setTextMargins(left, 0, right, 0)
        self.update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        super().focusOutEvent(event)
        # Another window or a menu in front is not leaving: the user comes back to the same half-typed word.
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() / 2
        if self._icon:
            token = self._icon_colour if self.isEnabled() else "disabled"
            icons.draw(painter, self._icon, theme.current().colour(token), SIDE, middle)
        if self._trailing:
            line = list(self._trailing) if self.isEnabled() else pieces.greyed(self._trailing)
            wide = pieces.width(line)
            # QLineEdit centres by ascent and descent, which sets its own text one px lower than ours.
            room = QRectF(self.width() - SIDE - wide, 1, wide, self.height())
            pieces.draw(painter, room, line)
        painter.end()

    def text_room(self) -> float:
        """Width in px left for the text itself."""
        margins = self.textMargins()
        return self.width() - margins.left() - margins.right() - 6

    def wanted_width(self, words: str) -> int:
        """Width in px that shows those words whole."""
        margins = self.textMargins()
        return round(paint.text_width(words, self.font()) + 0.5) + margins.left() + margins.right() + 12
