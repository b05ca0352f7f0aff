"""A pair of hands at the keyboard: keys, clicks and committed words as real events, and eyes that wait for what is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

PATIENCE = 45.0
"""Seconds after which something that is waited for counts as never coming."""


class NotSeen(Exception):
    """What the hands waited for never came."""


async def until(true: Callable[[], object], what: str) -> None:
    """Wait, with the loop running, until `true()`; NotSeen says what was waited for."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not true():
        if asyncio.get_running_loop().time() > deadline:
            raise NotSeen(what)
        await asyncio.sleep(0.02)


def windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def seen(name: str) -> QWidget | None:
    """The visible widget of that object name, in any window."""
    for window in windows():
        if window.objectName() == name:
            return window
        found = window.findChild(QWidget, name)
        if found is not None and found.isVisible():
            return found
    return None


async def outside(act: Callable[[], object]) -> None:
    """Do `act` from the bare loop: the window system's test door handles events inside, which no task may stand in."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def run() -> None:
        try:
            act()
        except (NotSeen, RuntimeError) as gone:  # RuntimeError: the widget has been deleted meanwhile
            done.set_exception(gone)
        else:
            done.set_result(None)

    asyncio.get_running_loop().call_soon(run)
    await done
    await asyncio.sleep(0.02)


class Hands:
    """Everything goes through the window system's door: no call into the code behind the widgets."""

    def _target(self) -> QWindow:
        focus = QApplication.focusWindow()
        handle = focus or next((window.windowHandle() for window in reversed(windows()) if window.windowHandle()), None)
        if handle is None:
            raise NotSeen("a window to type into")
        return handle

    async def press(self, *keys: str) -> None:
        """Press each key (`Ctrl+Return`, `F2`, `Tab`, `3`), with the loop given its turn after each."""
        for key in keys:
            combination = QKeySequence(key)[0]
            await outside(partial(QTest.keyClick, self._target(), combination.key(), combination.keyboardModifiers()))

    async def write(self, text: str) -> None:
        """Commit text as an input method does, into whatever has the focus; plain ASCII is typed key by key."""
        if text.isascii():
            widget = QApplication.focusWidget()
            if widget is None:
                raise NotSeen("a field to type in")
            await outside(partial(QTest.keyClicks, widget, text))
            return
        receiver = QApplication.focusObject()
        if receiver is None:
            raise NotSeen("a field to write in")
        event = QInputMethodEvent()
        event.setCommitString(text)
        await outside(partial(QApplication.sendEvent, receiver, event))

    async def click(self, name: str) -> None:
        """Click the middle of the widget of that name, once it is there and enabled."""
        await until(lambda: (widget := seen(name)) is not None and widget.isEnabled(), f"{name} to click")
        await outside(partial(_click, name))

    async def tab_on(self) -> None:
        """Press Tab until the focus is in another field that takes words."""
        await self.press("Tab")
        for _ in range(10):
            if isinstance(QApplication.focusWidget(), QLineEdit):
                return
            await self.press("Tab")
        raise NotSeen("a field by Tab")

    async def tab_to(self, name: str) -> None:
        """Press Tab until the focus is in that widget."""
        for _ in range(60):
            if _has_focus(name):
                return
            await self.press("Tab")
        raise NotSeen(f"{name} by Tab")

    async def into(self, name: str) -> None:
        """Put the focus into a field by clicking it."""
        await self.click(name)
        await until(lambda: _has_focus(name), f"the focus in {name}")


def _click(name: str) -> None:
    # Found again at the moment of the click: a list may have been built anew since.
    widget = seen(name)
    if widget is None:
        raise NotSeen(f"{name} to click")
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    under = widget.childAt(middle) or widget
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(under, left, plain, under.mapFrom(widget, middle))


def _has_focus(name: str) -> bool:
    widget, focus = seen(name), QApplication.focusWidget()
    return widget is not None and focus is not None and (widget is focus or widget.isAncestorOf(focus))
