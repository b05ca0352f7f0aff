"""Fusion with our edges: fields, buttons, combos, check boxes, menus and scroll bars painted from the tokens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QTextEdit,
    QWidget,
)

from ui.theme import Token, current, px
from ui.widgets import icons, paint

State = QStyle.StateFlag
Primitive = QStyle.PrimitiveElement
Metric = QStyle.PixelMetric

METRICS: dict[QStyle.PixelMetric, int] = {
    Metric.PM_IndicatorWidth: 16,
    Metric.PM_IndicatorHeight: 16,
    Metric.PM_ExclusiveIndicatorWidth: 16,
    Metric.PM_ExclusiveIndicatorHeight: 16,
    Metric.PM_CheckBoxLabelSpacing: 8,
    Metric.PM_RadioButtonLabelSpacing: 8,
    Metric.PM_FocusFrameHMargin: 3,
    Metric.PM_FocusFrameVMargin: 3,
    Metric.PM_ScrollBarExtent: 10,
    Metric.PM_ScrollBarSliderMin: 32,
    Metric.PM_SmallIconSize: 16,
    Metric.PM_ButtonShiftHorizontal: 0,
    Metric.PM_ButtonShiftVertical: 0,
}
# Rows Qt paints itself: menu entries and the lists of combos.
SOFT = {QStyle.ControlElement.CE_MenuItem, QStyle.ControlElement.CE_ItemViewItem}
TALL = {
    QStyle.ContentsType.CT_LineEdit,
    QStyle.ContentsType.CT_ComboBox,
    QStyle.ContentsType.CT_PushButton,
    QStyle.ContentsType.CT_SpinBox,
}


# Room beside the text of a combo: its padding, and the arrow.
COMBO_LEFT, COMBO_RIGHT = 9, 28
Brush = Callable[[QStyleOption, QPainter, QWidget | None], None]


def edge_of(option: QStyleOption, widget: QWidget | None) -> tuple[Token, int]:
    """Token and width in px of a control's edge: error, disabled, focus, hover, at rest, in that order."""
    if widget is not None and widget.property("error"):
        return "red", 2
    if not option.state & State.State_Enabled:
        return "line", 1
    if option.state & State.State_HasFocus:
        return "accent", 2
    if option.state & State.State_MouseOver:
        return "text3", 1
    return "field", 1


def field_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Ground and edge of a field; the wider focus edge grows inwards, so nothing moves."""
    token, width = edge_of(option, widget)
    colour = current().colour
    paint.box(painter, QRectF(option.rect), colour("base"), colour(token), width)


def field_edge(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    token, width = edge_of(option, widget)
    paint.box(painter, QRectF(option.rect), None, current().colour(token), width)


def frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Edge of a framed area: a field where text is typed, a divider elsewhere."""
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        field_box(option, painter, widget)
    else:
        paint.box(painter, QRectF(option.rect), None, current().colour("line"))


def push_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    colour = current().colour
    state = option.state
    enabled = bool(state & State.State_Enabled)
    pressed = bool(state & (State.State_Sunken | State.State_On)) and enabled
    over = bool(state & State.State_MouseOver) and enabled
    ground: Token = current().press if pressed else "alt" if over else "base"
    token, width = edge_of(option, widget)
    paint.box(painter, QRectF(option.rect), colour(ground), colour(token), width)


def check_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    draw_check(painter, QRectF(option.rect), option.state)


def draw_check(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    """A 16 px check box in that style state; the delegates paint theirs with it too."""
    colour = current().colour
    enabled = bool(state & State.State_Enabled)
    on, partly = bool(state & State.State_On), bool(state & State.State_NoChange)
    over = bool(state & State.State_MouseOver) and enabled
    if on or partly:
        ground: Token = "disabled" if not enabled else "accent_hover" if over else "accent"
        paint.box(painter, area, colour(ground), None, radius=3)
        mark = "check" if on else "minus"
        icons.draw(painter, mark, colour("on_accent" if enabled else "base"), area.left() + 1, area.center().y(), 14)
        return
    edge: Token = "line" if not enabled else "text3" if over else "field"
    paint.box(painter, area, colour("base"), colour(edge), radius=3)


def radio(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    colour = current().colour
    area = QRectF(option.rect)
    enabled = bool(option.state & State.State_Enabled)
    on = bool(option.state & State.State_On)
    edge: Token = "line" if not enabled else "accent" if on else "field"
    paint.box(painter, area, colour("base"), colour(edge), 2 if on else 1, area.width() / 2)
    if on:
        dot = area.adjusted(5, 5, -5, -5)
        paint.box(painter, dot, colour("accent" if enabled else "disabled"), None, radius=dot.width() / 2)


def focus_rect(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Fields show focus by their edge and rows by their ground; everything else by an accent ring."""
    if not isinstance(widget, QAbstractItemView):
        paint.ring(painter, QRectF(option.rect), current().colour("accent"), 3)


def pane(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Ground of a menu or a tooltip: a line around it, no shadow."""
    colour = current().colour
    painter.fillRect(option.rect, colour("base"))
    paint.box(painter, QRectF(option.rect), None, colour("chip_line"), radius=0)


def nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Fusion's own mark is not wanted."""


BRUSHES: dict[QStyle.PrimitiveElement, Brush] = {
    Primitive.PE_PanelLineEdit: field_box,
    Primitive.PE_FrameLineEdit: field_edge,
    Primitive.PE_Frame: frame,
    Primitive.PE_PanelButtonCommand: push_button,
    Primitive.PE_FrameDefaultButton: nothing,
    Primitive.PE_IndicatorCheckBox: check_box,
    Primitive.PE_IndicatorItemViewItemCheck: check_box,
    Primitive.PE_IndicatorRadioButton: radio,
    Primitive.PE_FrameFocusRect: focus_rect,
    Primitive.PE_PanelMenu: pane,
    Primitive.PE_PanelTipLabel: pane,
    Primitive.PE_FrameMenu: nothing,
}


class SeatStyle(QProxyStyle):
    """The application's style; everything it does not paint is Fusion under our palette."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        brush = BRUSHES.get(element)
        frameless = element is Primitive.PE_PanelLineEdit and getattr(option, "lineWidth", 1) == 0
        if brush is None or frameless:
            super().drawPrimitive(element, option, painter, widget)
        else:
            brush(option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in SOFT:
            # The entry under the pointer takes the soft accent and keeps its text colour, as a row does.
            palette = QPalette(option.palette)
            palette.setColor(QPalette.ColorRole.Highlight, current().colour("accent_soft"))
            palette.setColor(QPalette.ColorRole.HighlightedText, current().colour("text"))
            option.palette = palette
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control is QStyle.ComplexControl.CC_ComboBox:
            field_box(option, painter, widget)
            colour = current().colour("text2" if option.state & State.State_Enabled else "disabled")
            icons.draw(painter, "chevron_down", colour, option.rect.right() - 23, QRectF(option.rect).center().y())
        elif control is QStyle.ComplexControl.CC_ScrollBar:
            self._scroll_bar(option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _scroll_bar(self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None) -> None:
        """Only the slider, 4 px wide and 6 under the pointer, on the ground of what it scrolls."""
        area = QStyle.SubControl.SC_ScrollBarSlider
        slider = QRectF(self.subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, area, widget))
        over = bool(option.state & State.State_MouseOver)
        inset = 2.0 if over else 3.0
        flat = bool(option.state & State.State_Horizontal)
        slider = slider.adjusted(2, inset, -2, -inset) if flat else slider.adjusted(inset, 2, -inset, -2)
        radius = min(slider.width(), slider.height()) / 2
        paint.box(painter, slider, current().colour("field" if over else "chip_line"), None, radius=radius)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        area: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        rect = super().subControlRect(control, option, area, widget)  # type: ignore[arg-type]  # Qt allows no widget
        if control is QStyle.ComplexControl.CC_ComboBox and area is QStyle.SubControl.SC_ComboBoxEditField:
            whole: QRect = option.rect
            return whole.adjusted(COMBO_LEFT, 1, -COMBO_RIGHT, -1)
        return rect

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        own = METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if own is None else own

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # Qt allows no widget
        if kind is QStyle.ContentsType.CT_ComboBox:
            made.setWidth(max(made.width(), size.width() + COMBO_LEFT + COMBO_RIGHT + 4))
        return made.expandedTo(QSize(0, px("control"))) if kind in TALL else made

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
            return 400
        if hint is QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        return super().styleHint(hint, option, widget, returned)
