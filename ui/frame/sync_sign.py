"""The sync state in two short lines beside its icon; amber only when central is away or something needs the agent."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import icons, paint
from ui.widgets.pressable import Pressable

PAD = 10


class SyncSign(Pressable):
    """Pressed, it opens the outbox drawer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seat.sync")
        self._word, self._note, self._icon = "", "", "cloud"
        self._alert = False

    def show_state(self, word: str, note: str, icon: str, alert: bool) -> None:
        if (word, note, icon, alert) == (self._word, self._note, self._icon, self._alert):
            return
        self._word, self._note, self._icon, self._alert = word, note, icon, alert
        self.say(f"{word} {note}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font, bold = theme.font("small"), theme.font("small", True)
        wide = max(paint.text_width(self._word, bold), paint.text_width(self._note, font), 44)
        return QSize(math.ceil(PAD + 18 + 8 + wide + PAD), 38)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        if self._alert:
            paint.box(painter, area, colour("amber_soft"), colour("amber_line"))
        elif self.underMouse():
            paint.box(painter, area, colour("alt"), colour("chip_line"))
        mark: Token = "amber" if self._alert else "green" if self._icon == "cloud_ok" else "text2"
        icons.draw(painter, self._icon, colour(mark), PAD, area.center().y(), 18)
        left = PAD + 18 + 8
        word: Token = "amber" if self._alert else "text"
        paint.text(painter, left, 11, self._word, theme.font("small", self._alert), colour(word))
        paint.text(painter, left, 27, self._note, theme.font("small"), colour("text2"))
        painter.end()
