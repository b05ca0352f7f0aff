"""Which words of a window have not the room they need."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QLayout, QWidget

from ui.pages.intake.icon_words import IconWords
from ui.pages.intake.limits_section import LimitLines
from ui.widgets.badge import StateBadge
from ui.widgets.button import ActionButton
from ui.widgets.elide import ElideLabel
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

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
