"""Sending the outbox: envelopes small enough for central, and an answer found for every act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from desk.ports import Central, Clock, Outbox
from desk.rules.errors import Refusal
from desk.wire.acts import MOST_ACTS, MOST_BYTES, Act, Outcome, Push, Verdict

_ENVELOPE_BYTES = 512
"""Room left for the envelope around the acts."""

_UNANSWERED_PAUSE = timedelta(minutes=1)


def envelopes(acts: Sequence[Act]) -> Iterator[tuple[Act, ...]]:
    """The acts in their order, cut so that no envelope passes the limits; an act too big for any goes alone."""
    batch: list[Act] = []
    size = _ENVELOPE_BYTES
    for act in acts:
        length = len(msgspec.json.encode(act)) + 1
        if batch and (len(batch) == MOST_ACTS or size + length > MOST_BYTES):
            yield tuple(batch)
            batch, size = [], _ENVELOPE_BYTES
        batch.append(act)
        size += length
    if batch:
        yield tuple(batch)


class Pusher:
    """Empties the outbox into central."""

    def __init__(self, central: Central, outbox: Outbox, clock: Clock, workstation: str) -> None:
        self._central = central
        self._outbox = outbox
        self._clock = clock
        self._workstation = workstation

    async def push_ready(self) -> None:
        """Send until nothing is ready; an outage leaves the rest as it is."""
        while acts := await self._outbox.ready(self._clock.now(), MOST_ACTS):
            for envelope in envelopes(acts):
                await self._settle(envelope, await self._send(envelope))

    async def push_receipts(self) -> None:
        """Send again what central acknowledged in the last days: a central restored from a backup may have lost it."""
        for envelope in envelopes(await self._outbox.receipts()):
            await self._send(envelope)

    async def _settle(self, envelope: tuple[Act, ...], outcomes: list[Outcome]) -> None:
        sent = {act.id for act in envelope}
        outcomes = [outcome for outcome in outcomes if outcome.act in sent]
        if outcomes:
            await self._outbox.settle(outcomes)
        unanswered = sent - {outcome.act for outcome in outcomes}
        if unanswered:
            await self._outbox.postpone(sorted(unanswered), self._clock.now() + _UNANSWERED_PAUSE)

    async def _send(self, envelope: tuple[Act, ...]) -> list[Outcome]:
        """One outcome for each act; an envelope central cannot take is halved until the act at fault stands alone."""
        try:
            pushed = await self._central.push(Push(workstation=self._workstation, acts=envelope))
        except Refusal as refusal:
            if len(envelope) == 1:
                kept = Outcome(
                    act=envelope[0].id,
                    verdict=Verdict.REJECTED_KEPT,
                    code=refusal.code,
                    field=refusal.field,
                    facts=dict(refusal.facts),
                )
                return [kept]
            middle = len(envelope) // 2
            return await self._send(envelope[:middle]) + await self._send(envelope[middle:])
        return list(pushed.outcomes)
