"""One line that says what is, with its actions at the right; it never takes the focus and covers nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.theme import Token
from ui.widgets import paint, pieces
from ui.widgets.button import ActionButton
from ui.widgets.pieces import Mark, Piece, Space, Word

BannerKind = Literal["neutral", "ring", "emergency", "offline"]
PAD = 12
# ground, edge, icon colour, icon, word colour
KINDS: dict[BannerKind, tuple[Token, Token, Token, str]] = {
    "neutral": ("alt", "line", "text2", "info"),
    "ring": ("accent_soft", "accent_line", "accent", "bell"),
    "emergency": ("red_soft", "red_line", "red", "triangle_alert"),
    "offline": ("amber_soft", "amber_line", "amber", "cloud_off"),
}


class Banner(QWidget):
    """32 high with words alone, 40 with buttons. `strip` runs from edge to edge of its pane, without corners."""

    def __init__(
        self,
        words: str,
        kind: BannerKind = "neutral",
        lead: str = "",
        note: str = "",
        icon: str = "",
        strip: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`lead` stands bold before the words, `note` in grey after them."""
        super().__init__(parent)
        self._words, self._lead, self._note, self._icon = words, lead, note, icon
        self._kind: BannerKind = kind
        self._strip = strip
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PAD, 0, PAD, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._actions: list[ActionButton] = []
        self._named()

    def set_words(self, words: str, lead: str = "", note: str = "") -> None:
        self._words, self._lead, self._note = words, lead, note
        self._named()
        self._retip()
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: BannerKind, icon: str = "") -> None:
        self._kind, self._icon = kind, icon
        self.update()

    def set_actions(self, actions: Sequence[ActionButton]) -> None:
        """The buttons at the right; they are pressed by mouse or by their keys, never by Tab."""
        for old in self._actions:
            self._row.removeWidget(old)
            old.deleteLater()
        self._actions = list(actions)
        for action in self._actions:
            action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._row.addWidget(action)
        self.updateGeometry()

    def _named(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self._lead, self._words, self._note) if part))

    def line(self) -> list[Piece]:
        _, _, mark, icon = KINDS[self._kind]
        out: list[Piece] = [Mark(self._icon or icon, mark, 16), Space(8)]
        if self._lead:
            out += [Word(self._lead, bold=True), Space(8)]
        out += [Word(self._words, shrinks=True)]
        if self._note:
            out += [Space(8), Word(self._note, "text2", shrinks=True)]
        return out

    def _actions_width(self) -> int:
        return sum(action.sizeHint().width() + 8 for action in self._actions)

    def sizeHint(self) -> QSize:
        tallest = max((action.sizeHint().height() + 8 for action in self._actions), default=0)
        width = pieces.width(self.line()) + 2 * PAD + self._actions_width()
        return QSize(round(width + 0.5), max(theme.px("control"), tallest))

    def minimumSizeHint(self) -> QSize:
        # The words may be elided (the tooltip has them); icon and actions may not.
        return QSize(120 + 2 * PAD + self._actions_width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour
        ground, edge, _, _ = KINDS[self._kind]
        area = QRectF(self.rect())
        if self._strip:
            painter.fillRect(area, colour(ground))
            paint.across(painter, 0, area.width(), area.height() - 1, colour(edge))
        else:
            paint.box(painter, area, colour(ground), colour(edge))
        room = area.adjusted(PAD, 0, -PAD - self._actions_width(), 0)
        pieces.draw(painter, room, self.line())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._retip()

    def _retip(self) -> None:
        room = self.width() - 2 * PAD - self._actions_width()
        self.setToolTip(self.accessibleName() if pieces.fitted(self.line(), room)[1] else "")
