"""Keys act where they are bound, and never while a word is being composed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shortcuts import Composing, Shortcuts


class Place(QWidget):
    """A window with one field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.field.setFocus()
    return made


def bound(place: QWidget, key: str) -> list[str]:
    heard: list[str] = []
    Shortcuts(Composing(QApplication.instance())).bind(place, "act", "做", key, lambda: heard.append(key))
    return heard


@pytest.mark.parametrize(
    ("key", "press", "held"),
    [
        ("Ctrl+Enter", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ("Ctrl+Enter", Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier),
        ("F9", Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_acts_once(place: Place, key: str, press: Qt.Key, held: Qt.KeyboardModifier) -> None:
    heard = bound(place, key)
    QTest.keyClick(place.field, press, held)
    assert heard == [key]


def test_no_key_acts_while_a_word_is_being_composed(place: Place) -> None:
    heard = bound(place, "F9")
    QApplication.sendEvent(place.field, QInputMethodEvent("jing", []))
    QTest.keyClick(place.field, Qt.Key.Key_F9)
    assert heard == []
    chosen = QInputMethodEvent()
    chosen.setCommitString("井")
    QApplication.sendEvent(place.field, chosen)
    QTest.keyClick(place.field, Qt.Key.Key_F9)
    assert heard == ["F9"]


def test_a_letter_is_typed_and_does_nothing_else_while_the_focus_is_in_a_field(place: Place) -> None:
    heard = bound(place, "C")
    QTest.keyClick(place.field, Qt.Key.Key_C)
    assert (heard, place.field.text()) == ([], "c")


def test_an_action_that_is_not_allowed_now_is_neither_done_nor_offered(place: Place) -> None:
    shortcuts, heard = Shortcuts(Composing(QApplication.instance())), []
    shortcuts.bind(place, "act", "做", "F8", lambda: heard.append("F8"), lambda: False)
    QTest.keyClick(place.field, Qt.Key.Key_F8)
    assert heard == []
    assert shortcuts.reachable() == []
