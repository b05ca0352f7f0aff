"""Every component in its states, laid out as one sheet for one theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QPointF, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.tables import roles
from ui.tables.still_table import Column, StillTable
from ui.tables.time_left import draw_time_left
from ui.theme import ThemeName
from ui.widgets.badge import StateBadge
from ui.widgets.banner import Banner
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.field import LineField
from ui.widgets.label import Label
from ui.widgets.paint import text_width
from ui.widgets.pane import Divider, Pane
from ui.widgets.pill import StatePill
from ui.widgets.segmented import Option, SegmentedControl
from ui.widgets.text_area import TextArea

TITLES: dict[ThemeName, str] = {"light": "浅色", "dark": "深色", "high_contrast": "高对比"}
WIDTH, HEIGHT = 1440, 960


class Rows(QAbstractTableModel):
    """Three orders for the table."""

    cells = [
        ("260918 01023 0017", "楼道堆物占用消防通道", "已派单", "超期 1 天 5 时", "over"),
        ("260911 01011 0042", "东环路路灯整夜不亮", "处置中", "剩 2 时 10 分", "near"),
        ("260914 01002 0065", "雨后巷口积水不退，居民绕行上学，已有老人滑倒", "处置中", "剩 1 天 1 时", "ok"),
    ]

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cells)

    def columnCount(self, parent: Any = None) -> int:
        return 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        return ("", "编号", "标题", "状态", "剩余时间")[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Any, role: int = 0) -> Any:
        row, column = self.cells[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row[column - 1] if column else None
        if role == roles.CHECKED and column == 0:
            return index.row() == 1
        if role == roles.LEVEL and column == 4:
            return row[4]
        if role == roles.TITLE:
            return column == 2
        if role == roles.COLOUR and column in (1, 3):
            return "text2"
        return True if role == roles.SMALL and column == 1 else None


class TimeLefts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(500, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        levels: Sequence[tuple[str, Any]] = [
            ("剩 2 天", "ok"),
            ("剩 2 时 10 分", "near"),
            ("超期 1 天 5 时", "over"),
            ("按时办结", "done"),
        ]
        for words, level in levels:
            draw_time_left(painter, QRectF(x, 0, 130, 24), words, level)
            x += 24 + text_width(words, theme.font()) + 16
        painter.end()


def row_of(*widgets: QWidget, gap: int = 12) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def spread(*widgets: QWidget) -> QHBoxLayout:
    """One widget per state, each under its heading."""
    row = QHBoxLayout()
    row.setSpacing(0)
    for widget in widgets:
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignLeft)
    return row


def hovered(widget: QWidget) -> None:
    """As if the pointer were over it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(widget, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))


def button_states(word: str, key: str, kind: Any) -> tuple[QHBoxLayout, ActionButton]:
    made = [ActionButton(word, key, kind) for _ in range(5)]
    made[2].setDown(True)
    made[4].set_reason("须班长")
    made[1].setProperty("hover_on_sheet", True)
    return spread(*made), made[3]


class Sheet(Pane):
    """The sheet of one theme; `settle` puts hover and focus where a state asks for them."""

    def __init__(self, name: ThemeName) -> None:
        super().__init__("window")
        self.resize(WIDTH // 2, HEIGHT)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 20, 24, 20)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, 76)
        self._grid.setColumnStretch(1, 1)
        self._line = 0
        self._put(
            Label(TITLES[name], size="lead", bold=True),
            spread(*(Label(w, "text2", "small") for w in ("常态", "悬停", "按下", "焦点", "停用"))),
        )
        plain, _ = button_states("改派", "G", "plain")
        main, self.focused = button_states("签入", "Enter", "primary")
        self._put("按钮", plain)
        self._put("主按钮", main)
        small = row_of(
            ActionButton("申请延期", "Y", "secondary"),
            ActionButton("催办", "Alt+1", "tiny"),
            ActionButton("保持", "F4", "quiet", "pause"),
            ActionButton("挂断", "F12", "danger", "phone_down"),
            ActionButton("按此答复", "Alt+A", "link"),
        )
        self._put("次按钮", small)
        self._put("输入框", self._fields())
        self._put("分段", self._segments())
        self._put("座席状态", self._pills())
        self._put("振铃条", self._ring())
        self._put("紧急提示", self._emergency())
        self._put("芯片", self._chips())
        self._put("状态签", self._badges())
        self._put("剩余时间", row_of(TimeLefts()))
        self._put("表格行", self._table())
        offline = Banner("自 09:31，待上传 3", "offline", lead="离线")
        self._put("横幅", row_of(Banner("指针在表中，顺序保持不动。"), offline))
        self._put("内容", self._content())
        self._grid.setRowStretch(self._line, 1)

    def _put(self, word: str | QWidget, row: QHBoxLayout | QVBoxLayout | QWidget) -> None:
        label = Label(word, "text2", "small") if isinstance(word, str) else word
        self._grid.addWidget(label, self._line, 0)
        if isinstance(row, QWidget):
            self._grid.addWidget(row, self._line, 1)
        else:
            self._grid.addLayout(row, self._line, 1)
        self._grid.addWidget(Divider(), self._line + 1, 0, 1, 2)
        self._line += 2

    def _fields(self) -> QHBoxLayout:
        fields = [LineField("地点", icon=icon) for icon in ("", "pin", "", "")]
        for field, text in zip(fields, ("竹辉路", "竹辉路", "竹辉路", "竹"), strict=True):
            field.set_text(text)
        fields[1].set_trailing("已定位", "check", "green")
        fields[2].setEnabled(False)
        fields[3].set_error("请补全路名或小区")
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _segments(self) -> QHBoxLayout:
        options = [Option(1, "一般"), Option(2, "紧急"), Option(3, "特急")]
        boxes = [QCheckBox(word) for word in ("保密", "需要回访", "匿名")]
        boxes[1].setChecked(True)
        boxes[2].setEnabled(False)
        combo = QComboBox()
        combo.addItems(["杨枝 第 3 网格"])
        return row_of(SegmentedControl("紧急度", options, 2), *boxes, combo)

    def _pills(self) -> QHBoxLayout:
        return row_of(
            StatePill("通话中", "phone", "talk", "02:14", arrow=False),
            StatePill("示闲", "check_circle", "ready", "00:48"),
            StatePill("整理", "pencil", "other", "00:41", arrow=False),
        )

    def _ring(self) -> Banner:
        ring = Banner("138****5678", "ring", lead="来电", note="在办 2 件")
        ring.set_actions([ActionButton("接听", "F2", "primary")])
        return ring

    def _emergency(self) -> Banner:
        hint = Banner("听到“着火”，请确认是否转 119。", "emergency")
        hint.set_actions([ActionButton("转 119", "Ctrl+9"), ActionButton("不是险情", "Esc", "quiet")])
        return hint

    def _chips(self) -> QHBoxLayout:
        return row_of(
            Chip("路灯不亮", "09:12 存", icon="order"),
            Chip("育才路井盖松动", "正在填", icon="pencil", current=True),
            Chip("雨水井盖", "92%", "Alt+Q", strong_edge=True),
            FilterToken("状态", "已派单", "去掉这个条件"),
        )

    def _badges(self) -> QHBoxLayout:
        return row_of(
            StateBadge("已派单"),
            StateBadge("处置中", "accent"),
            StateBadge("已办结", "green", "check"),
            StateBadge("退单待审"),
            StateBadge("临近", "amber", "clock"),
            StateBadge("超期", "red", "triangle_alert"),
            StateBadge("保密", "neutral", "lock"),
        )

    def _table(self) -> StillTable:
        self.table = StillTable("工单", checkable=True)
        self.table.setModel(Rows(self.table))
        self.table.set_columns([Column(kind="check"), Column(140), Column(), Column(72), Column(kind="time_left")])
        self.table.head.set_sorted(4)
        self.table.head.set_checked(None)
        self.table.choose_row(1)
        self.table.setFixedHeight(32 * 4)
        return self.table

    def _content(self) -> TextArea:
        area = TextArea("诉求内容", limit=2000)
        area.set_text(
            "王女士来电反映：今天早上 7 点左右送孩子上学，走到育才路与东环路路口，有一处雨水井盖松动，希望尽快加固。"
        )
        area.set_found([(0, 3), (8, 8), (26, 9), (39, 6)])
        area.setFixedHeight(area.height_for(3))
        return area

    def settle(self) -> None:
        for button in self.findChildren(ActionButton):
            if button.property("hover_on_sheet"):
                hovered(button)
        self.table.hovered_row = 2
        self.focused.setFocus()
