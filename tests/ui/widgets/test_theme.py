"""Themes: their colours, their palettes, and the switch that every window follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import ThemeName, Token
from ui.widgets import icons
from ui.widgets.button import ActionButton

NAMES: list[ThemeName] = ["light", "dark", "high_contrast"]
READ: list[tuple[Token, Token]] = [
    ("text", "base"),
    ("text2", "window"),
    ("text3", "rail"),
    ("text3", "accent_soft"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("red", "red_soft"),
    ("amber", "amber_soft"),
    ("green", "green_soft"),
]


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("words", "ground"), READ)
def test_words_stand_out_from_their_ground(name: ThemeName, words: Token, ground: Token) -> None:
    colours = theme.load(name)
    least = 7.0 if name == "high_contrast" else 4.5
    assert contrast(colours.colour(words), colours.colour(ground)) >= least


@pytest.mark.parametrize("name", NAMES)
def test_the_edge_of_a_field_is_seen(name: ThemeName) -> None:
    colours = theme.load(name)
    assert contrast(colours.colour("field"), colours.colour("base")) >= 3.0


@pytest.mark.parametrize("name", NAMES)
def test_words_on_a_pressed_button_can_be_read(name: ThemeName) -> None:
    colours = theme.load(name)
    assert contrast(colours.colour("text"), colours.colour(colours.press)) >= 4.5


def test_switching_changes_the_palette_of_the_application(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.switch.changed):
        theme.apply(qapp, "dark")
    assert theme.current().name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor("#1B2129")
    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == theme.current().colour("disabled")


def test_a_window_already_open_is_painted_anew_after_a_switch(qapp: QApplication, qtbot: QtBot) -> None:
    button = ActionButton("改派", "G")
    qtbot.addWidget(button)
    button.show()
    light = button.grab().toImage().pixelColor(6, 16)
    theme.apply(qapp, "dark")
    assert (light, button.grab().toImage().pixelColor(6, 16)) == (QColor("#FFFFFF"), QColor("#1B2129"))


def test_no_application_style_sheet_is_set(qapp: QApplication) -> None:
    assert qapp.styleSheet() == ""


def test_every_icon_draws_something_in_the_colour_asked_for(qapp: QApplication) -> None:
    for file in (icons.files("resources") / "icons").iterdir():
        name = file.name.removesuffix(".svg")
        drawn = icons.pixmap(name, QColor("#FF0000"), 16, 2.0)
        image = drawn.toImage()
        inked = {
            image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200
        }
        assert inked == {"#ff0000"}, name
        assert drawn.deviceIndependentSize().toSize() == QSize(16, 16)
