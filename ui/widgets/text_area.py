"""The large editor for what a citizen says: 15 px text on 26 px lines, a count, and underlines for what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import theme
from ui.theme import TypeSize

LINE_STEP = 26
PAD = 8
# Kept clear of the text's own ground, so it covers neither the rounded corners nor the wider focus edge.
RIM = 3


def natural_line(font: QFont) -> float:
    """Height in px a laid-out line of that font has; the metrics of the font round differently."""
    layout = QTextLayout("0", font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.height()


class TextArea(QTextEdit):
    """Plain text only. `edited` is the whole text after each change; `counted` is (length, limit); `left` is focus out.

    QPlainTextEdit cannot space its lines, so this is a QTextEdit that takes and gives plain text.
    """

    edited = Signal(str)
    counted = Signal(int, int)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        limit: int = 0,
        size: TypeSize = "lead",
        parent: QWidget | None = None,
    ) -> None:
        """`limit` is counted and shown as an error when passed, never enforced: what was heard is not cut."""
        super().__init__(parent)
        self._limit = limit
        self._composing = False
        self._found: list[tuple[int, int]] = []
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(size))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(PAD - RIM)
        self.setViewportMargins(RIM, RIM, RIM, RIM)
        self._space_lines()
        self.textChanged.connect(self._changed)
        theme.switch.changed.connect(self._underline)

    @property
    def composing(self) -> bool:
        """Whether an input method holds unfinished text."""
        return self._composing

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text; undo then starts from here."""
        if text == self.toPlainText():
            return
        self.setPlainText(text)
        self._space_lines()

    def set_found(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Underline these (start, length) ranges of characters in the accent."""
        self._found = list(ranges)
        self._underline()

    def counter(self) -> str:
        """How much is written, and of how much."""
        length = len(self.toPlainText())
        return f"{length} / {self._limit}" if self._limit else str(length)

    def set_error(self, wrong: bool) -> None:
        if bool(self.property("error")) != wrong:
            self.setProperty("error", wrong)
            self.update()

    def height_for(self, lines: int) -> int:
        """Height in px of the whole editor that shows that many lines."""
        return lines * LINE_STEP + 2 * PAD + 2 * self.frameWidth()

    def _space_lines(self) -> None:
        gap = round(LINE_STEP - natural_line(self.font()))
        spaced = QTextBlockFormat()
        spaced.setLineHeight(max(0, gap), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.document().setUndoRedoEnabled(True)

    def _changed(self) -> None:
        text = self.toPlainText()
        if self._limit:
            self.set_error(len(text) > self._limit)
        self.counted.emit(len(text), self._limit)
        self.edited.emit(text)

    def _underline(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        length = len(self.toPlainText())
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme.current().colour("accent"))
        for start, count in self._found:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(start, length))
            cursor.setPosition(min(start + count, length), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.setExtraSelections(marks)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        super().focusOutEvent(event)
        self.update()
        self.left.emit()
