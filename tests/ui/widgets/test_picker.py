"""The picker by keys and mouse, and how it keeps out of an input method's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.choice_list import Choice
from ui.widgets.picker import SearchPicker

Compose = Callable[..., None]
KINDS = [
    Choice("manhole", "雨水井盖", "市政公用设施"),
    Choice("lamp", "路灯", "市政公用设施"),
    Choice("noise", "道路噪声", "环境保护"),
]


def search(text: str) -> Sequence[Choice]:
    return [kind for kind in KINDS if text in kind.label or text in str(kind.value)]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(400, 400)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def picker(qtbot: QtBot, page: QWidget) -> SearchPicker:
    column = QVBoxLayout(page)
    made = SearchPicker("分类", search, nothing="没有这样的分类")
    column.addWidget(made)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    made.entry.setFocus()
    return made


def test_typing_opens_the_list_and_enter_takes_the_highlighted(picker: SearchPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.entry, "lamp")
    assert picker.is_open
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert chosen.args == ["lamp"]
    assert (picker.entry.text(), picker.is_open) == ("路灯", False)


def test_arrows_move_through_the_list(picker: SearchPicker, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(picker.entry, key)
    qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert picker.value() == "lamp"


def test_escape_closes_and_shows_what_was_chosen_before(picker: SearchPicker, qtbot: QtBot) -> None:
    picker.set_choice(KINDS[0])
    qtbot.keyClicks(picker.entry, "noi")
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker.entry, Qt.Key.Key_Escape)
    assert (picker.is_open, picker.entry.text(), picker.value()) == (False, "雨水井盖", "manhole")


def test_tab_takes_the_highlighted_and_moves_on(picker: SearchPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.entry, "noise")
    qtbot.keyClick(picker.entry, Qt.Key.Key_Tab)
    assert picker.value() == "noise"
    assert not picker.entry.hasFocus()


def test_while_an_input_method_composes_its_keys_are_left_to_it(
    picker: SearchPicker, qtbot: QtBot, compose: Compose
) -> None:
    picker.open()
    compose(picker.entry, "ludeng")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        with qtbot.assertNotEmitted(picker.chosen):
            qtbot.keyClick(picker.entry, key)
    assert picker.value() is None
    compose(picker.entry, "", "路灯")
    assert picker.entry.text() == "路灯"
    qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert picker.value() == "lamp"


def test_half_typed_words_are_not_a_choice(picker: SearchPicker, qtbot: QtBot) -> None:
    picker.set_choice(KINDS[1])
    picker.entry.selectAll()
    qtbot.keyClicks(picker.entry, "zzz")
    with qtbot.assertNotEmitted(picker.chosen):
        picker.window().findChildren(QLineEdit)[-1].setFocus()
    assert (picker.entry.text(), picker.value()) == ("路灯", "lamp")


def test_emptying_the_field_chooses_nothing(picker: SearchPicker, qtbot: QtBot) -> None:
    picker.set_choice(KINDS[1])
    picker.entry.selectAll()
    qtbot.keyClick(picker.entry, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(picker.chosen) as chosen:
        picker.window().findChildren(QLineEdit)[-1].setFocus()
    assert chosen.args == [None]
    assert picker.value() is None


def test_enter_with_nothing_found_chooses_nothing(picker: SearchPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.entry, "zzz")
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker.entry, Qt.Key.Key_Return)


def test_a_caller_that_searches_later_answers_when_it_can(qtbot: QtBot) -> None:
    picker = SearchPicker("承办单位")
    qtbot.addWidget(picker)
    picker.resize(300, 200)
    picker.show()
    with qtbot.waitSignal(picker.sought) as sought:
        qtbot.keyClicks(picker.entry, "gs")
    assert sought.args == ["gs"] or sought.args == ["g"]
    picker.offer([Choice(7, "姑苏区城管局")])
    qtbot.keyClick(picker.entry, Qt.Key.Key_Return)
    assert picker.value() == 7
    picker.offer(KINDS)
    assert not picker.is_open


def test_the_list_opens_over_the_field_where_there_is_no_room_below(qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(300, 300)
    picker = SearchPicker("分类", search, parent=page)
    picker.setGeometry(10, 260, 200, 32)
    qtbot.addWidget(page)
    page.show()
    picker.open()
    panel = next(each for each in page.children() if type(each).__name__ == "ListPanel")
    assert isinstance(panel, QWidget)
    assert panel.geometry().bottom() < 260
