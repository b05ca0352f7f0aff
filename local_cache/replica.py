"""The sync's side: pages in, position and digest out; the outbox follows what the pages bring."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from desk.ports import Clock, Position
from desk.wire.feed import Change, Digest, Page, digest_of
from local_cache import kv, records, settling
from local_cache.acts import SEAT_LANE
from local_cache.projection import Projection, note_of
from local_cache.records import REFERENCE
from local_cache.store import Store, Touched
from local_cache.times import milliseconds

_SUMS = text("SELECT kind, count(*), sum(mark) FROM base GROUP BY kind")
_LANES = text("SELECT DISTINCT lane FROM outbox")
_ACKNOWLEDGED = text("""
    UPDATE outbox SET state = 'waiting', landed = 0, effect_seq = 0, outcome = NULL
    WHERE state = 'acknowledged' RETURNING data, actor""")
_NOTHING_LANDED = text("UPDATE outbox SET landed = 0 WHERE state <> 'needs_you'")
_SHOWN = text("SELECT id FROM shown")
_TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'shown'")
_CLEAR = (
    "DELETE FROM base",
    "DELETE FROM shown",
    "DELETE FROM searched",
    "DELETE FROM tally",
    "INSERT INTO words (words) VALUES ('delete-all')",
)


class FedReplica:
    """Meets `desk.ports.Replica`."""

    def __init__(self, store: Store, projection: Projection, clock: Clock) -> None:
        self._store = store
        self._projection = projection
        self._clock = clock

    async def position(self) -> Position:
        return await self._store.read(position_of)

    async def apply(self, page: Page) -> None:
        """A page that does not begin where this replica stands is left alone: it came before, or one is missing."""
        now = milliseconds(self._clock.now())
        with_names = any(change.kind in REFERENCE for change in page.changes)

        def write(connection: Connection, touched: Touched) -> None:
            if not _follows(position_of(connection), page):
                return
            applied = records.apply(connection, page.changes)
            _move_on(connection, page)
            lanes = settling.land(connection, applied.landed)
            lanes |= settling.file_arrived(connection, now)
            lanes |= settling.file_decided(connection, applied.decided, now, touched)
            touched.outbox = bool(lanes)
            if applied.reference:
                self._projection.forget_names()
                lanes |= set(connection.execute(_LANES).scalars())
            self._show(connection, applied.orders | lanes, touched)
            touched.orders |= applied.around
            touched.seats |= applied.seats
            touched.reference |= applied.reference

        try:
            await self._store.write(write)
        finally:
            if with_names:
                self._projection.forget_names()

    async def start_over(self, dataset: str, incarnation: int, scope_epoch: int) -> None:
        """Acts acknowledged by another incarnation wait once more: their effects may be gone there."""

        def write(connection: Connection, touched: Touched) -> None:
            before = position_of(connection)
            touched.orders |= set(connection.execute(_SHOWN).scalars())
            _clear(connection)
            restored = (before.dataset, before.incarnation) != (dataset, incarnation)
            if restored and before.dataset:
                _wait_again(connection, touched)
            connection.execute(_NOTHING_LANDED)
            place(connection, Position(dataset, incarnation, scope_epoch))
            self._projection.forget_names()
            self._show(connection, connection.execute(_LANES).scalars(), touched)
            touched.seats = touched.reference = touched.outbox = True

        await self._store.write(write)

    async def removals_share(self, page: Page) -> float:
        changes: tuple[Change, ...] = page.changes
        return await self._store.read(lambda connection: records.removals_share(connection, changes))

    async def digest(self) -> Digest:
        """Over what central has sent, whether its content is still here or pruned."""

        def read(connection: Connection) -> Digest:
            rows = [(str(kind), int(n), int(total)) for kind, n, total in connection.execute(_SUMS)]
            return digest_of(kv.get_int(connection, kv.SEEN_SEQ), rows)

        return await self._store.read(read)

    async def remember(self, name: str, value: str) -> None:
        def write(connection: Connection, touched: Touched) -> None:
            kv.put(connection, **{f"kept-{name}": value})

        await self._store.write(write)

    async def use_salt(self, caller_salt: str) -> None:
        """What caller keys are made with, for orders that central has not seen yet."""

        def write(connection: Connection, touched: Touched) -> None:
            if kv.get(connection, kv.CALLER_SALT) != caller_salt:
                kv.put(connection, **{kv.CALLER_SALT: caller_salt})
                self._show(connection, connection.execute(_LANES).scalars(), touched)

        await self._store.write(write)

    async def recall(self, name: str) -> str:
        return await self._store.read(lambda connection: kv.get(connection, f"kept-{name}"))

    def _show(self, connection: Connection, lanes: Iterable[str], touched: Touched) -> None:
        wanted = set(lanes)
        orders = {lane for lane in wanted if not lane.startswith(SEAT_LANE)}
        self._projection.show(connection, orders)
        touched.orders |= orders
        touched.seats |= len(orders) < len(wanted)


def position_of(connection: Connection) -> Position:
    return Position(
        dataset=kv.get(connection, kv.DATASET),
        incarnation=kv.get_int(connection, kv.INCARNATION),
        scope_epoch=kv.get_int(connection, kv.SCOPE_EPOCH),
        cursor=kv.get(connection, kv.CURSOR),
    )


def place(connection: Connection, position: Position, seen: int = 0) -> None:
    kv.put(
        connection,
        dataset=position.dataset,
        incarnation=position.incarnation,
        scope_epoch=position.scope_epoch,
        cursor=position.cursor,
        seen_seq=seen,
    )


def _follows(at: Position, page: Page) -> bool:
    same = (at.dataset, at.incarnation, at.scope_epoch) == (page.dataset, page.incarnation, page.scope_epoch)
    return not at.cursor or (same and page.previous == at.cursor)


def _move_on(connection: Connection, page: Page) -> None:
    """A page ends where a transaction ends, so everything up to its last number is here; without `more`, up to head."""
    reached = max((change.seq for change in page.changes), default=0)
    seen = max(kv.get_int(connection, kv.SEEN_SEQ), page.at, reached, 0 if page.more else page.head)
    place(connection, Position(page.dataset, page.incarnation, page.scope_epoch, page.cursor), seen)


def _clear(connection: Connection) -> None:
    """Empty the tables whole; without the triggers SQLite drops their pages instead of visiting each row."""
    triggers = connection.execute(_TRIGGERS).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for statement in _CLEAR:
        connection.exec_driver_sql(statement)
    for _, made_by in triggers:
        connection.exec_driver_sql(made_by)


def _wait_again(connection: Connection, touched: Touched) -> None:
    for data, actor in connection.execute(_ACKNOWLEDGED).all():
        touched.notes.append(note_of(data, actor))
