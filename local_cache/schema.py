"""The first shape of the database, as it was; later shapes are steps in `migrations`, never edits here."""

from __future__ import annotations

_TABLES = (
    "CREATE TABLE kv (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # What central sent, byte for byte. `data` is NULL once pruned: id and version stay, for the digest and the guard.
    """CREATE TABLE base (
        kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, order_id TEXT NOT NULL, mark INTEGER NOT NULL,
        data BLOB, UNIQUE (kind, id))""",
    "CREATE INDEX base_order ON base (order_id, kind)",
    "CREATE INDEX base_mark ON base (kind, mark)",
    # What the operators did. `landed`: the effect is in base already.
    """CREATE TABLE outbox (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL, lane TEXT NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL,
        actor BLOB NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', tries INTEGER NOT NULL DEFAULT 0,
        not_before INTEGER NOT NULL DEFAULT 0, landed INTEGER NOT NULL DEFAULT 0, effect_seq INTEGER NOT NULL DEFAULT 0,
        outcome BLOB, number TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX outbox_lane ON outbox (lane, seq)",
    "CREATE INDEX outbox_state ON outbox (state, seq)",
    # Acts that have left the outbox: acknowledged (why 'receipt'), or put away by the operator ('dropped', 'sent_again').
    """CREATE TABLE filed (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL,
        actor BLOB NOT NULL, outcome BLOB)""",
    "CREATE INDEX filed_at ON filed (why, at)",
    "CREATE TABLE serial (day TEXT NOT NULL, seat TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (day, seat)) WITHOUT ROWID",
    """CREATE TABLE draft (
        id TEXT PRIMARY KEY, page TEXT NOT NULL, title TEXT NOT NULL, fields BLOB NOT NULL, saved_at TEXT)""",
    # One row for each order as it is shown. `data` only where acts are laid over it; times in epoch milliseconds,
    # `due_at` far in the future where nothing is due, so that one index sorts all.
    """CREATE TABLE shown (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL, state TEXT NOT NULL,
        open INTEGER NOT NULL, holder TEXT NOT NULL, accepted_by TEXT NOT NULL, due_at INTEGER NOT NULL,
        accepted_at INTEGER NOT NULL, next_attempt_at INTEGER, closed_at INTEGER, caller_key TEXT NOT NULL,
        division TEXT NOT NULL, unit TEXT NOT NULL, data BLOB)""",
)

_QUEUE_INDEXES = (
    "CREATE INDEX shown_open ON shown (open, due_at, accepted_at, id, holder, unit, division)",
    "CREATE INDEX shown_state ON shown (state, due_at, accepted_at, id, holder, unit, division)",
    "CREATE INDEX shown_newest ON shown (accepted_at, id, holder, unit, division)",
    "CREATE INDEX shown_holder ON shown (holder, open, due_at, accepted_at, id, state)",
    "CREATE INDEX shown_accepted ON shown (accepted_by, accepted_at, id)",
    "CREATE INDEX shown_caller ON shown (caller_key, open, accepted_at) WHERE caller_key <> ''",
    "CREATE INDEX shown_division ON shown (division, accepted_at)",
    "CREATE INDEX shown_number ON shown (number)",
)

_SEARCH = (
    "CREATE TABLE searched (row INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    # The categories take in characters newer than the tokenizer's own tables: rare family names must be found too.
    """CREATE VIRTUAL TABLE words USING fts5(
        tokens, content='', contentless_delete=1, detail=none,
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn'")""",
)


def _counted(row: str, by: int) -> str:
    """Add `by` to the three counters an order of this row belongs to."""
    return f"""
        INSERT INTO tally (side, who, state, n) VALUES
            ('all', '', {row}.state, {by}), ('holder', {row}.holder, {row}.state, {by}),
            ('accepted', {row}.accepted_by, {row}.state, {by})
        ON CONFLICT (side, who, state) DO UPDATE SET n = n + excluded.n;"""


_TALLY = (
    """CREATE TABLE tally (
        side TEXT NOT NULL, who TEXT NOT NULL, state TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (side, who, state)
    ) WITHOUT ROWID""",
    f"CREATE TRIGGER tally_insert AFTER INSERT ON shown BEGIN {_counted('new', 1)} END",
    f"CREATE TRIGGER tally_delete AFTER DELETE ON shown BEGIN {_counted('old', -1)} END",
    f"""CREATE TRIGGER tally_update AFTER UPDATE OF state, holder, accepted_by ON shown
        WHEN (old.state, old.holder, old.accepted_by) <> (new.state, new.holder, new.accepted_by)
        BEGIN {_counted("old", -1)} {_counted("new", 1)} END""",
)

FIRST = (*_TABLES, *_QUEUE_INDEXES, *_SEARCH, *_TALLY)
