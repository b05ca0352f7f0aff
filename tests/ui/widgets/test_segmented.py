"""The segmented control by keys, letters, digits and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.widgets.segmented import Option, SegmentedControl

URGENCY = [Option("normal", "一般", "y"), Option("urgent", "紧急", "j"), Option("critical", "特急", "t")]


@pytest.fixture
def control(qtbot: QtBot) -> SegmentedControl:
    made = SegmentedControl("紧急度", URGENCY, "normal")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, "urgent"),
        (Qt.Key.Key_End, "critical"),
        (Qt.Key.Key_T, "critical"),
        (Qt.Key.Key_2, "urgent"),
    ],
)
def test_a_key_chooses(control: SegmentedControl, qtbot: QtBot, key: Qt.Key, value: str) -> None:
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.keyClick(control, key)
    assert chosen.args == [value]
    assert control.value() == value


def test_arrows_stop_at_both_ends(control: SegmentedControl, qtbot: QtBot) -> None:
    qtbot.keyClick(control, Qt.Key.Key_Left)
    assert control.value() == "normal"
    for _ in range(5):
        qtbot.keyClick(control, Qt.Key.Key_Right)
    assert control.value() == "critical"


def test_choosing_what_is_chosen_already_says_nothing(control: SegmentedControl, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(control.chosen):
        qtbot.keyClick(control, Qt.Key.Key_1)
        control.set_value("critical")


def test_a_click_chooses_the_segment_under_it(control: SegmentedControl, qtbot: QtBot) -> None:
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(control.width() - 10, 16))
    assert control.value() == "critical"


def test_an_option_with_a_reason_is_passed_over(qtbot: QtBot) -> None:
    options = [Option(1, "一般"), Option(2, "紧急", reason="本类不可加急"), Option(3, "特急")]
    control = SegmentedControl("紧急度", options, 1)
    qtbot.addWidget(control)
    qtbot.keyClick(control, Qt.Key.Key_2)
    assert control.value() == 1
    qtbot.keyClick(control, Qt.Key.Key_Right)
    assert control.value() == 3


def test_choosing_another_moves_nothing(control: SegmentedControl) -> None:
    before = control.sizeHint()
    control.set_value("critical")
    assert control.sizeHint() == before


def test_a_screen_reader_hears_name_and_choice(control: SegmentedControl) -> None:
    control.set_value("urgent")
    assert (control.accessibleName(), control.accessibleDescription()) == ("紧急度", "紧急")


def test_a_value_no_option_has_chooses_nothing(control: SegmentedControl) -> None:
    control.set_value("unknown")
    assert control.value() is None
