"""Fields and the large editor: errors, counts, input methods, and edges that move nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.field import LineField
from ui.widgets.text_area import TextArea

Compose = Callable[..., None]


def test_an_error_says_what_to_do_under_a_red_edge_and_goes_again(qtbot: QtBot) -> None:
    field = LineField("地点")
    qtbot.addWidget(field)
    field.resize(240, 60)
    field.show()
    field.set_error("请补全路名或小区")
    edge = field.entry.grab().toImage().pixelColor(100, 1)
    assert edge == theme.current().colour("red")
    assert field.entry.accessibleDescription() == field.error() == "请补全路名或小区"
    field.set_error("")
    assert field.entry.grab().toImage().pixelColor(100, 1) == QColor("#FFFFFF")


def test_the_focus_edge_moves_neither_text_nor_size(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field = LineField("地点", icon="pin")
    field.set_text("竹辉路")
    column.addWidget(QLineEdit())
    column.addWidget(field)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    before = (field.entry.geometry(), field.entry.cursorRect())
    field.setFocus()
    assert (field.entry.geometry(), field.entry.cursorRect()) == before
    assert field.entry.grab().toImage().pixelColor(100, 1) == theme.current().colour("accent")


def test_trailing_words_never_lie_over_the_text(qtbot: QtBot) -> None:
    field = LineField("地点", icon="pin")
    qtbot.addWidget(field)
    field.resize(300, 32)
    room = field.entry.text_room()
    field.set_trailing("已定位", "check", "green")
    assert field.entry.text_room() < room - 50


def test_a_counted_field_shows_how_much_is_used_and_stops_at_its_limit(qtbot: QtBot) -> None:
    field = LineField("标题", max_length=5, counted=True)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.entry, "abcdefgh")
    assert field.text() == "abcde"


def test_only_the_user_makes_edited_speak(qtbot: QtBot) -> None:
    field = LineField("标题")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("自动拟题")
    with qtbot.waitSignal(field.edited) as edited:
        qtbot.keyClick(field.entry, Qt.Key.Key_A)
    assert edited.args[0].startswith("a") or "a" in edited.args[0]


def test_a_field_knows_when_an_input_method_is_composing(qtbot: QtBot, compose: Compose) -> None:
    field = LineField("标题")
    qtbot.addWidget(field)
    compose(field.entry, "jing")
    assert (field.entry.composing, field.text()) == (True, "")
    compose(field.entry, "", "井盖")
    assert (field.entry.composing, field.text()) == (False, "井盖")


def test_the_large_editor_takes_chinese_from_an_input_method(qtbot: QtBot, compose: Compose) -> None:
    area = TextArea("诉求内容")
    qtbot.addWidget(area)
    compose(area, "jinggai")
    assert area.composing
    with qtbot.waitSignal(area.edited) as edited:
        compose(area, "", "井盖松动")
    assert edited.args == ["井盖松动"]
    assert not area.composing


def test_the_large_editor_counts_and_marks_what_is_over_its_limit_without_cutting(qtbot: QtBot) -> None:
    area = TextArea("诉求内容", limit=10)
    qtbot.addWidget(area)
    with qtbot.waitSignal(area.counted) as counted:
        area.set_text("井盖松动")
    assert (counted.args, area.counter(), area.property("error")) == ([4, 10], "4 / 10", None)
    area.set_text("井盖松动" * 3)
    assert (area.text(), area.property("error")) == ("井盖松动" * 3, True)


def test_lines_of_the_large_editor_are_26_apart_also_after_new_text(qtbot: QtBot) -> None:
    area = TextArea("诉求内容")
    qtbot.addWidget(area)
    area.resize(400, 200)
    area.show()
    for text in ("一\n二\n三", "甲\n乙\n丙"):
        area.set_text(text)
        blocks = area.document().documentLayout()
        tops = [blocks.blockBoundingRect(area.document().findBlockByNumber(at)).top() for at in range(3)]
        assert [round(tops[1] - tops[0]), round(tops[2] - tops[1])] == [26, 26]


def test_found_words_are_underlined_in_the_accent_and_follow_the_theme(qtbot: QtBot) -> None:
    area = TextArea("诉求内容")
    qtbot.addWidget(area)
    area.set_text("王女士来电反映井盖松动")
    area.set_found([(0, 3), (7, 99)])
    marks = area.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["王女士", "井盖松动"]
    assert marks[0].format.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert marks[0].format.underlineColor() == theme.current().colour("accent")


def test_tab_leaves_the_large_editor(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    area, after = TextArea("诉求内容"), LineField("标题")
    column.addWidget(area)
    column.addWidget(after)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert (area.text(), after.entry.hasFocus()) == ("", True)
