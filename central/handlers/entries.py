"""The lines an effect adds to an order's timeline, as records."""

from __future__ import annotations

from collections.abc import Sequence

from desk.rules.life import Entry
from desk.rules.roles import Actor
from desk.wire.acts import Act
from desk.wire.records import TimelineEntry


def entries_of(act: Act, lines: Sequence[Entry], order_id: str, actor: Actor) -> tuple[TimelineEntry, ...]:
    """Named after the act and their place in it, so that a receipt sent again to a restored central names them alike."""
    return tuple(
        TimelineEntry(
            id=f"{act.id}.{place}",
            order=order_id,
            kind=line.kind,
            at=act.at,
            by=actor.number,
            by_name=actor.name,
            words=line.words,
            facts=dict(line.facts or {}),
            limit_at=line.limit_at,
            act=act.id,
        )
        for place, line in enumerate(lines)
    )
