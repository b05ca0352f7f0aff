"""What comes over a window: the command palette, the drawer and the watermark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.command_palette import Command, CommandPalette, matching
from ui.widgets.drawer import Drawer
from ui.widgets.watermark import Watermark

Compose = Callable[..., None]
COMMANDS = [
    Command("urge", "催办", "C", "提醒承办单位", "cb"),
    Command("reassign", "改派", "G", initials="gp"),
    Command("dark", "深色", hint="外观", initials="ss"),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    row = QHBoxLayout(made)
    row.addWidget(QLineEdit())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.findChildren(QLineEdit)[0].setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ["urge", "reassign", "dark"]), ("gp", ["reassign"]), ("改", ["reassign"]), ("外观", ["dark"]), ("没有", [])],
)
def test_commands_are_found_by_words_and_by_pinyin_initials(typed: str, found: list[str]) -> None:
    assert [command.id for command in matching(COMMANDS, typed)] == found


def test_the_palette_runs_the_highlighted_command_and_gives_the_focus_back(window: QWidget, qtbot: QtBot) -> None:
    field = window.findChildren(QLineEdit)[0]
    palette = CommandPalette(window, "命令", "输入命令")
    palette.open(COMMANDS)
    qtbot.keyClicks(palette.entry, "g")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert chosen.args == ["reassign"]
    assert (palette.isVisible(), field.hasFocus()) == (False, True)


def test_escape_closes_the_palette_and_runs_nothing(window: QWidget, qtbot: QtBot) -> None:
    palette = CommandPalette(window, "命令", "输入命令")
    palette.open(COMMANDS)
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.entry, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_palette_leaves_enter_to_an_input_method_that_composes(
    window: QWidget, qtbot: QtBot, compose: Compose
) -> None:
    palette = CommandPalette(window, "命令", "输入命令")
    palette.open(COMMANDS)
    compose(palette.entry, "gaipai")
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    compose(palette.entry, "", "改派")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert chosen.args == ["reassign"]


def test_going_elsewhere_closes_the_palette(window: QWidget) -> None:
    palette = CommandPalette(window, "命令", "输入命令")
    palette.open(COMMANDS)
    window.findChildren(QLineEdit)[0].setFocus()
    assert not palette.isVisible()


def test_the_drawer_narrows_what_is_beside_it_and_gives_the_focus_back(window: QWidget, qtbot: QtBot) -> None:
    field = window.findChildren(QLineEdit)[0]
    drawer = Drawer("待上传", "收起")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(drawer)
    whole = field.width()
    with qtbot.waitSignal(drawer.opened):
        drawer.open()
    qtbot.waitUntil(lambda: field.width() < whole)
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_a_drawer_closes_quietly_when_the_field_it_came_from_is_gone(window: QWidget, qtbot: QtBot) -> None:
    drawer = Drawer("待上传", "收起")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(drawer)
    field = window.findChildren(QLineEdit)[0]
    drawer.open()
    field.deleteLater()
    qtbot.waitSignal(field.destroyed).wait()
    drawer.shut()
    assert not drawer.isVisible()


def test_the_watermark_lets_clicks_through_and_grows_with_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    button = QPushButton("催办", window)
    button.setGeometry(0, 0, 100, 40)
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    mark = Watermark(window, "01023 沈禾 09:30")
    mark.show()
    window.resize(500, 400)
    assert mark.size() == window.size()
    assert window.childAt(20, 20) is button
    assert mark.grab().toImage() != QWidget(window).grab().toImage()
