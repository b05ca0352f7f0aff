"""The buttons under the order: what can be done now, each with its key, as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.rules.order import ActKind
from ui.pages.queue.actions import Action
from ui.pages.queue.detail import OrderDetail
from ui.widgets.button import ActionButton, ButtonKind
from ui.widgets.hint_line import HintLine
from ui.widgets.pane import Pane
from ui.wording import queue as words

GAP = 8
ICON = {ActKind.URGE: "bell"}
MINOR = frozenset(
    {ActKind.EDIT, ActKind.REASSIGN, ActKind.ANSWER, ActKind.ASK_MORE, ActKind.INVALIDATE, ActKind.REFUSE}
)
"""Seldom wanted here: their buttons are smaller."""


class Flow(QWidget):
    """Widgets side by side, the next row begun where one no longer fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_items(self, items: Sequence[QWidget]) -> None:
        self._items = list(items)
        for item in self._items:
            item.setParent(self)
            item.show()
        self.updateGeometry()
        self._place()

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        sizes = [item.sizeHint() for item in self._shown()]
        high = max((size.height() for size in sizes), default=0)
        x = y = 0
        for size in sizes:
            if x and x + size.width() > width:
                x, y = 0, y + high + GAP
            places.append(QRect(x, y + (high - size.height()) // 2, size.width(), size.height()))
            x += size.width() + GAP
        return places

    def _place(self) -> None:
        for item, place in zip(self._shown(), self._places(self.width()), strict=True):
            item.setGeometry(place)

    def _shown(self) -> list[QWidget]:
        return [item for item in self._items if not item.isHidden()]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        width = max(240, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)


class ActionBar(Pane):
    """Built anew only when what can be done has changed, so that a button never moves under the pointer for nothing."""

    def __init__(self, detail: OrderDetail, parent: QWidget | None = None) -> None:
        super().__init__("alt", ("top",), parent=parent)
        self.setObjectName("queue.actions")
        self._detail = detail
        self._shown: list[Action] = []
        self.buttons: dict[ActKind, ActionButton] = {}
        self.flow = Flow()
        self.why = HintLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.flow)
        column.addWidget(self.why)

    def show_actions(self, actions: Sequence[Action]) -> None:
        if list(actions) == self._shown:
            return
        self._shown = list(actions)
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {action.kind: self._button(action) for action in actions}
        self.flow.set_items(list(self.buttons.values()))
        reasons = dict.fromkeys(action.reason for action in actions if action.reason)
        self.why.set_words(words.REASONS.join(reasons))
        self.why.setVisible(bool(reasons))

    def _button(self, action: Action) -> ActionButton:
        kind: ButtonKind = "primary" if action.leads else "secondary" if action.kind in MINOR else "plain"
        button = ActionButton(action.word, action.key, kind, ICON.get(action.kind))
        button.setObjectName(f"queue.do.{action.kind.value}")
        button.set_reason(action.reason)
        button.clicked.connect(lambda: self._detail.press(action.key))
        return button
