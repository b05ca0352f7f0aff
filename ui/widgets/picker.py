"""A field that offers a list while one types: for choosing among hundreds by a few characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.choice_list import Choice, ChoiceList, ListPanel
from ui.widgets.entry import Entry
from ui.widgets.hint_line import HintLine
from ui.widgets.pieces import Mark, Piece, Space

MOST_ROWS = 8
Search = Callable[[str], Sequence[Choice]]


class SearchPicker(QWidget):
    """`chosen` carries the value picked, None when the user emptied the field.

    With `search` the list is filled at once. Without it `sought` says what was typed and the caller answers with
    `offer`, whenever it has looked. While an input method is composing, every key is the input method's.
    """

    chosen = Signal(object)
    sought = Signal(str)

    def __init__(
        self,
        name: str,
        search: Search | None = None,
        placeholder: str = "",
        nothing: str = "",
        icon: str = "",
        two_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._two_lines, self._nothing = two_lines, nothing
        self._choice: Choice | None = None
        self._panel: ListPanel | None = None
        self._list: ChoiceList | None = None
        self._trailing: list[Piece] = []
        self._error = HintLine(self)
        self._error.hide()
        self.entry = Entry(icon, parent=self)
        self.entry.setAccessibleName(name)
        self.entry.setPlaceholderText(placeholder)
        self.entry.installEventFilter(self)
        self.entry.textEdited.connect(self._look)
        self.entry.left.connect(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.entry)
        column.addWidget(self._error)
        self.setFocusProxy(self.entry)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._show_trailing()

    def choice(self) -> Choice | None:
        return self._choice

    def value(self) -> object:
        return self._choice.value if self._choice else None

    def set_choice(self, choice: Choice | None) -> None:
        """Show that choice without `chosen`."""
        self._choice = choice
        self._show_choice()

    def set_trailing(self, line: Sequence[Piece]) -> None:
        """Pieces before the arrow, such as what kind of choice this is."""
        self._trailing = list(line)
        self._show_trailing()

    def set_error(self, words: str) -> None:
        """What to do, under a red edge; empty when nothing is wrong."""
        self.entry.set_error(bool(words))
        self.entry.setAccessibleDescription(words)
        self._error.set_words(words, "red", "triangle_alert")
        self._error.setVisible(bool(words))

    @property
    def is_open(self) -> bool:
        return self._panel is not None and self._panel.isVisible()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Fill the open list; an answer that comes after the list was closed is dropped."""
        if self.is_open and self._list is not None:
            self._list.offer(choices)
            if self._choice is not None:
                self._list.highlight_value(self._choice.value)
            self._place()

    def open(self) -> None:
        """Show everything there is to choose."""
        self._look("")

    def shut(self) -> None:
        if self._panel is not None:
            self._panel.hide()

    def _show_trailing(self) -> None:
        lead = [*self._trailing, Space(8)] if self._trailing else []
        self.entry.set_trailing([*lead, Mark("chevron_down", "text2", 16)])

    def _show_choice(self) -> None:
        self.entry.setText(self._choice.label if self._choice else "")
        self.entry.setCursorPosition(0)
        self.entry.setToolTip(self._choice.label if self._choice else "")

    def _look(self, text: str) -> None:
        self._panel_shown()
        if self._search is not None:
            self.offer(self._search(text))
        else:
            self.sought.emit(text)

    def _panel_shown(self) -> ChoiceList:
        if self._panel is None or self._list is None or self._panel.parent() is not self.window():
            self._panel = ListPanel(self.window())
            self._list = ChoiceList(self._two_lines, self._nothing, self._panel)
            self._list.picked.connect(self._pick)
            self.destroyed.connect(self._panel.deleteLater)
        self._place()
        self._panel.show()
        self._panel.raise_()
        return self._list

    def _place(self) -> None:
        """Under the field, or over it where the window ends too soon."""
        if self._panel is None or self._list is None:
            return
        window = self.window()
        corner = self.entry.mapTo(window, QPoint(0, self.entry.height() + 2))
        high = self._list.height_for(MOST_ROWS) + 2
        below = window.height() - corner.y()
        if high > below and corner.y() - self.entry.height() > below:
            corner.setY(max(0, corner.y() - self.entry.height() - 4 - high))
        self._panel.setGeometry(QRect(corner.x(), corner.y(), self.entry.width(), high))
        self._list.setGeometry(1, 1, self.entry.width() - 2, high - 2)

    def _pick(self, choice: Choice) -> None:
        self.shut()
        changed = self._choice is None or choice.value != self._choice.value
        self._choice = choice
        self._show_choice()
        if changed:
            self.chosen.emit(choice.value)

    def _left(self) -> None:
        """Half-typed words are not a choice: the field shows what is chosen; emptied, it means none."""
        self.shut()
        emptied = not self.entry.text().strip() and self._choice is not None
        if emptied:
            self._choice = None
        self._show_choice()
        if emptied:
            self.chosen.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.entry.composing:
                return self._key(event)
            if event.type() == QEvent.Type.MouseButtonPress and not self.is_open and self.entry.isEnabled():
                self.entry.selectAll()
                self.open()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """True when the key was ours: the field must not see it."""
        key = event.key()
        if not self.is_open or self._list is None:
            if key == Qt.Key.Key_Down:
                self.open()
                return True
            return False
        highlighted = self._list.highlighted()
        if self._list.moved_by(key, MOST_ROWS - 1):
            return True
        if key == Qt.Key.Key_Escape:
            self.shut()
            self._show_choice()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if highlighted is not None:
                self._pick(highlighted)
            return True
        if key == Qt.Key.Key_Tab and highlighted is not None and self.entry.text().strip():
            # Accepted, and the focus moves on as Tab always does.
            self._pick(highlighted)
        return False
