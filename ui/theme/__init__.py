"""The look in force: tokens, fonts and sizes, and the one switch that changes them for the whole application."""

from ui.theme.current import apply, current, font, line_height, px, switch
from ui.theme.tokens import Theme, ThemeName, Token, TypeSize, load

__all__ = ["Theme", "ThemeName", "Token", "TypeSize", "apply", "current", "font", "line_height", "load", "px", "switch"]
