"""Design tokens as they stand in resources/theme/tokens.json, read once and checked by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from PySide6.QtGui import QColor, QPalette

ThemeName = Literal["light", "dark", "high_contrast"]
TypeSize = Literal["small", "body", "lead", "title"]
Token = Literal[
    "window",
    "base",
    "alt",
    "rail",
    "line",
    "field",
    "chip_line",
    "text",
    "text2",
    "text3",
    "disabled",
    "accent",
    "accent_hover",
    "accent_press",
    "accent_soft",
    "accent_line",
    "on_accent",
    "on_accent_2",
    "on_accent_line",
    "red",
    "red_soft",
    "red_line",
    "amber",
    "amber_soft",
    "amber_line",
    "green",
    "green_soft",
    "green_line",
    "water",
    "road",
    "land",
]


@cache
def document() -> Mapping[str, Any]:
    """The whole token file."""
    text = (files("resources") / "theme" / "tokens.json").read_text(encoding="utf-8")
    read: Mapping[str, Any] = json.loads(text)
    return read


@dataclass(frozen=True)
class Theme:
    """One set of colours; every painted widget asks it at paint time, never earlier."""

    name: ThemeName
    colours: Mapping[str, QColor]

    def colour(self, token: Token) -> QColor:
        return self.colours[token]

    @property
    def press(self) -> Token:
        """Ground of a control held down: where `line` is dark enough to be an edge, words on it would be lost."""
        return "accent_soft" if self.name == "high_contrast" else "line"

    def palette(self) -> QPalette:
        """The QPalette of this theme: the same in every group, but for what is disabled."""
        palette = QPalette()
        roles = document()["qpalette"]
        for role, token in roles["all_groups"].items():
            palette.setColor(QPalette.ColorRole[role], self.colours[token])
        for role, token in roles["disabled"].items():
            palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], self.colours[token])
        return palette


@cache
def load(name: ThemeName) -> Theme:
    """The theme of that name; KeyError when the token file has none."""
    return Theme(name, {token: QColor(value) for token, value in document()["themes"][name].items()})
