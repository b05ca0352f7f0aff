"""How the synchronising stands, for the status bar: said only of traffic that central has acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class SyncState(StrEnum):
    ONLINE = "online"
    CATCHING_UP = "catching_up"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"
    NEEDS_UPDATE = "needs_update"
    STOPPED_FOR_BRAKE = "stopped_for_brake"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`behind`: feed numbers still to come. `since`: when this state began. `removed`: orders the brake holds back."""

    state: SyncState = SyncState.OFFLINE
    since: datetime | None = None
    behind: int = 0
    waiting: int = 0
    needs_you: int = 0
    removed: int = 0
    last_ok_at: datetime | None = None
    next_try_at: datetime | None = None
    disk_full: bool = False


class StatusBoard:
    """The status now, and who wants to hear of the next."""

    def __init__(self) -> None:
        self._now = SyncStatus()
        self._listeners: list[Callable[[SyncStatus], None]] = []

    @property
    def now(self) -> SyncStatus:
        return self._now

    def listen(self, heard: Callable[[SyncStatus], None]) -> Callable[[], None]:
        """Call `heard` at every change; the answer stops it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def say(self, state: SyncState, at: datetime, **facts: Any) -> None:
        """A state, which began at `at` unless it holds already, and whatever else has changed."""
        since = self._now.since if state is self._now.state and self._now.since else at
        self.note(state=state, since=since, **facts)

    def note(self, **facts: Any) -> None:
        status = replace(self._now, **facts)
        if status != self._now:
            self._now = status
            for heard in tuple(self._listeners):
                heard(status)
