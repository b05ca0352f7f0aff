"""A text field: leading icon, trailing words, a count where there is a limit, and under it what to put right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Token
from ui.widgets.entry import Entry
from ui.widgets.hint_line import HintLine
from ui.widgets.pieces import Mark, Piece, Space, Word


class LineField(QWidget):
    """`edited` carries each text the user makes, `committed` the text when Enter is pressed or focus leaves."""

    edited = Signal(str)
    committed = Signal(str)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        icon: str = "",
        max_length: int = 0,
        counted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is spoken by screen readers; `counted` shows how much of `max_length` is used."""
        super().__init__(parent)
        self.entry = Entry(icon, parent=self)
        self.entry.setAccessibleName(name)
        self.entry.setPlaceholderText(placeholder)
        self._limit, self._counted = max_length, counted
        self._trailing: list[Piece] = []
        if max_length:
            self.entry.setMaxLength(max_length)
        self._error = HintLine(self)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.entry)
        column.addWidget(self._error)
        self.setFocusProxy(self.entry)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.entry.textEdited.connect(self.edited)
        self.entry.textChanged.connect(self._show_trailing)
        self.entry.editingFinished.connect(lambda: self.committed.emit(self.entry.text()))
        self._show_trailing()

    def text(self) -> str:
        return self.entry.text()

    def set_text(self, text: str) -> None:
        """Put text there without `edited`; the caret goes to the start, so the beginning is seen."""
        if text != self.entry.text():
            self.entry.setText(text)
            if not self.entry.hasFocus():
                self.entry.setCursorPosition(0)

    def set_trailing(self, words: str, icon: str = "", colour: Token = "text3") -> None:
        """Words at the right end, such as where a value came from; empty takes them away."""
        lead: list[Piece] = [Mark(icon, colour, 14), Space(5)] if icon else []
        self._trailing = [*lead, Word(words, colour, "small")] if words else []
        self._show_trailing()

    def set_trailing_pieces(self, line: list[Piece]) -> None:
        self._trailing = line
        self._show_trailing()

    def set_error(self, words: str) -> None:
        """What to do, under a red edge; empty when nothing is wrong."""
        self.entry.set_error(bool(words))
        self.entry.setAccessibleDescription(words)
        self._error.set_words(words, "red", "triangle_alert")
        self._error.setVisible(bool(words))

    def error(self) -> str:
        return self._error.words()

    def set_read_only(self, read_only: bool) -> None:
        self.entry.setReadOnly(read_only)

    def _show_trailing(self) -> None:
        line = list(self._trailing)
        if self._counted and self._limit:
            line += [Space(8)] if line else []
            line += [Word(f"{len(self.entry.text())} / {self._limit}", "text3", "small")]
        self.entry.set_trailing(line)
