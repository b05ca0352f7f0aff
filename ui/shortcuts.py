"""The keys of the desk: one registry, silent while an input method is composing, and read by the command palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Composing(QObject):
    """Knows whether a word is being composed: between the first letter of pinyin and the chosen characters."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._open = False
        application.installEventFilter(self)

    @property
    def open(self) -> bool:
        return self._open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._open = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self._open = False
        return False


@dataclass(frozen=True, slots=True)
class Bound:
    """One action with its key, as the palette shows it. `allowed` says whether it can be done now; `listed` whether there."""

    id: str
    title: str
    key: str
    act: Callable[[], None]
    allowed: Callable[[], bool]
    listed: bool = True


def always() -> bool:
    return True


class Shortcuts:
    """Binds keys to actions. A page's keys work on that page; the frame's keys work everywhere in the window."""

    def __init__(self, composing: Composing) -> None:
        self._composing = composing
        self._bound: dict[tuple[str, str], tuple[QWidget, Bound]] = {}

    def bind(
        self,
        place: QWidget,
        id: str,
        title: str,
        key: str,
        act: Callable[[], None],
        allowed: Callable[[], bool] = always,
        listed: bool = True,
    ) -> None:
        """`act` on `key` while the focus is in `place` or below it (the whole window where `place` is one)."""
        context = (
            Qt.ShortcutContext.WindowShortcut if place.isWindow() else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        for sequence in keys(key):
            shortcut = QShortcut(sequence, place)
            shortcut.setContext(context)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._guarded(act, allowed))
        bound = Bound(id, title, key, act, allowed, listed)
        self._bound[place.objectName() or type(place).__name__, id] = (place, bound)

    def close(self) -> None:
        """The window these keys belong to is gone; nothing listens for composing any more."""
        self._bound.clear()
        self._composing.deleteLater()

    def _guarded(self, act: Callable[[], None], allowed: Callable[[], bool]) -> Callable[[], None]:
        def pressed() -> None:
            if not self._composing.open and allowed():
                act()

        return pressed

    def reachable(self) -> list[Bound]:
        """What can be done now, from where the user is: the visible places' actions that are listed and allowed."""
        return [
            bound for place, bound in self._bound.values() if bound.listed and place.isVisible() and bound.allowed()
        ]


def keys(text: str) -> list[QKeySequence]:
    """The sequences of one key hint; `Enter` stands for both Enter keys."""
    if text.endswith("Enter"):
        stem = text.removesuffix("Enter")
        return [QKeySequence(f"{stem}Return"), QKeySequence(f"{stem}Enter")]
    return [QKeySequence(text)]
