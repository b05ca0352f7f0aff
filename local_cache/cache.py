"""What the desk shows, read from the projection and from central's rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, TextClause, text

from desk.ports import Changed, Filter, Held
from desk.rules.queues import QUEUE
from desk.sync.overlay import lay_over_seat
from desk.wire.records import (
    Article,
    Category,
    Conflict,
    Contact,
    Division,
    Kind,
    Order,
    Seat,
    Staff,
    TimelineEntry,
    Unit,
)
from local_cache import likeness, queues, records, tally
from local_cache.acts import SEAT_LANE
from local_cache.projection import Projection, lanes_of
from local_cache.store import Store

_SHOWN = (
    "SELECT coalesce(shown.data, base.data) FROM shown"
    " LEFT JOIN base ON base.kind = 'order' AND base.id = shown.id WHERE "
)
_BY_ID = text(_SHOWN + "shown.id IN (SELECT value FROM json_each(:ids))")
_BY_NUMBER = text(_SHOWN + "shown.number = :number ORDER BY shown.row LIMIT 1")
_OF_CALLER = text(
    _SHOWN + "shown.caller_key = :key AND shown.caller_key <> ''"
    " ORDER BY shown.open DESC, shown.accepted_at DESC LIMIT :limit"
)


class ShownCache:
    """Meets `desk.ports.Cache`."""

    def __init__(self, store: Store, projection: Projection) -> None:
        self._store = store
        self._projection = projection

    def listen(self, heard: Callable[[Changed], None]) -> Callable[[], None]:
        return self._store.listen(heard)

    async def order(self, order_id: str) -> Order | None:
        return next(iter(await self.orders([order_id])), None)

    async def order_by_number(self, number: str) -> Order | None:
        return next(iter(await self._orders(_BY_NUMBER, number=number)), None)

    async def orders(self, order_ids: Sequence[str]) -> list[Order]:
        found = await self._orders(_BY_ID, ids=json.dumps(list(order_ids)))
        by_id = {order.id: order for order in found}
        return [by_id[name] for name in order_ids if name in by_id]

    async def timeline(self, order_id: str) -> list[TimelineEntry]:
        """By time; of the same moment, what central knows comes before what it does not know yet."""

        def read(connection: Connection) -> list[TimelineEntry]:
            known = records.of_order(connection, order_id, Kind.ENTRY, TimelineEntry)
            known.sort(key=lambda entry: (entry.at, entry.id))
            return sorted([*known, *self._projection.added_lines(connection, order_id)], key=lambda entry: entry.at)

        return await self._store.read(read)

    async def queue(self, name: str, me: str, now: datetime, narrowed: Filter, limit: int = 0) -> list[str]:
        asked = queues.asked(QUEUE[name], me, now, narrowed)
        if narrowed.words.strip():
            return await queues.ids_with_words(self._store, asked, narrowed.words, limit)
        return await queues.ids(self._store, asked, limit)

    async def counts(self, me: str, now: datetime) -> dict[str, int]:
        return await self._store.read(lambda connection: tally.counts(connection, me, now))

    async def of_caller(self, caller_key: str, limit: int = 50) -> list[Order]:
        """Open orders first, each part newest first; none for an empty key."""
        return await self._orders(_OF_CALLER, key=caller_key, limit=limit)

    async def like(self, words: str, division: str, since: datetime, limit: int = 5) -> list[Order]:
        return await self._store.read(lambda connection: likeness.like(connection, words, division, since, limit))

    async def held(self, now: datetime) -> dict[str, Held]:
        return await self._store.read(lambda connection: tally.held(connection, now))

    async def contact(self, order_id: str) -> Contact | None:
        return await self._store.read(lambda connection: records.one(connection, Kind.CONTACT, order_id, Contact))

    async def seats(self) -> list[Seat]:
        def read(connection: Connection) -> list[Seat]:
            seats = records.all_of(connection, Kind.SEAT, Seat)
            lanes = lanes_of(connection, [SEAT_LANE + seat.id for seat in seats])
            laid = (lay_over_seat(seat, [act for act, _ in lanes.get(SEAT_LANE + seat.id, [])]) for seat in seats)
            return [seat for seat in laid if seat is not None]

        return await self._store.read(read)

    async def staff(self) -> list[Staff]:
        return await self._all(Kind.STAFF, Staff)

    async def units(self) -> list[Unit]:
        return await self._all(Kind.UNIT, Unit)

    async def divisions(self) -> list[Division]:
        return await self._all(Kind.DIVISION, Division)

    async def categories(self) -> list[Category]:
        return await self._all(Kind.CATEGORY, Category)

    async def articles(self) -> list[Article]:
        return await self._all(Kind.ARTICLE, Article)

    async def conflicts(self) -> list[Conflict]:
        """Those still open."""
        return [conflict for conflict in await self._all(Kind.CONFLICT, Conflict) if conflict.open]

    async def _all(self, kind: Kind, record: type[records.R]) -> list[records.R]:
        return await self._store.read(lambda connection: records.all_of(connection, kind, record))

    async def _orders(self, query: TextClause, **values: object) -> list[Order]:
        return await self._store.read(
            lambda connection: records.decoded(connection.execute(query, values).scalars(), Order)
        )
