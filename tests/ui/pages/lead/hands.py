"""Keys and clicks on the lead's page, as the window system sends them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.pages.lead.shift import Desk
from tests.ui.pages.queue.room import until


def press(*keys: str) -> None:
    """Each key (`Space`, `Ctrl+Return`) to whatever has the focus."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        combination = QKeySequence(key)[0]
        QTest.keyClick(focus, combination.key(), combination.keyboardModifiers())


def write(text: str) -> None:
    """Plain letters, key by key."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    QTest.keyClicks(focus, text)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or middle)


def named(desk: Desk, name: str) -> QWidget:
    """The visible widget of that object name."""
    found = next((each for each in desk.page.findChildren(QWidget, name) if each.isVisible()), None)
    assert found is not None, f"{name} is not to be seen"
    return found


def seen(desk: Desk, name: str) -> bool:
    return any(each.isVisible() for each in desk.page.findChildren(QWidget, name))


async def choose_seat(desk: Desk, number: str) -> None:
    """Press that seat's card and wait for its orders."""
    before = desk.state.pool.rows.ids()
    click(desk.page.grid.cards[number])
    await until(lambda: not desk.state.pool.loading and desk.state.pool.rows.ids() is not before)
    await until(lambda: all(desk.state.pool.rows.known(each) for each in desk.state.pool.rows.ids()))
