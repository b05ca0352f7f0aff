"""Says which words on the lead's page have less room than they need; run as a program, at the scale the process was given."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.pages.lead.hands import choose_seat, press
from tests.ui.pages.lead.shift import Desk, desk_of
from tests.ui.pages.queue.room import run, until
from ui.pages.lead.seat_grid import ShiftCard
from ui.widgets import pieces
from ui.widgets.badge import StateBadge
from ui.widgets.elide import ElideLabel
from ui.widgets.label import Label
from ui.widgets.pressable import Pressable
from ui.widgets.seat_card import PAD
from ui.widgets.section import Section

SIZES = ((1368, 788), (1208, 688), (1028, 588))


def cut(page: QWidget) -> Iterator[str]:
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        name = f"{widget.objectName() or type(widget).__name__} {widget.accessibleName()}"
        if isinstance(widget, ShiftCard):
            room = widget.width() - 2 * PAD
            if any(pieces.fitted(line, room)[1] for line in widget.lines()):
                yield f"{name}: {widget.width()} wide"
        elif isinstance(widget, Pressable | StateBadge | Section):
            if widget.width() < widget.sizeHint().width():
                yield f"{name}: {widget.width()} wide, needs {widget.sizeHint().width()}"
        elif isinstance(widget, Label) and not isinstance(widget, ElideLabel):
            needs = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
            wide = 0 if needs else widget.sizeHint().width()
            if widget.height() < needs or widget.width() < wide:
                yield f"{name}: {widget.width()} x {widget.height()}, needs {wide} x {needs}"


async def _look(desk: Desk, found: list[str]) -> None:
    await asyncio.sleep(0.05)
    window = desk.room.window
    assert window is not None
    found += [f"{window.width()} x {window.height()}: {each}" for each in cut(desk.page)]


async def story(found: list[str]) -> None:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            async with desk_of(Path(folder), None, *size) as desk:
                await _look(desk, found)
                await choose_seat(desk, "01031")
                press("Ctrl+A", "G")
                await until(lambda desk=desk: desk.state.rehearsal.can_go)  # type: ignore[misc]  # binds the loop's value
                await _look(desk, found)
                press("A")
                await _look(desk, found)


if __name__ == "__main__":
    cuts: list[str] = []
    run(QApplication([]), story(cuts))
    sys.stdout.write("\n".join(cuts))
