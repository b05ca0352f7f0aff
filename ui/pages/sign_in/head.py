"""The head of the sign-in window: whose desk this is and whether central answers."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.pages.sign_in.state import SignInState
from ui.widgets import icons, paint
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.wording import sign_in as words

BLOCK = 40


class Emblem(QWidget):
    """The telephone on the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(BLOCK, BLOCK)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        paint.box(painter, QRectF(self.rect()), colour("accent"))
        icons.draw(painter, "phone", colour("on_accent"), (BLOCK - 20) / 2, BLOCK / 2, 20)
        painter.end()


class SignInHead(QWidget):
    """Name, and under it the line that follows central."""

    def __init__(self, state: SignInState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(words.TITLE, size="title", bold=True))
        names.addWidget(Label(words.SUBTITLE, "text2"))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Emblem())
        top.addLayout(names, 1)
        self.central = HintLine()
        self.central.setObjectName("sign_in.central")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addLayout(top)
        column.addWidget(self.central)
        state.central_known.connect(self._show_central)
        self._show_central()

    def _show_central(self) -> None:
        if self._state.central is None:
            self.central.set_words(words.CHECKING, "text3", "cloud")
        elif self._state.central:
            self.central.set_words(words.ONLINE, "green", "cloud_ok")
        else:
            self.central.set_words(words.OFFLINE, "amber", "cloud_off")
