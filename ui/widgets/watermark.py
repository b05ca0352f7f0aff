"""Who looks at this screen and when, tiled faintly over the whole window; it lets every click through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint

STEP_X, STEP_Y = 320, 200
SLANT = -20.0


class Watermark(QWidget):
    """Covers `over` and follows its size. The tile is drawn once per text, theme and scale."""

    def __init__(self, over: QWidget, text: str = "", opacity: float = 0.06) -> None:
        super().__init__(over)
        self._text, self._opacity = text, opacity
        self._tile: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        theme.switch.changed.connect(self._redraw)
        self.raise_()

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._redraw()

    def _redraw(self) -> None:
        self._tile = None
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return super().eventFilter(watched, event)

    def _drawn(self, ratio: float) -> QPixmap:
        tile = QPixmap(round(STEP_X * ratio), round(STEP_Y * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setOpacity(self._opacity)
        painter.setPen(theme.current().colour("text"))
        font = theme.font("lead")
        painter.setFont(font)
        painter.translate(STEP_X / 2, STEP_Y / 2)
        painter.rotate(SLANT)
        painter.drawText(round(-paint.text_width(self._text, font) / 2), 0, self._text)
        painter.end()
        return tile

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._tile is None or self._tile.devicePixelRatio() != ratio:
            self._tile = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawTiledPixmap(self.rect(), self._tile)
        painter.end()
