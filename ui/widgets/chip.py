"""Chips 24 high: unfinished work, suggestions, and the filter tokens with a cross."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.pieces import Key, Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable

PAD = 8


class Chip(Pressable):
    """A draft, a suggestion or a count: icon, title, a note in grey (time, confidence), its key.

    `current` is the one being worked on; `clicked` is the user's choice.
    """

    def __init__(
        self,
        title: str,
        note: str = "",
        key: str = "",
        icon: str = "",
        current: bool = False,
        strong_edge: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._note, self._key, self._icon = title, note, key, icon
        self._current = current
        self._edge: Token = "field" if strong_edge else "chip_line"
        self._limit = 0
        self.say(f"{title} {note}".strip())

    @property
    def current(self) -> bool:
        return self._current

    def set_current(self, current: bool) -> None:
        self._current = current
        self.update()

    def set_words(self, title: str, note: str = "", icon: str | None = None) -> None:
        self._title, self._note = title, note
        self._icon = self._icon if icon is None else icon
        self.say(f"{title} {note}".strip())
        self.updateGeometry()
        self.update()

    def set_limit(self, px: int) -> None:
        """Never wider than this: the title is elided and the tooltip says it whole."""
        self._limit = px
        self.updateGeometry()

    def line(self) -> list[Piece]:
        strong: Token = "accent" if self._current else "text"
        soft: Token = "accent" if self._current else "text3"
        out: list[Piece] = []
        if self._icon:
            out += [Mark(self._icon, "accent" if self._current else "text2", 14), Space(6)]
        out += [Word(self._title, strong, "small", shrinks=True)]
        if self._note:
            out += [Space(6), Word(self._note, soft, "small")]
        if self._key:
            ground: Token | None = None if self._current else "alt"
            out += [Space(6), Key(self._key, soft, "accent_line" if self._current else "chip_line", ground)]
        return out if self.isEnabled() else pieces.greyed(out)

    def sizeHint(self) -> QSize:
        wanted = self.wanted(self.line(), PAD, theme.px("chip"))
        return QSize(min(wanted.width(), self._limit), wanted.height()) if self._limit else wanted

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        over = self.isEnabled() and self.underMouse()
        if self._current:
            paint.box(painter, area, colour("accent_soft"), colour("accent"))
        else:
            ground: Token = theme.current().press if self.isDown() else "alt" if over else "base"
            edge: Token = "line" if not self.isEnabled() else "text3" if over else self._edge
            paint.box(painter, area, colour(ground), colour(edge))
        pieces.draw(painter, area.adjusted(PAD, 0, -PAD, 0), self.line())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = pieces.fitted(self.line(), self.width() - 2 * PAD)[1]
        if self.isEnabled():
            self.setToolTip(self.accessibleName() if short else self._tip)


class FilterToken(Pressable):
    """A condition of a filter: its name in grey, its value, a cross that takes it away."""

    removed = Signal()

    def __init__(self, name: str, value: str, remove_words: str, parent: QWidget | None = None) -> None:
        """`remove_words` is the tooltip of the cross, such as a verb for taking the condition away."""
        super().__init__(parent)
        self._name, self._value = name, value
        self.say(f"{name} {value}".strip())
        self.set_tip(remove_words)

    def line(self) -> list[Piece]:
        out: list[Piece] = []
        if self._name:
            out += [Word(self._name, "text2", "small"), Space(5)]
        return [*out, Word(self._value, "text", "small"), Space(6), Mark("cross", "text2", 14)]

    def sizeHint(self) -> QSize:
        return self.wanted(self.line(), PAD, theme.px("chip"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = event.position().x() >= self.width() - PAD - 18
        if on_cross and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        edge: Token = "accent" if self.underMouse() else "accent_line"
        paint.box(painter, area, colour("accent_soft"), colour(edge))
        pieces.draw(painter, area.adjusted(PAD, 0, -PAD, 0), self.line())
        painter.end()
