"""How acts leave the outbox: by central's answer and by the feed, whichever comes first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, text

from desk.ports import LineState
from desk.wire.acts import Outcome, Verdict
from local_cache import kv
from local_cache.journal import SettledNote
from local_cache.store import Touched

RECEIPT, DROPPED, SENT_AGAIN = "receipt", "dropped", "sent_again"
DAY = 86_400_000
KEPT = {RECEIPT: 7 * DAY, DROPPED: 30 * DAY, SENT_AGAIN: 30 * DAY}
"""For how many milliseconds a filed act stays on this machine."""

_LAND = text("""
    UPDATE outbox SET landed = 1 WHERE NOT landed AND id IN (SELECT value FROM json_each(:ids)) RETURNING lane""")
_ANSWER = text("""
    UPDATE outbox SET state = :state, effect_seq = :seq, outcome = :outcome WHERE id = :id RETURNING lane""")
_REOPEN = text("""
    INSERT INTO outbox (id, seq, lane, kind, data, actor, state, landed, outcome, number, title)
    SELECT id, seq, :lane, :kind, data, actor, 'needs_you', 1, :outcome, '', '' FROM filed WHERE id = :id""")
_FILED = text("SELECT data FROM filed WHERE id = :id AND why = 'receipt'")
_UNFILE = text("DELETE FROM filed WHERE id = :id")
_ARRIVED = text("""
    SELECT id FROM outbox WHERE state = 'acknowledged' AND (landed OR effect_seq <= :seen)""")
_FILE = text("""
    INSERT OR REPLACE INTO filed (id, seq, why, at, data, actor, outcome)
    SELECT id, seq, :why, :at, data, actor, outcome FROM outbox WHERE id IN (SELECT value FROM json_each(:ids))""")
_TAKE_OFF = text("DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(:ids)) RETURNING lane")
_FORGET = text("DELETE FROM filed WHERE why = :why AND at < :before")
_UNDECIDED = text("""
    SELECT id FROM outbox WHERE state = 'needs_you' AND id IN (SELECT value FROM json_each(:ids))
        AND json_extract(outcome, '$.verdict') = 'conflict_kept'
        AND NOT EXISTS (SELECT 1 FROM base WHERE kind = 'conflict' AND base.id > outbox.id || ':'
            AND base.id < outbox.id || ';' AND coalesce(json_extract(CAST(base.data AS TEXT), '$.open'), 1))""")


def needs_operator(outcome: Outcome) -> bool:
    """Whether an answer leaves something for the operator to decide."""
    match outcome.verdict:
        case Verdict.REJECTED_KEPT:
            return True
        case Verdict.SUPERSEDED:
            return bool(outcome.code)
        case Verdict.CONFLICT_KEPT:
            return any(conflict.open for conflict in outcome.conflicts)
    return False


def answer(connection: Connection, outcomes: Iterable[Outcome], touched: Touched) -> set[str]:
    """Note central's answers; the lanes they concern. An act already filed whose answer turned bad comes back."""
    lanes: set[str] = set()
    acknowledged = []
    for outcome in outcomes:
        kept = needs_operator(outcome)
        state = LineState.NEEDS_YOU if kept else LineState.ACKNOWLEDGED
        noted = {"id": outcome.act, "seq": outcome.seq, "outcome": msgspec.json.encode(outcome).decode()}
        lane = connection.execute(_ANSWER, noted | {"state": state.value}).scalar()
        if lane is None:
            lane = _brought_back(connection, noted) if kept else None
        if lane is not None:
            lanes.add(lane)
            if not kept:
                acknowledged.append(outcome.act)
    if acknowledged:
        touched.notes.append(SettledNote(tuple(acknowledged)))
    return lanes


def _brought_back(connection: Connection, noted: dict[str, object]) -> str | None:
    row = connection.execute(_FILED, noted).scalar()
    if row is None:
        return None
    act = json.loads(row)
    connection.execute(_REOPEN, noted | {"lane": act["lane"], "kind": act["kind"]})
    connection.execute(_UNFILE, noted)
    return str(act["lane"])


def land(connection: Connection, act_ids: Iterable[str]) -> set[str]:
    """These acts' effects are in base now, answered or not; the lanes that are shown differently for it."""
    ids = sorted(act_ids)
    return set(connection.execute(_LAND, {"ids": json.dumps(ids)}).scalars()) if ids else set()


def file_arrived(connection: Connection, now: int) -> set[str]:
    """Make receipts of the acts that central has and the feed has brought back; their lanes."""
    seen = kv.get_int(connection, kv.SEEN_SEQ)
    return file(connection, list(connection.execute(_ARRIVED, {"seen": seen}).scalars()), RECEIPT, now)


def file_decided(connection: Connection, conflict_ids: Iterable[str], now: int, touched: Touched) -> set[str]:
    """Take acts off the operator's list whose last open conflict somebody has decided; their lanes."""
    acts = sorted({name.rpartition(":")[0] for name in conflict_ids})
    if not acts:
        return set()
    decided = list(connection.execute(_UNDECIDED, {"ids": json.dumps(acts)}).scalars())
    if decided:
        touched.notes.append(SettledNote(tuple(decided)))
    return file(connection, decided, RECEIPT, now)


def file(connection: Connection, act_ids: Sequence[str], why: str, now: int) -> set[str]:
    """Move acts out of the outbox, to be kept for a while; their lanes."""
    if not act_ids:
        return set()
    ids = json.dumps(list(act_ids))
    connection.execute(_FILE, {"ids": ids, "why": why, "at": now})
    return set(connection.execute(_TAKE_OFF, {"ids": ids}).scalars())


def forget_old(connection: Connection, now: int) -> None:
    for why, kept in KEPT.items():
        connection.execute(_FORGET, {"why": why, "before": now - kept})
