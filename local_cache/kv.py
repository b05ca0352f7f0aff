"""Single values by name: the cursor and what goes with it, and what others ask to be remembered."""

from __future__ import annotations

from sqlalchemy import Connection, text

DATASET, INCARNATION, SCOPE_EPOCH, CURSOR = "dataset", "incarnation", "scope_epoch", "cursor"
SEEN_SEQ = "seen_seq"
"""Everything up to this feed number is in base."""
ACT_SEQ = "act_seq"
"""The last sequence number given to an act."""
CALLER_SALT = "caller_salt"

_GET = text("SELECT value FROM kv WHERE name = :name")
_PUT = text(
    "INSERT INTO kv (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def get(connection: Connection, name: str) -> str:
    """Empty when nothing is kept under this name."""
    return str(connection.execute(_GET, {"name": name}).scalar() or "")


def get_int(connection: Connection, name: str) -> int:
    return int(get(connection, name) or 0)


def put(connection: Connection, **values: object) -> None:
    connection.execute(_PUT, [{"name": name, "value": str(value)} for name, value in values.items()])
