"""The seat's window: the rail at the left, the bars on top, one page at a time, the drawer at the right, the line at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desk.ports import CallState
from desk.rules.seat import SeatState
from desk.work.needs_you import Lists
from ui import theme
from ui.frame.draft_strip import DraftStrip, Unfinished
from ui.frame.outbox_drawer import OutboxDrawer
from ui.frame.seat_bar import SeatBar
from ui.frame.state import FrameState
from ui.frame.status_line import StatusLine
from ui.shortcuts import Shortcuts
from ui.widgets.banner import Banner
from ui.widgets.button import ActionButton
from ui.widgets.command_palette import CommandPalette
from ui.widgets.rail import Place, Rail
from ui.widgets.watermark import Watermark
from ui.wording import frame as words
from ui.wording import times

WATERMARK = 0.045
NARROW, NARROW_DRAWER = 1280, 360
"""Under this width of the window, in px, the outbox drawer narrows to that."""


class Page(Protocol):
    """What the window asks of a page."""

    def entered(self) -> None: ...
    def left(self) -> None: ...


class Window(QMainWindow):
    """`left(again)`: the user signed out to sign in again, or closed the window. The rest are wishes."""

    left = Signal(bool)
    page_turned = Signal(str)
    search_asked = Signal(str)
    draft_chosen = Signal(str, str)
    new_order_asked = Signal()
    theme_chosen = Signal(str)
    palette_asked = Signal()
    outbox_opened = Signal()

    def __init__(self, state: FrameState, shortcuts: Shortcuts) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(words.WINDOW_TITLE)
        self.resize(1440, 900)
        self.setMinimumSize(1100, 700)
        self._state, self._shortcuts = state, shortcuts
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self.bar, self.strip, self.line = SeatBar(), DraftStrip(), StatusLine()
        self.ring = Banner("", "ring", strip=True)
        self.answer = ActionButton(words.ANSWER, "F2", "primary")
        self.answer.setObjectName("ring.answer")
        self.answer.clicked.connect(state.workplace.phone.answer)
        self.ring.set_actions([self.answer])
        self.ring.hide()
        self.stack = QStackedWidget()
        self.outbox = OutboxDrawer()
        self.rail: Rail | None = None
        self.watermark = Watermark(self, "", WATERMARK)
        actor = state.workplace.actor
        self.bar.show_person(actor.name, actor.number)
        self._connect()
        self.palette_list = CommandPalette(self, words.PALETTE_HINT, words.PALETTE_HINT, words.NOTHING_FOUND)

    def set_pages(self, pages: Mapping[str, QWidget]) -> None:
        """Put the pages on the rail, in order; the first one is shown."""
        self._pages = dict(pages)
        places = [Place(name, *words.PAGES[name]) for name in pages]
        self.rail = Rail(places, words.HOTLINE, words.RAIL_KEYS.format(last=len(places)))
        self.rail.chosen.connect(self.turn_to)
        for page in pages.values():
            self.stack.addWidget(page)
        self._lay_out(self.rail)
        self._bind_keys()
        self.watermark.raise_()
        self._show_all()
        self.turn_to(next(iter(pages)))

    def _who(self) -> tuple[str, str]:
        actor = self._state.workplace.actor
        return actor.number, actor.name

    def _lay_out(self, rail: Rail) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self.outbox)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.bar, self.ring, self.strip):
            right.addWidget(part)
        right.addWidget(middle, 1)
        right.addWidget(self.line)
        ground = QWidget()
        columns = QHBoxLayout(ground)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(rail)
        columns.addLayout(right, 1)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        state, bar, phone = self._state, self.bar, self._state.workplace.phone
        state.seat_changed.connect(self._show_seat)
        state.call_changed.connect(self._show_call)
        state.sync_changed.connect(self._show_sync)
        state.ticked.connect(self._tick)
        state.said.connect(self.line.say)
        bar.state_chosen.connect(state.choose_seat_state)
        bar.hold_asked.connect(phone.hold)
        bar.mute_asked.connect(phone.mute)
        bar.hang_up_asked.connect(phone.hang_up)
        bar.search_asked.connect(self.search_asked)
        bar.outbox_asked.connect(self.open_outbox)
        bar.person_asked.connect(self._offer_person_menu)
        self.strip.chosen.connect(self.draft_chosen)
        self.strip.new_asked.connect(self.new_order_asked)

    def _bind_keys(self) -> None:
        bind, phone = self._shortcuts.bind, self._state.workplace.phone
        for place, name in enumerate(self._pages, 1):
            title = words.PAGES[name][0]
            bind(self, f"page.{name}", title, f"Ctrl+{place}", partial(self.turn_to, name))
        bind(self, "order.new", words.NEW_ORDER, "Ctrl+N", self.new_order_asked.emit)
        bind(self, "search", words.SEARCH, "Ctrl+F", self.bar.search.entry.setFocus)
        bind(self, "palette", words.PALETTE_HINT, "Ctrl+K", self.palette_asked.emit)
        bind(self, "call.answer", words.ANSWER, "F2", phone.answer, lambda: phone.call.state is CallState.RINGING)

        def talking() -> bool:
            return phone.call.state is CallState.TALKING

        bind(self, "call.hold", words.HOLD, "F4", lambda: phone.hold(not phone.call.held), talking)
        bind(self, "call.mute", words.MUTE, "F5", lambda: phone.mute(not phone.call.muted), talking)
        on_line = {CallState.TALKING, CallState.DIALLING}
        bind(self, "call.hang_up", words.HANG_UP, "F12", phone.hang_up, lambda: phone.call.state in on_line)
        bind(self, "sign_out", words.SIGN_OUT, "Ctrl+Shift+Q", lambda: self.left.emit(True))
        bind(self, "outbox", words.DRAWER_TITLE, "Ctrl+O", self.open_outbox)

    def turn_to(self, name: str) -> None:
        """Show the page of that name; nothing happens when it is not this user's."""
        if name not in self._pages or name == self._current:
            return
        if self._current:
            self._as_page(self._current).left()
        self._current = name
        self.stack.setCurrentWidget(self._pages[name])
        if self.rail is not None:
            self.rail.set_current(name)
        self._as_page(name).entered()
        self.page_turned.emit(name)

    def _as_page(self, name: str) -> Page:
        return cast(Page, self._pages[name])

    @property
    def current_page(self) -> str:
        return self._current

    def open_outbox(self) -> None:
        """Show what waits for central; asked again, from wherever the focus has gone, put it away."""
        if self.outbox.isVisible():
            self.outbox.shut()
            return
        self.outbox.open()
        self.outbox_opened.emit()

    def show_outbox(self, lists: Lists) -> None:
        self.outbox.show_lines(lists.waiting, lists.acknowledged, lists.kept)

    def show_drafts(self, drafts: list[Unfinished]) -> None:
        self.strip.show_drafts(drafts)

    def _show_all(self) -> None:
        self._show_seat()
        self._show_call()
        self._show_sync()
        self._tick()

    def _show_seat(self) -> None:
        self._tick()
        self.bar.show_note(words.waiting_line(self._state.seat.now.state.value))

    def _show_call(self) -> None:
        call = self._state.call
        self.bar.show_call(call)
        ringing = call.state is CallState.RINGING
        if ringing:
            number, note = self._state.ring_words()
            self.ring.set_words(number, words.RINGING, note)
        self.ring.setVisible(ringing)

    def _show_sync(self) -> None:
        self.bar.sync.show_state(*self._state.sync_words())
        status = self._state.status
        away = self._state.status.state.value == "offline" and status.since is not None
        since = times.clock(status.since) if status.since else ""
        self.outbox.show_away(words.AWAY.format(time=since) if away else "", words.AWAY_NOTE)
        if status.last_ok_at:
            self.outbox.show_note(words.DRAWER_NOTE.format(time=times.clock(status.last_ok_at)))
        else:
            self.outbox.show_note(words.NEVER_SYNCED)

    def show_count(self, page: str, count: int) -> None:
        """How many wait on that page, beside its icon."""
        if self.rail is not None:
            self.rail.set_count(page, str(count) if count else "")

    def _tick(self) -> None:
        seat = self._state.seat.now
        timer = times.timer(self._state.now() - seat.since)
        dialling = self._state.call.state is CallState.DIALLING
        self.bar.show_state(SeatState(seat.state), timer, dialling)
        self.line.show_facts(self._state.facts())
        self.watermark.set_text(words.watermark(*self._who(), self._state.now()))

    def _offer_person_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for name, word in words.THEME.items():
            action = QAction(word, menu, checkable=True, checked=theme.current().name == name)
            action.triggered.connect(lambda _=False, chosen=name: self.theme_chosen.emit(chosen))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        leave = QAction(f"{words.SIGN_OUT}\tCtrl+Shift+Q", menu)
        leave.triggered.connect(lambda: self.left.emit(True))
        menu.addAction(leave)
        menu.popup(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.outbox.setFixedWidth(NARROW_DRAWER if narrow else theme.px("outbox_drawer"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing waits for what is being saved: boot closes the window once the work is safe."""
        event.ignore()
        self.left.emit(False)
