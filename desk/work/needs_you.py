"""The outbox as the operator sees it: what waits, what central has, and what was kept for a decision."""

from __future__ import annotations

from dataclasses import dataclass

from desk.ports import Clock, LineState, Outbox, OutboxLine
from desk.rules.acts import Args
from desk.wire.acts import Act


@dataclass(frozen=True, slots=True)
class Lists:
    waiting: tuple[OutboxLine, ...]
    acknowledged: tuple[OutboxLine, ...]
    kept: tuple[OutboxLine, ...]


class NeedsYou:
    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock

    async def lists(self) -> Lists:
        lines = await self._outbox.lines()
        return Lists(
            *(
                tuple(line for line in lines if line.state is state)
                for state in (LineState.WAITING, LineState.ACKNOWLEDGED, LineState.NEEDS_YOU)
            )
        )

    async def send_again(self, act_id: str, form: Args | None = None) -> Act:
        """As a new act, amended where `form` is given; a Refusal names what is still amiss in it."""
        checked = form.checked() if form is not None else None
        return await self._outbox.send_again(act_id, self._clock.now(), checked)

    async def drop(self, act_id: str) -> None:
        """Off the list; its text stays on this machine for 30 days."""
        await self._outbox.drop(act_id)
