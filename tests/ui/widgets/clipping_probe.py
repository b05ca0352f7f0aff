"""Run as a program at one scale: prints every widget whose own size hint would cut the words it was given."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

from ui import theme
from ui.theme import TypeSize
from ui.widgets.answer_row import AnswerRow
from ui.widgets.badge import StateBadge
from ui.widgets.banner import Banner
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.entry import Entry
from ui.widgets.hint_line import HintLine
from ui.widgets.key_hint import KeyHint
from ui.widgets.label import Label
from ui.widgets.pill import StatePill
from ui.widgets.section import Section
from ui.widgets.segmented import Option, SegmentedControl

# widget, the words it shows on one line, their size and weight, and what else must fit beside them
Case = tuple[QWidget, list[str], TypeSize, bool, float]


def cases() -> Iterator[Case]:
    yield ActionButton("申请延期", "Ctrl+Enter"), ["申请延期"], "body", False, 24 + 70
    yield ActionButton("派单", "", "primary", "bell"), ["派单"], "body", True, 24 + 16
    yield ActionButton("催办", "Alt+1", "tiny"), ["催办"], "small", False, 16
    yield ActionButton("按此答复", "", "link"), ["按此答复"], "small", False, 0
    yield KeyHint("Ctrl+Enter"), ["Ctrl+Enter"], "small", False, 8
    yield Chip("育才路井盖松动", "正在填", icon="pencil"), ["育才路井盖松动", "正在填"], "small", False, 16 + 14
    yield FilterToken("状态", "已派单、处置中", "去掉"), ["状态", "已派单、处置中"], "small", False, 16 + 14
    yield StateBadge("退单待审", "amber", "clock"), ["退单待审"], "small", False, 12 + 14
    yield StatePill("通话中", "phone", "talk", "00:00"), ["通话中", "00:00"], "lead", True, 24 + 20 + 16
    yield Banner("指针在表中，顺序保持不动。"), ["指针在表中，顺序保持不动。"], "body", False, 24 + 16
    yield Section("附近相似", "2 件，300 米内", "near"), ["附近相似"], "body", True, 24
    yield (
        Label("关于王女士反映东环路路灯整夜不亮的问题", size="lead", bold=True),
        ["关于王女士反映东环路路灯整夜不亮的问题"],
        "lead",
        True,
        0,
    )
    yield HintLine(words="请补全路名或小区", icon="triangle_alert"), ["请补全路名或小区"], "small", False, 14
    yield AnswerRow("1", "非常满意", "接着问意见建议", "smile"), ["非常满意"], "lead", False, 24 + 28 + 16
    boxes = [Option(1, "一般"), Option(2, "紧急"), Option(3, "特急")]
    yield SegmentedControl("紧急度", boxes), ["一般", "紧急", "特急"], "body", True, 24
    check = QCheckBox("需要回访")
    yield check, ["需要回访"], "body", False, 16 + 8
    combo = QComboBox()
    combo.addItem("杨枝 第 3 网格")
    yield combo, ["杨枝 第 3 网格"], "body", False, 9 + 24
    entry = Entry("pin")
    entry.setFixedWidth(entry.wanted_width("东环路 118 号"))
    yield entry, ["东环路 118 号"], "body", False, 8 + 16 + 8


def cut() -> Iterator[str]:
    for widget, words, size, bold, beside in cases():
        metrics = QFontMetricsF(theme.font(size, bold))
        needed = sum(metrics.horizontalAdvance(word) for word in words) + beside
        width = widget.width() if isinstance(widget, Entry) else widget.sizeHint().width()
        tall = metrics.tightBoundingRect("".join(words)).height()
        if width < needed:
            yield f"{type(widget).__name__} {words}: {width} wide, needs {needed:.1f}"
        if widget.sizeHint().height() < tall:
            yield f"{type(widget).__name__} {words}: {widget.sizeHint().height()} high, needs {tall:.1f}"
        missing = {mark for mark in "".join(words) if not metrics.inFontUcs4(ord(mark)) and mark != " "}
        if missing:
            yield f"{type(widget).__name__}: the font lacks {missing}"


if __name__ == "__main__":
    app = QApplication([])
    theme.apply(app, "light")
    print("\n".join(cut()))  # noqa: T201  # what a program says to its caller
