"""One field two people changed: both texts side by side, what differs marked, and three ways to settle it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from difflib import SequenceMatcher

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.wire.records import Conflict
from ui import theme
from ui.widgets import paint, wrap
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.hint_line import HintLine
from ui.widgets.section import Section
from ui.widgets.text_area import TextArea
from ui.widgets.wrap import Part
from ui.wording import queue as words
from ui.wording import terms

PAD = 8


def marked(text: str, other: str) -> list[Part]:
    """The text with what the other does not have in bold accent."""
    out: list[Part] = []
    for tag, start, end, _, _ in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if start < end:
            same = tag == "equal"
            out.append(Part(text[start:end], "text" if same else "accent", bold=not same))
    return out or [Part(words.EMPTY_VALUE, "text3")]


class Side(QWidget):
    """Whose text, when, and the text."""

    def __init__(self, head: str, parts: list[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head, self._parts = head, parts
        self.setAccessibleName(head + " " + "".join(part.text for part in parts))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _laid(self, width: int) -> tuple[wrap.Wrapped, wrap.Wrapped]:
        room = max(40, width - 2 * PAD)
        return wrap.wrapped([Part(self._head, "text2")], "small", room), wrap.wrapped(self._parts, "body", room)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        head, text = self._laid(width)
        return round(head.height + text.height + 4 + 2 * PAD)

    def sizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(max(140, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(100, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()), theme.current().colour("alt"), theme.current().colour("line"))
        head, text = self._laid(self.width())
        wrap.draw(painter, PAD, PAD, head)
        wrap.draw(painter, PAD, PAD + head.height + 4, text)
        painter.end()


class ConflictCard(Card):
    """Keys 1 and 2 take a side, 3 opens a field for a third text; both stay kept until one is chosen."""

    mine_kept = Signal()
    theirs_kept = Signal()
    written = Signal(str)

    def __init__(
        self, conflict: Conflict, now: datetime, name_of: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__("base", parent=parent)
        self.setObjectName(f"queue.conflict.{conflict.field}")
        field = terms.FIELD.get(conflict.field, conflict.field)
        self.body.addWidget(Section(words.CONFLICT.format(field=field), icon="merge"))
        self.body.addWidget(HintLine(None, words.CONFLICT_NOTE, "text2"))
        sides = QHBoxLayout()
        sides.setSpacing(8)
        mine = words.who_and_when(f"{words.MINE_SIDE} {name_of(conflict.mine_by)}", conflict.mine_at, now)
        theirs = words.who_and_when(f"{words.THEIR_SIDE} {name_of(conflict.theirs_by)}", conflict.theirs_at, now)
        sides.addWidget(Side(mine, marked(conflict.mine, conflict.theirs)), 1)
        sides.addWidget(Side(theirs, marked(conflict.theirs, conflict.mine)), 1)
        self.body.addLayout(sides)
        self._area = TextArea(words.WRITE_TITLE.format(field=field), limit=2000, size="body")
        self._area.setObjectName("queue.conflict.text")
        self._area.set_text(conflict.mine)
        self._area.setFixedHeight(self._area.height_for(3))
        self._area.hide()
        self._save = ActionButton(words.OK, "Ctrl+Enter", "primary")
        self._save.hide()
        self._save.clicked.connect(self.save)
        self.body.addWidget(self._area)
        self.body.addLayout(self._buttons())

    def _buttons(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        mine = ActionButton(words.KEEP_MINE, "1", "secondary")
        theirs = ActionButton(words.KEEP_THEIRS, "2", "secondary")
        write = ActionButton(words.WRITE, "3", "secondary")
        mine.clicked.connect(self.mine_kept)
        theirs.clicked.connect(self.theirs_kept)
        write.clicked.connect(self.open_writing)
        for button in (mine, theirs, write):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(self._save)
        column.addLayout(buttons)
        return column

    def open_writing(self) -> None:
        self._area.show()
        self._save.show()
        self._area.setFocus()

    @property
    def is_writing(self) -> bool:
        return self._area.isVisible()

    def save(self) -> None:
        text = self._area.text().strip()
        if text:
            self.written.emit(text)
