"""Which theme is in force, and the fonts and sizes all themes share."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QToolTip

from ui.theme.tokens import Theme, ThemeName, TypeSize, document, load


class ThemeSwitch(QObject):
    """Holds the theme in force and says when it has changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = load("light")


switch = ThemeSwitch()


def current() -> Theme:
    return switch.theme


def apply(app: QApplication, name: ThemeName) -> None:
    """Put the whole application under that theme: style, palette and font; open windows follow at once."""
    # The style paints with the current theme, so it imports this module: only here does the arrow turn.
    from ui.style import SeatStyle

    switch.theme = load(name)
    dark = name == "dark"
    # The window frame and the file dialogs belong to the desktop: it is told which of its two looks goes with ours.
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    if not app.property("seat_style"):
        app.setStyle(SeatStyle())
        app.setProperty("seat_style", True)
        app.setFont(font("body"))
    palette = switch.theme.palette()
    app.setPalette(palette)
    QToolTip.setPalette(palette)
    QToolTip.setFont(font("small"))
    switch.changed.emit()


@cache
def font(size: TypeSize = "body", bold: bool = False, underline: bool = False) -> QFont:
    """The face at one of the four sizes, digits all of one width. Shared: copy before changing it."""
    face = QFont()
    face.setFamilies(document()["type"]["families"])
    face.setPixelSize(document()["type"]["sizes_px"][size][0])
    face.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    face.setUnderline(underline)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


@cache
def line_height(size: TypeSize) -> int:
    """Height in px of one line of running text at that size."""
    height: int = document()["type"]["sizes_px"][size][1]
    return height


@cache
def px(name: str) -> int:
    """A size in px by its name in the token file, such as "control" or "table_row"; KeyError when there is none."""
    size: int = document()["size_px"][name]
    return size
