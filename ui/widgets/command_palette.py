"""Everything that can be done now, found by a few letters: one field and a list over the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.choice_list import Choice, ChoiceList
from ui.widgets.entry import Entry
from ui.widgets.focus_return import FocusReturn

WIDTH = 560
TOP = 64
MOST_ROWS = 10


@dataclass(frozen=True)
class Command:
    """What can be run: its title, its key, a hint in grey, and the pinyin initials it is also found by."""

    id: str
    title: str
    key: str = ""
    hint: str = ""
    initials: str = ""


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Those whose title, hint or initials hold what was typed; beginnings first, otherwise in the order given."""
    wanted = typed.strip().lower()
    if not wanted:
        return list(commands)
    found = [each for each in commands if wanted in f"{each.title}\n{each.hint}\n{each.initials}".lower()]
    return sorted(found, key=lambda each: not _begins(each, wanted))


def _begins(command: Command, wanted: str) -> bool:
    return command.title.lower().startswith(wanted) or command.initials.lower().startswith(wanted)


class CommandPalette(QWidget):
    """Lives over `window`; `chosen` carries the id of the command to run, after the palette has closed."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, name: str, placeholder: str, nothing: str = "") -> None:
        super().__init__(window)
        self._commands: list[Command] = []
        self._over = window
        self._back = FocusReturn()
        self.setAccessibleName(name)
        self.entry = Entry("search", parent=self)
        self.entry.setAccessibleName(name)
        self.entry.setPlaceholderText(placeholder)
        self.list = ChoiceList(nothing=nothing, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.entry)
        column.addWidget(self.list)
        self.entry.installEventFilter(self)
        self.entry.textChanged.connect(self._show_matching)
        self.entry.left.connect(self.shut)
        self.list.picked.connect(self._run)
        window.installEventFilter(self)
        self.hide()

    def open(self, commands: Sequence[Command]) -> None:
        """Show these commands and take the focus; it returns where it was when the palette closes."""
        self._commands = list(commands)
        if not self.isVisible():
            self._back.remember()
        self.entry.clear()
        self._show_matching("")
        self.show()
        self.raise_()
        self.entry.setFocus()

    def shut(self) -> None:
        if not self.isVisible():
            return
        had_focus = self.entry.hasFocus()
        self.hide()
        if had_focus:
            self._back.give_back()

    def _show_matching(self, typed: str) -> None:
        found = matching(self._commands, typed)
        self.list.offer([Choice(each.id, each.title, each.hint, each.key) for each in found])
        self._place()

    def _place(self) -> None:
        window = self._over
        wide = min(WIDTH, window.width() - 32)
        high = 8 + self.entry.sizeHint().height() + 8 + self.list.height_for(MOST_ROWS) + 8
        self.list.setFixedHeight(self.list.height_for(MOST_ROWS))
        self.setGeometry((window.width() - wide) // 2, TOP, wide, high)

    def _run(self, choice: Choice) -> None:
        self.shut()
        self.chosen.emit(str(choice.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.entry and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return not self.entry.composing and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if self.list.moved_by(event.key(), MOST_ROWS - 1):
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            highlighted = self.list.highlighted()
            if highlighted is not None:
                self._run(highlighted)
            return True
        # Tab would leave the palette open behind the user's back.
        return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        paint.box(painter, QRectF(self.rect()), colour("base"), colour("field"), 1, 6)
        painter.end()
