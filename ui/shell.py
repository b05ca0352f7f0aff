"""The whole face of one shift: window, pages and what passes between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desk.ports import Draft
from desk.rules.errors import DiskFull, Outage, Refusal
from desk.rules.roles import Role
from desk.rules.sentences import sentence
from desk.sync.status import StatusBoard
from desk.work.needs_you import NeedsYou
from desk.work.pinyin import initials
from desk.work.seat import SeatDesk
from desk.work.workplace import Workplace
from ui.frame.draft_strip import Unfinished
from ui.frame.state import FrameState
from ui.pages.call_back.page import CallBackPage
from ui.pages.call_back.state import CallBackState
from ui.pages.intake.page import IntakePage
from ui.pages.intake.state import IntakeState
from ui.pages.lead.page import LeadPage
from ui.pages.lead.state import LeadState
from ui.pages.queue.page import QueuePage
from ui.pages.queue.state import QueueState
from ui.shortcuts import Shortcuts
from ui.tasks import Tasks
from ui.widgets.command_palette import Command
from ui.window import Window
from ui.wording import frame as words
from ui.wording import times


class Sync(Protocol):
    """What the face asks of the engine."""

    @property
    def status(self) -> StatusBoard: ...
    def sync_now(self) -> None: ...


class PageState(Protocol):
    """What every page's state tells the shell: words for the status line, and wishes for another page."""

    @property
    def said(self) -> SignalInstance[tuple[str, str]]: ...
    @property
    def asked_page(self) -> SignalInstance[tuple[str, object]]: ...
    @property
    def counted(self) -> SignalInstance[tuple[int]]: ...
    def close(self) -> None: ...
    def deleteLater(self) -> None: ...


class Shell(QObject):
    """Made after sign-in, closed at sign-out. `left(again)`: the user went, to sign in again or for good."""

    left = Signal(bool)
    theme_chosen = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        seat: SeatDesk,
        sync: Sync,
        shortcuts: Shortcuts,
        bug: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._workplace, self._sync, self._shortcuts = workplace, sync, shortcuts
        self._needs_you = NeedsYou(workplace.outbox, workplace.clock)
        self._said: dict[str, tuple[str, str]] = {}
        self.tasks = Tasks(bug, self._unanswered)
        self.frame = FrameState(workplace, seat, sync.status, self.tasks)
        self.window = Window(self.frame, shortcuts)
        self.intake = IntakeState(workplace, self.tasks)
        self.queue = QueueState(workplace, self.tasks)
        self._pages: dict[str, QWidget] = {
            "intake": IntakePage(self.intake, shortcuts),
            "queue": QueuePage(self.queue, shortcuts),
        }
        states: dict[str, PageState] = {"queue": self.queue}
        self._resumed_by: dict[str, Callable[[Draft], None]] = {"queue": self.queue.open_draft}
        roles = workplace.actor.roles
        if roles & {Role.CALL_BACK, Role.LEAD}:
            self.call_back = CallBackState(workplace, self.tasks)
            self._pages["call_back"] = CallBackPage(self.call_back, shortcuts)
            states["call_back"] = self.call_back
            self._resumed_by["call_back"] = self.call_back.open_draft
        if Role.LEAD in roles:
            self.lead = LeadState(workplace, self.tasks)
            self._pages["lead"] = LeadPage(self.lead, shortcuts)
            states["lead"] = self.lead
        self.window.set_pages(self._pages)
        self._states = states
        self._connect(states)

    def _connect(self, states: Mapping[str, PageState]) -> None:
        window, frame = self.window, self.frame
        self.intake.said.connect(partial(self._say_from, "intake"))
        self.intake.asked_page.connect(self._asked_page)
        for name, state in states.items():
            state.said.connect(partial(self._say_from, name))
            state.asked_page.connect(self._asked_page)
            state.counted.connect(partial(window.show_count, name))
        window.left.connect(self.left)
        window.search_asked.connect(self._search)
        window.draft_chosen.connect(self._open_draft)
        window.new_order_asked.connect(self._new_order)
        window.theme_chosen.connect(self.theme_chosen)
        window.palette_asked.connect(self._open_palette)
        window.palette_list.chosen.connect(self._run_command)
        window.outbox_opened.connect(self._refresh_outbox)
        window.page_turned.connect(self._turned)
        window.outbox.retry_asked.connect(self._sync.sync_now)
        window.outbox.send_again_asked.connect(lambda act: self.tasks.start(self._send_again(act)))
        window.outbox.drop_asked.connect(lambda act: self.tasks.start(self._drop(act)))
        self._shortcuts.bind(window, "sync", words.RETRY_NOW, "Ctrl+R", self._sync.sync_now)
        frame.call_answered.connect(self._answered)
        frame.drafts_changed.connect(self._show_drafts)
        frame.sync_changed.connect(self._refresh_outbox)
        self.intake.drafts_changed.connect(self._show_drafts)

    def _say_from(self, page: str, said: str, level: str = "info") -> None:
        """A page's words stand in the status line while that page is shown."""
        self._said[page] = (said, level)
        if page == self.window.current_page:
            self.window.line.say(said, level)

    def _turned(self, page: str) -> None:
        self.window.line.say(*self._said.get(page, ("", "info")))
        self._show_drafts()

    def _unanswered(self, error: Refusal | Outage) -> None:
        if isinstance(error, Refusal):
            self.window.line.say(sentence(error.code, error.facts), "warn")
        elif isinstance(error, DiskFull):
            self.window.line.say(words.DISK_FULL, "error")
        else:
            self.window.line.say(words.AWAY_SHORT, "warn")

    def _asked_page(self, name: str, payload: object) -> None:
        self.window.turn_to(name)
        if name == "queue" and isinstance(payload, str):
            self.queue.show_order(payload)

    def _search(self, typed: str) -> None:
        if typed.strip():
            self.window.turn_to("queue")
            self.queue.search(typed)
            self._pages["queue"].setFocus()

    def _new_order(self) -> None:
        self.window.turn_to("intake")
        self.intake.new_order(None)

    def _answered(self, call: object) -> None:
        self.window.turn_to("intake")
        self.intake.new_order(self.frame.call)

    def _open_draft(self, page: str, draft_id: str) -> None:
        self.window.turn_to(page)
        if page == "intake":
            self.intake.open_draft(draft_id)
            return
        draft = next((draft for draft in self.frame.drafts if draft.id == draft_id), None)
        if draft is not None and page in self._resumed_by:
            self._resumed_by[page](draft)

    def _show_drafts(self) -> None:
        self.window.show_count("intake", sum(1 for draft in self.frame.drafts if draft.page == "intake"))
        self.window.show_drafts([self._unfinished(draft) for draft in self.frame.drafts])

    def _unfinished(self, draft: Draft) -> Unfinished:
        current = self.window.current_page == draft.page == "intake" and self.intake.draft_id == draft.id
        saved = words.SAVED_AT.format(time=times.clock(draft.saved_at)) if draft.saved_at else ""
        return Unfinished(draft.id, draft.page, draft.title, words.BEING_WRITTEN if current else saved, current)

    def _open_palette(self) -> None:
        self._runnable = {bound.id: bound for bound in self._shortcuts.reachable() if bound.id != "palette"}
        commands = [
            Command(bound.id, bound.title, bound.key, "", initials(bound.title)) for bound in self._runnable.values()
        ]
        self.window.palette_list.open(commands)

    def _run_command(self, id: str) -> None:
        bound = self._runnable.get(id)
        if bound is not None and bound.allowed():
            bound.act()

    def _refresh_outbox(self) -> None:
        if self.window.outbox.isVisible():
            self.tasks.start(self._read_outbox(), "outbox")

    async def _read_outbox(self) -> None:
        self.window.show_outbox(await self._needs_you.lists())

    async def _send_again(self, act: str) -> None:
        await self._needs_you.send_again(act)
        await self._read_outbox()

    async def _drop(self, act: str) -> None:
        await self._needs_you.drop(act)
        self.window.line.say(words.DROPPED, "info")
        await self._read_outbox()

    async def close(self) -> None:
        """Save what is being typed, then take the window away."""
        await self.intake.close()
        for state in self._states.values():
            state.close()
        self.frame.close()
        await self.tasks.close()
        self.window.hide()
        self._shortcuts.close()
        # Signals hold what they are connected to: without this every sitting would stay in memory until the end. Only
        # now, when no task is left that would speak through them; and on this thread, where their timers began.
        for state in self._states.values():
            state.deleteLater()
        for part in (self.window, self.intake, self.frame, self):
            part.deleteLater()
