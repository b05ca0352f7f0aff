"""The citizen's words: the large field, the five elements ticked above it, what to ask next below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.rules.text import CONTENT_LENGTH
from ui.pages.intake.derived import Derived
from ui.pages.intake.filled import Filled
from ui.pages.intake.icon_words import IconWords
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.text_area import TextArea
from ui.wording import intake as words
from ui.wording import terms

FEWEST_LINES = 4


class ContentArea(TextArea):
    """Takes what height is left, and never less than a few lines."""

    def sizeHint(self) -> QSize:
        return QSize(320, self.height_for(FEWEST_LINES))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height_for(FEWEST_LINES))


class ContentPart(QWidget):
    """`edited` carries the whole text."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(words.CONTENT, bold=True))
        head.addStretch(1)
        self.ticks = {name: IconWords("dashed_circle", word, "text3") for name, word in terms.ELEMENT.items()}
        for name, tick in self.ticks.items():
            tick.setObjectName(f"intake.element.{name}")
            head.addWidget(tick)
        self.area = ContentArea(words.CONTENT, words.CONTENT_HINT, CONTENT_LENGTH)
        self.area.setObjectName("intake.content")
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.area.edited.connect(self.edited)
        self.area.counted.connect(self._count)
        self.ask = HintLine()
        self.ask.setObjectName("intake.ask")
        policy = self.ask.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.ask.setSizePolicy(policy)
        self.transfers = HintLine()
        self.transfers.hide()
        self.count = Label(self.area.counter(), "text3", "small")
        self.error = HintLine()
        self.error.hide()
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.ask, 1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addWidget(self.error)
        column.addWidget(self.transfers)
        column.addLayout(foot)
        self.setFocusProxy(self.area)

    def show_filled(self, filled: Filled) -> None:
        """Another form: its text, and the caret at the end where one goes on."""
        self.area.set_text(filled.content)
        self.area.moveCursor(self.area.textCursor().MoveOperation.End)
        self.set_error("")

    def show_derived(self, filled: Filled, derived: Derived) -> None:
        heard = {found.name for found in derived.found}
        for name, tick in self.ticks.items():
            found = name in heard
            tick.set_words(
                "check_circle" if found else "dashed_circle", terms.ELEMENT[name], "green" if found else "text3"
            )
            tick.setAccessibleDescription(words.HEARD if found else words.NOT_HEARD)
        if self.area.text() == filled.content:
            self.area.set_found([(found.start, found.length) for found in derived.found])
        if derived.missing:
            self.ask.set_words("".join(words.ask(derived.missing[0], derived.ask)), "text2", "speech")
        else:
            self.ask.set_words(words.ELEMENTS_FOUND if derived.found else "", "text3", "check" if derived.found else "")
        self.transfers.set_words("  ".join(filled.transfers), "red", "triangle_alert")
        self.transfers.setVisible(bool(filled.transfers))

    def _count(self, length: int, limit: int) -> None:
        self.count.set_text(self.area.counter())

    def set_error(self, sentence: str) -> None:
        self.area.set_error(bool(sentence))
        self.error.set_words(sentence, "red", "triangle_alert")
        self.error.setVisible(bool(sentence))
