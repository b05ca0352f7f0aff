"""Buttons, chips, pills and banners as the hand and the keyboard meet them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.pieces import Key, piece_width
from ui.widgets.pill import StatePill
from ui.widgets.rail import Place, Rail


def test_a_button_has_room_for_its_key_hint_after_the_word(qtbot: QtBot) -> None:
    bare, keyed = ActionButton("改派"), ActionButton("改派", "Ctrl+Enter")
    qtbot.addWidget(bare)
    qtbot.addWidget(keyed)
    gained = keyed.sizeHint().width() - bare.sizeHint().width()
    assert gained >= piece_width(Key("Ctrl+Enter")) + 7


def test_buttons_have_the_height_of_their_kind(qtbot: QtBot) -> None:
    kinds = {"plain": 32, "primary": 32, "secondary": 28, "quiet": 28, "tiny": 24, "link": 24}
    for kind, height in kinds.items():
        button = ActionButton("催办", "C", kind)  # type: ignore[arg-type]  # the kinds are spelled out above
        qtbot.addWidget(button)
        assert button.sizeHint().height() == height


def test_a_reason_disables_a_button_and_stands_in_its_tooltip(qtbot: QtBot) -> None:
    button = ActionButton("督办", "D")
    qtbot.addWidget(button)
    button.set_tip("督促承办单位")
    button.set_reason("督办须班长")
    assert (button.isEnabled(), button.toolTip(), button.accessibleDescription()) == (False, "督办须班长", "督办须班长")
    button.set_reason("")
    assert (button.isEnabled(), button.toolTip()) == (True, "督促承办单位")


def test_enter_and_space_both_press_a_focused_button(qtbot: QtBot) -> None:
    button = ActionButton("接听", "F2", "primary")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2


def test_clicking_a_button_leaves_the_caret_where_one_is_typing(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field, button = QLineEdit(), ActionButton("催办")
    column.addWidget(field)
    column.addWidget(button)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    field.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.focusWidget() is field


def test_the_focus_ring_runs_around_the_button_and_moves_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(200, 80)
    button = ActionButton("改派", "G", parent=page)
    button.setGeometry(20, 20, button.sizeHint().width(), 32)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    other = QLineEdit(page)
    other.show()
    other.setFocus()
    outside = QPoint(18, 36)
    calm = page.grab().toImage().pixelColor(outside)
    button.setFocus()
    size = button.geometry()
    assert page.grab().toImage().pixelColor(outside) == theme.current().colour("accent")
    other.setFocus()
    qtbot.waitUntil(lambda: page.grab().toImage().pixelColor(outside) == calm)
    assert button.geometry() == size


def test_an_ampersand_in_a_name_is_a_character(qtbot: QtBot) -> None:
    button = ActionButton("A&B 公司")
    qtbot.addWidget(button)
    assert button.accessibleName() == "A&B 公司"
    assert button.shortcut().isEmpty()


def test_the_cross_of_a_filter_token_takes_it_away_and_its_words_do_not(qtbot: QtBot) -> None:
    token = FilterToken("状态", "已派单", "去掉这个条件")
    qtbot.addWidget(token)
    token.resize(token.sizeHint())
    heard: list[str] = []
    token.removed.connect(lambda: heard.append("removed"))
    token.clicked.connect(lambda: heard.append("clicked"))
    qtbot.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    qtbot.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(token.width() - 14, 12))
    qtbot.keyClick(token, Qt.Key.Key_Delete)
    assert heard == ["clicked", "removed", "removed"]


def test_a_chip_too_long_for_its_limit_is_cut_and_says_itself_whole_in_its_tooltip(qtbot: QtBot) -> None:
    chip = Chip("育才路与东环路路口雨水井盖松动", "正在填")
    chip.set_limit(120)
    qtbot.addWidget(chip)
    chip.show()
    assert chip.width() == 120
    assert chip.toolTip() == "育才路与东环路路口雨水井盖松动 正在填"


def test_a_running_timer_never_changes_the_width_of_the_pill(qtbot: QtBot) -> None:
    pill = StatePill("通话中", "phone", "talk", "00:00")
    qtbot.addWidget(pill)
    widths = set()
    for second in range(0, 3600, 7):
        pill.set_timer(f"{second // 60:02}:{second % 60:02}")
        widths.add(pill.sizeHint().width())
    assert len(widths) == 1


def test_nothing_in_a_banner_takes_the_focus(qtbot: QtBot) -> None:
    ring = Banner("138****5678", "ring", lead="来电")
    answer = ActionButton("接听", "F2", "primary")
    ring.set_actions([answer])
    qtbot.addWidget(ring)
    assert ring.focusPolicy() == answer.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert ring.sizeHint().height() == 40


def test_a_banner_keeps_its_actions_whole_and_cuts_its_words(qtbot: QtBot) -> None:
    hint = Banner("听到“着火”，请确认是否转 119，并请对方说清楚门牌号和有没有人受伤", "emergency")
    action = ActionButton("转 119", "Ctrl+9")
    hint.set_actions([action])
    qtbot.addWidget(hint)
    hint.resize(hint.minimumSizeHint())
    hint.show()
    assert action.width() == action.sizeHint().width()
    assert hint.toolTip() == hint.accessibleName()


def test_the_rail_tells_which_page_was_chosen_and_marks_only_the_current_one(qtbot: QtBot) -> None:
    rail = Rail([Place("intake", "受理", "phone"), Place("queue", "工单", "order")], "12345")
    qtbot.addWidget(rail)
    rail.resize(72, 400)
    rail.set_current("intake")
    rail.set_count("queue", "9")
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(rail.item("queue"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["queue"]
    assert (rail.item("intake").current, rail.item("queue").current) == (True, False)
    assert rail.item("queue").accessibleName() == "工单 9"
    bar = rail.item("intake").grab().toImage().pixelColor(1, 30)
    assert bar == QColor(theme.current().colour("accent"))
