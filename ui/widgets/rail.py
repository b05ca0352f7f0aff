"""The rail of pages at the left edge: icon over word, the number waiting, a bar beside the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import icons, paint
from ui.widgets.label import Label
from ui.widgets.pressable import Pressable

COUNT_HEIGHT = 16


@dataclass(frozen=True)
class Place:
    """One entry of the rail; `at_foot` puts it at the bottom."""

    name: str
    word: str
    icon: str
    tip: str = ""
    at_foot: bool = False


class RailItem(Pressable):
    """72 x 60."""

    ringed = False

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._count = ""
        self._current = False
        self.setObjectName(f"rail_{place.name}")
        self.say(place.word)
        self.set_tip(place.tip)

    def set_count(self, count: str) -> None:
        """How many wait there; empty for none."""
        self._count = count
        self.setAccessibleName(f"{self.place.word} {count}".strip())
        self.update()

    def set_current(self, current: bool) -> None:
        self._current = current
        self.update()

    @property
    def current(self) -> bool:
        return self._current

    def sizeHint(self) -> QSize:
        return QSize(theme.px("rail_width"), theme.px("rail_item"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        area = QRectF(self.rect())
        if self._current:
            painter.fillRect(area, colour("base"))
            painter.fillRect(QRectF(0, 0, 3, area.height()), colour("accent"))
        elif self.underMouse():
            painter.fillRect(area, colour("alt"))
        if self.hasFocus():
            paint.ring(painter, area, colour("accent"))
        token: Token = "disabled" if not self.isEnabled() else "accent" if self._current else "text2"
        icons.draw(painter, self.place.icon, colour(token), (area.width() - 20) / 2, 21, 20)
        font = theme.font("small", self._current)
        left = (area.width() - paint.text_width(self.place.word, font)) / 2
        paint.text(painter, left, 43, self.place.word, font, colour(token))
        if self._count:
            self._paint_count(painter)
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        colour = theme.current().colour
        font = theme.font("small")
        wide = max(COUNT_HEIGHT, paint.text_width(self._count, font) + 7)
        # The left edge stays beside the icon; a long number grows outwards, never over it.
        left = min(46.0, self.width() - wide - 2)
        area = QRectF(left, 5, wide, COUNT_HEIGHT)
        if self._current:
            paint.box(painter, area, colour("accent_soft"), colour("accent_line"), radius=3)
        else:
            paint.box(painter, area, colour("alt"), colour("chip_line"), radius=3)
        token: Token = "accent" if self._current else "text2"
        inset = (wide - paint.text_width(self._count, font)) / 2
        paint.text(painter, left + inset, area.center().y(), self._count, font, colour(token))


class Rail(QWidget):
    """`chosen` carries the name of the place pressed; the frame turns pages and owns the shortcuts."""

    chosen = Signal(str)

    def __init__(
        self, places: Sequence[Place], heading: str = "", keys: str = "", parent: QWidget | None = None
    ) -> None:
        """`heading` stands above the places, `keys` (how to reach them) above the foot."""
        super().__init__(parent)
        self._heading = heading
        self._items: dict[str, RailItem] = {}
        self.setFixedWidth(theme.px("rail_width"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px("seat_bar"), 0, 4)
        column.setSpacing(0)
        foot = [place for place in places if place.at_foot]
        for place in places:
            if not place.at_foot:
                column.addWidget(self._item(place))
        column.addStretch(1)
        if keys:
            hint = Label(keys, "text3", "small")
            column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(4)
        for place in foot:
            column.addWidget(self._item(place))

    def _item(self, place: Place) -> RailItem:
        item = RailItem(place, self)
        self._items[place.name] = item
        item.clicked.connect(lambda: self.chosen.emit(place.name))
        return item

    def item(self, name: str) -> RailItem:
        """KeyError when there is no such place."""
        return self._items[name]

    def set_current(self, name: str) -> None:
        for at, item in self._items.items():
            item.set_current(at == name)

    def set_count(self, name: str, count: str) -> None:
        self._items[name].set_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        painter.fillRect(self.rect(), colour("rail"))
        paint.down(painter, self.width() - 1, 0, self.height(), colour("line"))
        if self._heading:
            font = theme.font("lead", True)
            left = (self.width() - paint.text_width(self._heading, font)) / 2
            paint.text(painter, left, theme.px("seat_bar") / 2, self._heading, font, colour("accent"))
        painter.end()
