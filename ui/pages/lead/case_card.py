"""One order to decide on: what it is, what the unit says, how much time is left, and the two ways to decide."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.pages.lead.cases import Case, Cases
from ui.tables.time_left import GAP, Level, draw_time_left
from ui.widgets import paint
from ui.widgets.badge import StateBadge
from ui.widgets.button import ActionButton
from ui.widgets.elide import ElideLabel
from ui.widgets.label import Label
from ui.wording import lead as words

VERBS: dict[bool, tuple[tuple[str, str, str], ...]] = {
    True: (("lead.grant", words.GRANT, "A"), ("lead.refuse", words.REFUSE, "X")),
    False: (("lead.pass", words.PASS, "P"), ("lead.send_back", words.SEND_BACK, "B")),
}
"""The buttons of a return and of a reply: object name, word and key."""


class TimeLeft(QWidget):
    """Icon and words as in a table, as wide as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: Level | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_left(self, level: str, left: str) -> None:
        levels: dict[str, Level] = {"ok": "ok", "near": "near", "over": "over", "done": "done"}
        self._level, self._words = levels.get(level), left
        self.setAccessibleName(left)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._level is None:
            return QSize(0, theme.line_height("body"))
        return QSize(round(paint.text_width(self._words, theme.font()) + 0.5) + 16 + GAP, theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._level is not None:
            painter = QPainter(self)
            draw_time_left(painter, QRectF(self.rect()), self._words, self._level)
            painter.end()


class CaseCard(QWidget):
    """`pressed` carries the key of the button pressed. Only the current card shows its keys."""

    pressed = Signal(str)
    chosen = Signal()
    opened = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._current = False
        self._case: Case | None = None
        self._buttons: list[ActionButton] = []
        self.form: QWidget | None = None
        self.badge = StateBadge("")
        self.title = ElideLabel("", bold=True)
        self.left = TimeLeft()
        self.says = Label("", "text2", wraps=True)
        self.foot = Label("", "text3", "small", wraps=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.title, 1)
        head.addWidget(self.left)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        self._acts.addWidget(self.foot, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 10)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        self._column.addWidget(self.says)
        self._column.addLayout(self._acts)

    def show_case(self, case: Case, cases: Cases) -> None:
        if self._case is None or case.is_return != self._case.is_return:
            self._make_buttons(case.is_return)
        self._case = case
        self.badge.set_state(words.RETURN if case.is_return else words.REPLY, "neutral" if case.settled else "accent")
        self.title.set_text(case.order.title)
        self.title.set_colour("text3" if case.settled else "text")
        said = case.says()
        self.says.set_text(words.shortened(said))
        self.says.set_tip(said)
        self.says.set_colour("text3" if case.settled else "text2")
        self.setAccessibleName(f"{case.order.title} {said}")
        self.tick(cases)
        for button in self._buttons:
            button.setVisible(not case.settled)

    def tick(self, cases: Cases) -> None:
        """Time passes: what is left of it is another."""
        if self._case is not None:
            self.left.show_left(*self._case.left(cases.now()))
            self.foot.set_text(self._case.foot(cases.most_returns, cases.now()))

    def _make_buttons(self, is_return: bool) -> None:
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for _, word, key in VERBS[is_return]:
            button = ActionButton(word, kind="secondary")
            button.clicked.connect(lambda _=False, key=key: self.pressed.emit(key))
            self._buttons.append(button)
            self._acts.addWidget(button)
        self.set_current(self._current)

    def set_current(self, current: bool) -> None:
        self._current = current
        is_return = self._case.is_return if self._case is not None else True
        for button, (name, _, key) in zip(self._buttons, VERBS[is_return], strict=False):
            button.set_key(key if current else "")
            # The keys work on the current one, and so do the names.
            button.setObjectName(name if current else "")
        self.update()

    def show_form(self, form: QWidget | None) -> None:
        """Put a form under the words, or take it away; the buttons give way to it."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        settled = self._case is not None and self._case.settled
        for button in self._buttons:
            button.setVisible(form is None and not settled)
        if form is not None:
            self._column.addWidget(form)
            form.show()
            form.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps and self.hasFocus():
            self.stepped.emit(steps[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        if self._current:
            painter.fillRect(area, colour("accent_soft"))
            painter.fillRect(QRectF(0, 0, 3, area.height()), colour("accent"))
        paint.across(painter, 0, area.width(), area.height() - 1, colour("line"))
        if self.hasFocus():
            paint.ring(painter, area.adjusted(1, 1, -1, -2), colour("accent"))
        painter.end()
