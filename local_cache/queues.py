"""The queues as SQL: each is one stretch of one index, read in pieces so that a save never waits for a long list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, TextClause, text

from desk.ports import Filter
from desk.rules.order import OPEN, State
from desk.rules.queues import SOON_HOURS, Due, Mine, Queue
from local_cache import search
from local_cache.store import Store
from local_cache.times import milliseconds

PIECE = 20_000
"""How many rows one job reads: about 10 ms."""

_ALL = frozenset(State) - {State.DRAFT}
_PRESSING = "due_at, accepted_at, id"
_NEWEST = "accepted_at DESC, id DESC"
_WHOLE = Filter()


@dataclass(frozen=True, slots=True)
class Asked:
    """A queue as a condition over `shown`, its values, and the index that holds its rows in their order, if one does."""

    where: str
    values: Mapping[str, object]
    index: str
    by_due: bool


def asked(queue: Queue, me: str, now: datetime, narrowed: Filter = _WHOLE) -> Asked:
    where, values = ["1"], dict[str, object]()
    index = "shown_newest"
    if queue.states == OPEN:
        where.append("open = 1")
        index = "shown_open"
    elif queue.states != _ALL:
        names = {f"state{place}": state.value for place, state in enumerate(sorted(queue.states))}
        where.append(f"state IN ({', '.join(f':{name}' for name in names)})")
        values |= names
        index = "shown_state"
    if queue.mine is not None:
        column = "holder" if queue.mine is Mine.HELD else "accepted_by"
        where.append(f"{column} = :me")
        values["me"] = me
        index = "shown_holder" if queue.mine is Mine.HELD else "shown_accepted"
    if queue.due is not None:
        where.append("due_at <= :now" if queue.due is Due.OVER else "due_at > :now AND due_at <= :soon")
        values |= due_bounds(now)
    if narrowed.division:
        where.append("division >= :division AND division < :division || 'x'")
        values["division"] = narrowed.division
    for name in ("unit", "holder"):
        if wanted := getattr(narrowed, name):
            where.append(f"{name} = :in_{name}")
            values[f"in_{name}"] = wanted
    return Asked(" AND ".join(where), values, index, queue.by_due)


def due_bounds(now: datetime) -> dict[str, object]:
    return {"now": milliseconds(now), "soon": milliseconds(now + timedelta(hours=SOON_HOURS))}


def count(connection: Connection, queue: Asked) -> int:
    query = text(f"SELECT count(*) FROM shown INDEXED BY {queue.index} WHERE {queue.where}")
    return int(connection.execute(query, dict(queue.values)).scalar_one())


async def ids(store: Store, queue: Asked, limit: int) -> list[str]:
    """The ids of the queue in its order; `limit` 0 for all."""
    order = _PRESSING if queue.by_due else _NEWEST
    beyond = f"({_PRESSING}) > (:due, :accepted, :id)" if queue.by_due else "(accepted_at, id) < (:accepted, :id)"
    source = f"FROM shown INDEXED BY {queue.index} WHERE {queue.where}"
    first = text(f"SELECT id {source} ORDER BY {order} LIMIT :piece")
    further = text(f"SELECT id {source} AND {beyond} ORDER BY {order} LIMIT :piece")

    def piece(after: Mapping[str, object], size: int) -> Callable[[Connection], tuple[list[str], Mapping[str, object]]]:
        def read(connection: Connection) -> tuple[list[str], Mapping[str, object]]:
            query = further if after else first
            new = list(connection.execute(query, {**queue.values, **after, "piece": size}).scalars())
            if len(new) < size:
                return new, {}
            due, accepted = connection.execute(_PLACE, {"id": new[-1]}).one()
            return new, {"due": due, "accepted": accepted, "id": new[-1]}

        return read

    found: list[str] = []
    after: Mapping[str, object] = {}
    while True:
        size = min(PIECE, limit - len(found)) if limit else PIECE
        new, after = await store.read(piece(after, size))
        found += new
        if len(new) < size or len(found) == limit:
            # A row that moved between two pieces may stand in both.
            return list(dict.fromkeys(found)) if len(found) > PIECE else found


_PLACE = text("SELECT due_at, accepted_at FROM shown WHERE id = :id")


async def ids_with_words(store: Store, queue: Asked, words: str, limit: int) -> list[str]:
    """The same, of those whose text holds every one of the words."""
    match, terms = search.match_of(words), search.terms_of(words)
    holds = "".join(f" AND instr(folded, :term{place})" for place in range(len(terms)))
    source = "words JOIN searched ON searched.row = words.rowid" if match else "searched"
    row = "words.rowid" if match else "searched.row"
    query = text(
        f"SELECT due_at, accepted_at, id FROM {source} JOIN shown ON shown.row = searched.row"
        f" WHERE {'words MATCH :match AND ' if match else ''}{row} > :above AND {row} <= :upto AND {queue.where}{holds}"
    )
    values = dict(queue.values) | {f"term{place}": term for place, term in enumerate(terms)}
    if match:
        values["match"] = match
    found: list[tuple[int, int, str]] = []
    top = await store.read(lambda connection: int(connection.execute(_TOP).scalar_one()))
    for above in range(0, top, PIECE):
        bounds = {"above": above, "upto": above + PIECE}
        found += await store.read(_rows(query, values | bounds))
    if queue.by_due:
        found.sort()
    else:
        found.sort(key=lambda each: each[1:], reverse=True)
    known = [order_id for _, _, order_id in found]
    return known[:limit] if limit else known


_TOP = text("SELECT coalesce(max(row), 0) FROM shown")


def _rows(query: TextClause, values: Mapping[str, object]) -> Callable[[Connection], list[tuple[int, int, str]]]:
    def read(connection: Connection) -> list[tuple[int, int, str]]:
        return [(due, accepted, name) for due, accepted, name in connection.execute(query, dict(values))]

    return read
