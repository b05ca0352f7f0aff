"""Acts as rows of the outbox: numbered, and named after their order for the eye."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, text

from desk.rules.acts import Intake
from desk.rules.errors import Refusal
from desk.rules.ids import uuid7
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.acts import Act, form_of
from desk.wire.records import Order
from local_cache import kv, records
from local_cache.tables import outbox
from local_cache.times import milliseconds

SEAT_LANE = "seat:"
"""What the lane of a seat's own acts begins with; any other lane is an order's id."""

_DATA_OF_SHOWN = text("""
    SELECT coalesce(shown.data, base.data) FROM shown LEFT JOIN base ON base.kind = 'order' AND base.id = shown.id
    WHERE shown.id = :id""")


def insert_act(connection: Connection, act: Act, actor: Actor) -> None:
    """Write a waiting act, with the number and title its order has now."""
    number, title = _named(connection, act)
    connection.execute(
        outbox.insert().values(
            id=act.id,
            seq=act.seq,
            lane=act.lane,
            kind=act.kind,
            data=msgspec.json.encode(act),
            actor=msgspec.json.encode(actor),
            number=number,
            title=title,
        )
    )


def _named(connection: Connection, act: Act) -> tuple[str, str]:
    if act.kind == ActKind.ACCEPT:
        try:
            form = form_of(act)
        except Refusal:
            return "", ""
        return (form.number, form.title or form.content[:30]) if isinstance(form, Intake) else ("", "")
    rows = records.decoded(connection.execute(_DATA_OF_SHOWN, {"id": act.lane}).scalars(), Order)
    return next(((order.number, order.title) for order in rows), ("", ""))


def next_act(
    connection: Connection, workstation: str, lane: str, kind: str, base_version: int, args: msgspec.Raw, at: datetime
) -> Act:
    # Numbers follow the clock, so that a cache begun anew does not give a number a second time.
    seq = max(kv.get_int(connection, kv.ACT_SEQ) + 1, milliseconds(at))
    kv.put(connection, **{kv.ACT_SEQ: seq})
    return Act(
        id=uuid7(milliseconds(at)),
        workstation=workstation,
        seq=seq,
        lane=lane,
        kind=kind,
        base_version=base_version,
        args=args,
        at=at,
    )
