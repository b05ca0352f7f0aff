"""Counts without counting: sums over counters that triggers keep, and short stretches of the index of limits."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, text

from desk.ports import Held
from desk.rules.order import OPEN
from desk.rules.queues import QUEUES, Mine, Queue
from local_cache import queues
from local_cache.queues import asked, due_bounds

_MINE = text("""
    SELECT side, state, n FROM tally
    WHERE side = 'all' OR (side = 'holder' AND who = :me) OR (side = 'accepted' AND who = :me)""")
_IN_HAND = text("SELECT who, state, n FROM tally WHERE side = 'holder' AND n > 0")
_PRESSED = text("""
    SELECT holder, sum(due_at > :now), sum(due_at <= :now) FROM shown INDEXED BY shown_open
    WHERE open = 1 AND due_at <= :soon GROUP BY holder""")

_SIDE = {None: "all", Mine.HELD: "holder", Mine.ACCEPTED: "accepted"}


def counts(connection: Connection, me: str, now: datetime) -> dict[str, int]:
    """How many each queue of `desk.rules.queues` holds."""
    sides: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for side, state, n in connection.execute(_MINE, {"me": me}):
        sides[side][state] = n

    def count(queue: Queue) -> int:
        if queue.due is not None:
            return queues.count(connection, asked(queue, me, now))
        by_state = sides[_SIDE[queue.mine]]
        return sum(n for state, n in by_state.items() if state in queue.states)

    return {queue.name: count(queue) for queue in QUEUES}


def held(connection: Connection, now: datetime) -> dict[str, Held]:
    """By holder (empty: the pool). Near is what the queue `due_soon` calls soon."""
    in_hand: defaultdict[str, int] = defaultdict(int)
    for who, state, n in connection.execute(_IN_HAND):
        if state in OPEN:
            in_hand[who] += n
    pressed = {who: (near, over) for who, near, over in connection.execute(_PRESSED, due_bounds(now))}
    return {who: Held(n, *pressed.get(who, (0, 0))) for who, n in in_hand.items()}
