"""The sheets of all components are drawn in every theme, for a person to open and judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.widgets.component_sheet import Sheet
from tests.ui.widgets.drawing import render
from tests.ui.widgets.panel_sheet import Panels
from ui import theme
from ui.theme import ThemeName

SHEETS: list[ThemeName] = ["light", "dark", "high_contrast"]


@pytest.mark.parametrize("make", [Sheet, Panels])
def test_every_component_is_drawn_in_every_theme(qapp: QApplication, tmp_path: Path, make: type[Sheet]) -> None:
    drawn = QImage(str(render(qapp, SHEETS, tmp_path / "components.png", make)))
    third = drawn.width() // 3
    for at, name in enumerate(SHEETS):
        ground = theme.load(name).colour("window")
        assert drawn.pixelColor(at * third + third - 4, drawn.height() - 4) == ground
