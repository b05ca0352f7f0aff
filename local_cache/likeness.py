"""Orders like the one being written: recent ones of the same town that share the most pairs of characters."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from math import sqrt

from sqlalchemy import Connection, text

from desk.rules.bigram import bigrams
from desk.wire.records import Order
from local_cache import records
from local_cache.times import milliseconds

CANDIDATES = 1000
"""Of a busy town only the newest so many are looked at."""
CLOSEST = 24
MOST_PAIRS = 48
LIKE_ENOUGH = 0.2
TOWN = 9
"""The first nine digits of a division's code are its town's."""


def like(connection: Connection, words: str, division: str, since: datetime, limit: int) -> list[Order]:
    """Likest first. Without a division the newest orders of the whole city are looked at."""
    asked = pairs(words)
    if not asked:
        return []
    tokens = sorted(asked, key=lambda token: (len(token) < 2, words.find(token)))[:MOST_PAIRS]
    shared = " + ".join(f"(instr(folded, :pair{place}) > 0)" for place in range(len(tokens)))
    index, there = ("shown_division", _THERE) if division else ("shown_newest", "")
    query = text(f"""
        SELECT coalesce(shown.data, base.data) FROM (
            SELECT near.row AS row, near.accepted_at AS at, {shared} AS score FROM (
                SELECT row, accepted_at FROM shown INDEXED BY {index}
                WHERE accepted_at >= :since {there} ORDER BY accepted_at DESC LIMIT {CANDIDATES}
            ) AS near JOIN searched ON searched.row = near.row
            WHERE score > 0 ORDER BY score DESC, at DESC LIMIT {CLOSEST}
        ) AS closest JOIN shown ON shown.row = closest.row
        LEFT JOIN base ON base.kind = 'order' AND base.id = shown.id""")
    values = {f"pair{place}": token for place, token in enumerate(tokens)}
    where = {"since": milliseconds(since)} | ({"division": division[:TOWN]} if division else {})
    orders = records.decoded(connection.execute(query, values | where).scalars(), Order)
    scored = [(likeness(asked, pairs(f"{order.title}\n{order.content}")), order) for order in orders]
    scored.sort(key=lambda each: (-each[0], each[1].number))
    return [order for score, order in scored[:limit] if score >= LIKE_ENOUGH]


_THERE = "AND division >= :division AND division < :division || 'x'"


def pairs(words: str) -> frozenset[str]:
    """The tokens a likeness is counted over: pairs of characters, and whole words of other scripts."""
    return frozenset(token for token in bigrams(words) if len(token) > 1)


def likeness(some: Collection[str], others: Collection[str]) -> float:
    """0 to 1: what both share, over the geometric mean of their sizes, so that a short text can be like a long one."""
    if not some or not others:
        return 0.0
    return len(set(some) & set(others)) / sqrt(len(some) * len(others))
