"""The time-left cell: an icon and a word in the colour of the level, never colour alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui import theme
from ui.tables import roles
from ui.tables.row_delegate import Index, RowDelegate
from ui.theme import Token
from ui.widgets import icons, paint

Level = Literal["ok", "near", "over", "done"]
WIDTH = 136
GAP = 8


class Look(NamedTuple):
    icon: str
    icon_colour: Token
    word: Token


LEVELS: dict[Level, Look] = {
    "ok": Look("circle", "text2", "text2"),
    "near": Look("clock", "amber", "amber"),
    "over": Look("triangle_alert", "red", "red"),
    "done": Look("check", "green", "text2"),
}


def draw_time_left(painter: QPainter, area: QRectF, words: str, level: Level) -> None:
    """Icon 16, gap 8, words; at the left of `area`, elided where it is too narrow."""
    look = LEVELS[level]
    colour = theme.current().colour
    middle = area.center().y()
    icons.draw(painter, look.icon, colour(look.icon_colour), area.left(), middle)
    font = theme.font()
    shown = paint.elided(words, font, area.width() - 16 - GAP)
    paint.text(painter, area.left() + 16 + GAP, middle, shown, font, colour(look.word))


class TimeLeftDelegate(RowDelegate):
    """Reads DisplayRole and LEVEL; a cell without a level is left empty."""

    def paint_content(self, painter: QPainter, area: QRectF, index: Index, selected: bool) -> None:
        level = index.data(roles.LEVEL)
        if level:
            draw_time_left(painter, area, str(index.data(Qt.ItemDataRole.DisplayRole) or ""), level)
