"""Gives the keyboard focus back to where it was before something came over it."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget


class FocusReturn:
    """Remembers one widget; a page may delete it meanwhile."""

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    def remember(self) -> None:
        self._widget = QApplication.focusWidget()

    def give_back(self) -> None:
        widget, self._widget = self._widget, None
        # The Python object outlives the deleted widget, and touching it then would raise.
        if widget is not None and shiboken6.isValid(widget) and widget.isVisible():  # type: ignore[no-untyped-call]  # shiboken6 ships no types
            widget.setFocus()
