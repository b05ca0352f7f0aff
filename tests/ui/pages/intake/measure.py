"""Run as a program at any scale: lays the page out at several sizes, prints every word that has not its room, saves pictures."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from itertools import combinations
from pathlib import Path

import qasync
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QLayout, QWidget

from tests.ui.pages.intake.records import TOLD
from tests.ui.pages.intake.room import Room, intake_room
from ui import theme
from ui.pages.intake.icon_words import IconWords
from ui.pages.intake.limits_section import LimitLines
from ui.theme import ThemeName
from ui.widgets.badge import StateBadge
from ui.widgets.button import ActionButton
from ui.widgets.elide import ElideLabel
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

SIZES = ((1368, 788), (1208, 688), (952, 528), (781, 422))
"""The page at 1440 x 900, at 1280 x 800, and at 1280 x 800 scaled to 125 % and 150 %."""
WHOLE = (HintLine, Label, ActionButton, StateBadge, IconWords, LimitLines, SegmentedControl, QCheckBox)


def clipped(page: QWidget) -> list[str]:
    """The visible widgets whose words are wider than their room, or that stick out of their column."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, WHOLE) or isinstance(widget, ElideLabel):
            continue
        wraps = widget.hasHeightForWidth()
        short = widget.heightForWidth(widget.width()) > widget.height() if wraps else _narrow(widget)
        if short or _sticks_out(widget, page):
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()} {widget.geometry()}")
    for parent in page.findChildren(QWidget):
        layout = parent.layout()
        if parent.isVisible() and layout is not None:
            laid = [widget for widget in _laid_out(layout) if widget.isVisible()]
            for one, other in combinations(laid, 2):
                if one.geometry().intersects(other.geometry()):
                    found.append(f"{one.objectName()} {one.accessibleName()} lies over {other.objectName()}")
    return found


def _laid_out(layout: QLayout) -> list[QWidget]:
    out: list[QWidget] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is not None and (widget := item.widget()) is not None:
            out.append(widget)
        elif item is not None and (inner := item.layout()) is not None:
            out += _laid_out(inner)
    return out


def _narrow(widget: QWidget) -> bool:
    return widget.width() < widget.sizeHint().width() or widget.height() < min(20, widget.sizeHint().height())


def _sticks_out(widget: QWidget, page: QWidget) -> bool:
    """Whether an ancestor cuts it at the right."""
    above = widget.parentWidget()
    while above is not None and above is not page.parentWidget():
        if widget.mapTo(above, QPoint(widget.width(), 0)).x() > above.width():
            return True
        above = above.parentWidget()
    return False


async def look(room: Room, name: str, pictures: Path) -> list[str]:
    await room.listened()
    room.page.grab().save(str(pictures / f"intake-{name}.png"))
    return [f"{name}: {words}" for words in clipped(room.page)]


async def tour(pictures: Path, tag: str) -> list[str]:
    """Empty, a call, a call with words, urging and answering, at every size."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        async with intake_room(Path(folder)) as room:
            for width, height in SIZES:
                room.window.resize(width, height)
                at = f"{width}-{tag}"
                found += await look(room, f"empty-{at}", pictures)
                room.ring()
                room.page.form.focus_home()
                room.say("着火了！" + TOLD)
                await room.listened()
                found += await look(room, f"told-{at}", pictures)
                room.page.press_known(1)
                found += await look(room, f"urge-{at}", pictures)
                room.page.caller.cards[0].leave()
                room.page.answer_thus()
                found += await look(room, f"answer-{at}", pictures)
                if width < 1000:
                    room.page.toggle_help()
                    found += await look(room, f"help-{at}", pictures)
                    room.page.toggle_help()
                room.state.discard()
                room.state.new_order()
    return found


def main(pictures: Path, look: ThemeName) -> int:
    application = QApplication(["measure"])
    application.setQuitOnLastWindowClosed(False)
    application.styleHints().setCursorFlashTime(0)
    theme.apply(application, look)
    loop = qasync.QEventLoop(application, already_running=False)
    asyncio.set_event_loop(loop)
    found = loop.run_until_complete(tour(pictures, f"{look}-{application.devicePixelRatio():g}"))
    sys.stdout.write("\n".join(found))
    sys.stdout.flush()
    # What is measured is measured; the interpreter need not take Qt down in its own order.
    os._exit(1 if found else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])  # type: ignore[arg-type]  # the test passes a theme's name
