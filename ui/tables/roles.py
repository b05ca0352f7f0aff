"""What a model may say about a cell beyond its text; every role is optional and read only when the cell is painted.

COLOUR   token of the text (str); "text" when not given
TITLE    True where the text turns bold in the selected row
SMALL    True for 12 px text, such as an order number
RIGHT    True for text set at the right
ICON     name of an icon before the text; ICON_COLOUR its token, "text2" when not given
LEVEL    of a time-left cell: "ok", "near", "over" or "done"
CHECKED  of a check-box cell: True, False, or None where there is nothing to check
BADGE    tone of a badge that carries the text: "neutral", "accent", "green", "amber" or "red"
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

_FIRST: Final = Qt.ItemDataRole.UserRole.value

COLOUR: Final = _FIRST + 1
TITLE: Final = _FIRST + 2
SMALL: Final = _FIRST + 3
RIGHT: Final = _FIRST + 4
ICON: Final = _FIRST + 5
ICON_COLOUR: Final = _FIRST + 6
LEVEL: Final = _FIRST + 7
CHECKED: Final = _FIRST + 8
BADGE: Final = _FIRST + 9
