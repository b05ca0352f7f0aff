"""`shown`: each order as the desk shows it, made anew whenever its base row or its lane in the outbox changes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, text
from sqlalchemy.dialects.sqlite import insert

from desk.rules.deadline import LimitBook
from desk.rules.order import OPEN
from desk.rules.roles import Actor
from desk.sync.overlay import Names, lay_over
from desk.wire.acts import Act
from desk.wire.records import Category, Division, Kind, Order, Staff, TimelineEntry, Unit
from local_cache import kv, records, search
from local_cache.journal import ActNote
from local_cache.tables import shown
from local_cache.times import FAR, milliseconds, perhaps

_BASES = text("""
    SELECT data FROM base
    WHERE kind = 'order' AND data IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))""")
_LANES = text("""
    SELECT lane, data, actor FROM outbox
    WHERE lane IN (SELECT value FROM json_each(:ids)) AND state IN ('waiting', 'acknowledged') AND NOT landed
    ORDER BY seq""")
_BEFORE = text("""
    SELECT shown.id, shown.row, searched.folded FROM shown JOIN searched ON searched.row = shown.row
    WHERE shown.id IN (SELECT value FROM json_each(:ids))""")
_LAST_ROW = text("SELECT coalesce(max(row), 0) FROM shown")

_insert = insert(shown)
_PUT = _insert.on_conflict_do_update(
    index_elements=["row"],
    set_={column.name: _insert.excluded[column.name] for column in shown.columns if column.name not in ("row", "id")},
)

Lane = list[tuple[Act, Actor]]

_act_decoder = msgspec.json.Decoder(Act)
_actor_decoder = msgspec.json.Decoder(Actor)


def note_of(act: bytes, actor: bytes) -> ActNote:
    """An outbox row's act and actor as the journal writes them."""
    return ActNote(_act_decoder.decode(act), _actor_decoder.decode(actor))


class Projection:
    """Lives on the database thread, inside its transactions."""

    def __init__(self, limits: LimitBook) -> None:
        self._limits = limits
        self._names: Names | None = None

    def forget_names(self) -> None:
        """The reference data has changed, or a transaction that changed it was undone."""
        self._names = None

    def show(self, connection: Connection, order_ids: Iterable[str]) -> None:
        """Make the rows of these orders anew; an order with neither base nor acts that make it goes."""
        wanted = sorted(set(order_ids))
        if not wanted:
            return
        ids = json.dumps(wanted)
        bases = {
            order.id: order for order in records.decoded(connection.execute(_BASES, {"ids": ids}).scalars(), Order)
        }
        lanes = lanes_of(connection, wanted)
        before = {name: (row, folded) for name, row, folded in connection.execute(_BEFORE, {"ids": ids})}
        last = int(connection.execute(_LAST_ROW).scalar_one())
        rows: list[dict[str, object]] = []
        texts: list[tuple[int, str, bool]] = []
        gone: list[int] = []
        for name in wanted:
            order = self._projected(connection, bases.get(name), lanes.get(name))
            row, folded = before.get(name, (0, ""))
            if order is None:
                if row:
                    gone.append(row)
                continue
            known = bool(row)
            if not known:
                row = last = last + 1
            rows.append(_columns(row, order, laid_over=name in lanes))
            if (written := search.searchable(order)) != folded:
                texts.append((row, written, known))
        if gone:
            connection.execute(delete(shown).where(shown.c.row.in_(gone)))
            search.remove(connection, gone)
        if rows:
            connection.execute(_PUT, rows)
        search.put(connection, texts)

    def added_lines(self, connection: Connection, order_id: str) -> tuple[TimelineEntry, ...]:
        """The timeline lines of acts whose effect is not in base yet."""
        lane = lanes_of(connection, [order_id]).get(order_id)
        if not lane:
            return ()
        return self._laid_over(connection, records.one(connection, Kind.ORDER, order_id, Order), lane)[1]

    def _projected(self, connection: Connection, order: Order | None, lane: Lane | None) -> Order | None:
        return self._laid_over(connection, order, lane)[0] if lane else order

    def _laid_over(
        self, connection: Connection, order: Order | None, lane: Lane
    ) -> tuple[Order | None, tuple[TimelineEntry, ...]]:
        actors = {act.id: actor for act, actor in lane}
        return lay_over(
            order,
            [act for act, _ in lane],
            lambda act: actors[act.id],
            self._limits,
            self._names_here(connection),
            kv.get(connection, kv.CALLER_SALT),
        )

    def _names_here(self, connection: Connection) -> Names:
        if self._names is None:
            self._names = Names(
                units={unit.id: unit.name for unit in records.all_of(connection, Kind.UNIT, Unit)},
                divisions={place.id: place.name for place in records.all_of(connection, Kind.DIVISION, Division)},
                categories={
                    leaf.id: leaf.path[-1] for leaf in records.all_of(connection, Kind.CATEGORY, Category) if leaf.path
                },
                staff={person.id: person.name for person in records.all_of(connection, Kind.STAFF, Staff)},
            )
        return self._names


def lanes_of(connection: Connection, lanes: list[str]) -> dict[str, Lane]:
    """By lane, the acts to lay over and who did them, in order."""
    found: defaultdict[str, Lane] = defaultdict(list)
    for lane, act, actor in connection.execute(_LANES, {"ids": json.dumps(lanes)}):
        found[lane].append((_act_decoder.decode(act), _actor_decoder.decode(actor)))
    return dict(found)


def _columns(row: int, order: Order, *, laid_over: bool) -> dict[str, object]:
    return {
        "row": row,
        "id": order.id,
        "number": order.number,
        "state": order.state,
        "open": int(order.state in OPEN),
        "holder": order.holder,
        "accepted_by": order.accepted_by,
        "due_at": FAR if order.due_at is None else milliseconds(order.due_at),
        "accepted_at": milliseconds(order.accepted_at),
        "next_attempt_at": perhaps(order.next_attempt_at),
        "closed_at": perhaps(order.closed_at),
        "caller_key": order.caller_key,
        "division": order.division,
        "unit": order.unit,
        "data": msgspec.json.encode(order) if laid_over else None,
    }
