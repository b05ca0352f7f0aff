"""What the telephone did for one attempt: how long it rang, and how long was spoken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk.ports import Call, CallState


@dataclass(frozen=True)
class Ringing:
    """`order`: for whom was dialled; empty while nobody was."""

    order: str = ""
    began_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None

    def heard(self, call: Call, now: datetime) -> Ringing:
        """After the telephone has said this; a call that came in is none of ours."""
        if not self.order or call.incoming:
            return self
        match call.state:
            case CallState.DIALLING:
                return replace(self, began_at=call.began_at or now, answered_at=None, ended_at=None)
            case CallState.TALKING:
                return replace(self, answered_at=self.answered_at or call.answered_at or now)
            case CallState.ENDED | CallState.IDLE:
                return replace(self, ended_at=self.ended_at or now)
            case _:
                return self

    @property
    def was_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_on(self) -> bool:
        return self.began_at is not None and self.ended_at is None

    def seconds(self, now: datetime) -> tuple[int, int]:
        """Seconds it rang, and seconds spoken."""
        if self.began_at is None:
            return 0, 0
        end = self.ended_at or now
        rang = (self.answered_at or end) - self.began_at
        talked = end - self.answered_at if self.answered_at else rang - rang
        return max(0, int(rang.total_seconds())), max(0, int(talked.total_seconds()))
