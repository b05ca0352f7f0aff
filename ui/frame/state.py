"""What the frame shows: the seat, the call, the sync, and unfinished work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Call, CallState, Changed, Draft
from desk.rules.caller import caller_key
from desk.rules.errors import Refusal
from desk.rules.masking import masked_phone
from desk.rules.order import OPEN
from desk.rules.seat import SeatState
from desk.rules.sentences import sentence
from desk.sync.status import SyncState, SyncStatus
from desk.work.seat import SeatDesk
from desk.work.workplace import Workplace
from ui.tasks import Tasks
from ui.wording import frame as words
from ui.wording import times


class Sync(Protocol):
    """The part of the engine the frame uses."""

    @property
    def now(self) -> SyncStatus: ...
    def listen(self, heard: Callable[[SyncStatus], None]) -> Callable[[], None]: ...


class FrameState(QObject):
    """Signals say that something shown has changed; the window asks for it anew."""

    seat_changed = Signal()
    call_changed = Signal()
    sync_changed = Signal()
    drafts_changed = Signal()
    call_answered = Signal(object)
    ticked = Signal()
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, seat: SeatDesk, sync: Sync, tasks: Tasks) -> None:
        super().__init__()
        self.workplace, self.seat, self._sync, self._tasks = workplace, seat, sync, tasks
        self.call: Call = workplace.phone.call
        self.caller_open = 0
        self.drafts: list[Draft] = []
        self._stops = [
            workplace.phone.listen(self._heard_call),
            seat.listen(lambda *_: self.seat_changed.emit()),
            sync.listen(lambda _: self.sync_changed.emit()),
            workplace.cache.listen(self._heard_change),
        ]
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.ticked)
        self._clock.start()
        self._refresh_drafts()

    def close(self) -> None:
        self._clock.stop()
        for stop in self._stops:
            stop()

    def now(self) -> datetime:
        return self.workplace.clock.now()

    @property
    def status(self) -> SyncStatus:
        return self._sync.now

    def _heard_call(self, call: Call) -> None:
        answered = call.state is CallState.TALKING and self.call.state is CallState.RINGING
        rings = call.state is CallState.RINGING and self.call.state is not CallState.RINGING
        self.call = call
        if rings:
            self.caller_open = 0
            self._tasks.start(self._look_up(call.number), "frame.caller")
        self.call_changed.emit()
        if answered:
            self.call_answered.emit(call)

    async def _look_up(self, number: str) -> None:
        known = await self.workplace.cache.of_caller(caller_key(number, self.workplace.salt))
        self.caller_open = sum(1 for order in known if order.state in {state.value for state in OPEN})
        self.call_changed.emit()

    def _heard_change(self, changed: Changed) -> None:
        if changed.drafts:
            self._refresh_drafts()

    def _refresh_drafts(self) -> None:
        self._tasks.start(self._read_drafts(), "frame.drafts")

    async def _read_drafts(self) -> None:
        self.drafts = await self.workplace.drafts.all()
        self.drafts_changed.emit()

    def choose_seat_state(self, state: str) -> None:
        try:
            self.seat.choose(SeatState(state))
        except Refusal as refusal:
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")

    def ring_words(self) -> tuple[str, str]:
        """The masked number and what is known of its citizen, for the banner."""
        note = words.OPEN_ORDERS.format(count=self.caller_open) if self.caller_open else words.NO_OPEN_ORDERS
        return masked_phone(self.call.number), note

    def sync_words(self) -> tuple[str, str, str, bool]:
        """The sync sign: word, note, icon, and whether it asks for attention."""
        status = self.status
        note = words.TO_UPLOAD.format(count=status.waiting)
        if status.needs_you:
            note = words.TO_HANDLE.format(count=status.needs_you)
        attention = bool(status.needs_you)
        match status.state:
            case SyncState.ONLINE:
                return words.ONLINE, note, "cloud_ok", attention
            case SyncState.CATCHING_UP:
                return words.CATCHING_UP.format(count=status.behind), note, "cloud_ok", attention
            case SyncState.OFFLINE:
                since = times.clock(status.since) if status.since else ""
                return words.OFFLINE_SINCE.format(time=since), note, "cloud_off", True
            case SyncState.SIGNED_OUT:
                return words.SIGNED_OUT, note, "cloud_off", True
            case SyncState.NEEDS_UPDATE:
                return words.NEEDS_UPDATE, note, "cloud_off", True
            case _:
                return words.BRAKED, note, "cloud_off", True

    def facts(self) -> str:
        """The right end of the status line."""
        parts = []
        if self.workplace.extension:
            parts.append(words.EXTENSION.format(number=self.workplace.extension))
        if self.status.last_ok_at:
            parts.append(words.LAST_SYNC.format(time=times.clock_seconds(self.status.last_ok_at)))
        parts.append(times.date_line(self.now()))
        return "    ".join(parts)
