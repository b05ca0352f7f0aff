"""Unfinished work as chips under the seat bar: a call can be taken in the middle of it, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.wording import frame as words


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One chip: the draft, the page it belongs to, its title and a note."""

    id: str
    page: str
    title: str
    note: str
    current: bool = False


class DraftStrip(Pane):
    """`chosen` carries (page, draft id)."""

    chosen = Signal(str, str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", ("bottom",), parent=parent)
        self.setFixedHeight(theme.px("draft_strip"))
        self._shown: tuple[Unfinished, ...] | None = None
        self._count = Label("", "text2", "small")
        self.new = ActionButton(words.NEW_ORDER, "Ctrl+N", "quiet", "plus")
        self.new.setObjectName("strip.new")
        self.new.clicked.connect(self.new_asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._count)
        self._row.addWidget(self.new)
        self._row.addStretch(1)
        self._chips: list[Chip] = []
        self.show_drafts(())

    def show_drafts(self, drafts: Sequence[Unfinished]) -> None:
        if self._shown == tuple(drafts):
            return
        self._shown = tuple(drafts)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(draft) for draft in drafts[:6]]
        for place, chip in enumerate(self._chips):
            self._row.insertWidget(place + 1, chip)
        self._count.set_text(words.UNFINISHED.format(count=len(drafts)))

    def _chip(self, draft: Unfinished) -> Chip:
        icon = "pencil" if draft.current else "callback" if draft.page == "call_back" else "order"
        chip = Chip(draft.title or words.NO_TITLE, draft.note, "", icon, draft.current)
        chip.setObjectName(f"strip.{draft.id}")
        chip.set_limit(240)
        chip.clicked.connect(lambda: self.chosen.emit(draft.page, draft.id))
        return chip
