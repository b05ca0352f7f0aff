"""Draws sheets of components, one theme beside the other, into one PNG for a person to judge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from tests.ui.widgets.component_sheet import Sheet
from tests.ui.widgets.panel_sheet import Panels
from ui import theme
from ui.theme import ThemeName


def render(
    app: QApplication, names: Sequence[ThemeName], where: Path, make: type[Sheet] | type[Panels] = Sheet
) -> Path:
    """Draw one sheet per theme side by side and write the PNG; returns where it stands."""
    drawn: list[QPixmap] = []
    for name in names:
        theme.apply(app, name)
        sheet = make(name)
        sheet.show()
        sheet.activateWindow()
        app.processEvents()
        if isinstance(sheet, Sheet):
            sheet.settle()
        app.processEvents()
        drawn.append(sheet.grab())
        sheet.close()
        sheet.deleteLater()
    ratio = drawn[0].devicePixelRatio()
    width = sum(each.width() for each in drawn)
    whole = QPixmap(width, max(each.height() for each in drawn))
    whole.setDevicePixelRatio(ratio)
    painter = QPainter(whole)
    x = 0
    for each in drawn:
        painter.drawPixmap(QPoint(round(x / ratio), 0), each)
        x += each.width()
    painter.end()
    whole.save(str(where))
    return where
