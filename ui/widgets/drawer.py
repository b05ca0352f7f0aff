"""A column that comes in at the right and goes with Esc: head with title, count and a way to close, body below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.button import ActionButton
from ui.widgets.focus_return import FocusReturn
from ui.widgets.pane import Pane
from ui.widgets.section import Section


class Drawer(Pane):
    """Stands in the page's row, hidden until opened, so what is beside it narrows and is never covered.

    Put widgets in `body` (scrolls) and, where something must always be seen, in `foot`.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self, title: str, close_word: str, close_key: str = "Esc", width: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__("alt", ("left",), parent=parent)
        self._back = FocusReturn()
        self.setFixedWidth(width or theme.px("outbox_drawer"))
        self.setAccessibleName(title)
        self.head = Section(title, size="lead")
        leave = ActionButton(close_word, close_key, "quiet")
        leave.clicked.connect(self.shut)
        self.head.add_right(leave)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(16, 8, 16, 16)
        self.body.setSpacing(8)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(15, 0, 16, 0)
        top.addWidget(self.head)
        column.addLayout(top)
        column.addWidget(scroll, 1)
        column.addLayout(self.foot)
        self.hide()

    def open(self) -> None:
        """Show it and take the focus; where the focus was, it returns on closing."""
        if self.isVisible():
            return
        self._back.remember()
        self.show()
        self.opened.emit()

    def shut(self) -> None:
        if not self.isVisible():
            return
        self.hide()
        self._back.give_back()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
            return
        super().keyPressEvent(event)
