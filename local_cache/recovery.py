"""Bringing back what the database lacks: acts and serials of the journal, and what was salvaged from a damaged file."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text

from desk.ports import LineState
from desk.rules.acts import Intake
from desk.rules.errors import Refusal
from desk.rules.number import is_number
from desk.wire.acts import Act, form_of
from local_cache import kv
from local_cache.acts import SEAT_LANE, insert_act
from local_cache.journal import ActNote, Journal
from local_cache.projection import Projection, note_of
from local_cache.salvage import Salvage
from local_cache.tables import draft, filed, outbox

_SERIAL = text("""
    INSERT INTO serial (day, seat, last) VALUES (:day, :seat, :last)
    ON CONFLICT (day, seat) DO UPDATE SET last = max(last, excluded.last)""")
_DRAFT = text("""
    INSERT OR IGNORE INTO draft (id, page, title, fields, saved_at) VALUES (:id, :page, :title, :fields, :saved_at)""")
_KEPT = text("INSERT OR IGNORE INTO kv (name, value) VALUES (:name, :value)")


def recover(connection: Connection, journal: Journal, found: Salvage, projection: Projection) -> int:
    """One transaction, then the journal is made to hold just what waits; how many acts came back.

    An act in the journal counts as saved: its record is on the disk before its transaction commits, and is taken back
    when that fails. So one that the database lacks was lost by it (or by a crash between the two), draft and all.
    """
    with connection.begin():
        known = set(connection.execute(select(outbox.c.id).union_all(select(filed.c.id))).scalars())
        notes = {name: note for name, note in (found.acts | journal.acts).items() if name not in known}
        _put_small_things(connection, journal, found)
        for note in sorted(notes.values(), key=lambda note: note.act.seq):
            insert_act(connection, note.act, note.actor)
            _note_numbers(connection, note.act)
            if note.draft:
                connection.execute(delete(draft).where(draft.c.id == note.draft))
        lanes = {note.act.lane for note in notes.values()}
        projection.show(connection, {lane for lane in lanes if not lane.startswith(SEAT_LANE)})
        live = _live(connection)
    if live.keys() != journal.acts.keys() or journal.unreadable:
        journal.acts = live
        journal.rewrite()
    return len(notes)


def _put_small_things(connection: Connection, journal: Journal, found: Salvage) -> None:
    for (day, seat), last in (*found.serials.items(), *journal.serials.items()):
        connection.execute(_SERIAL, {"day": day, "seat": seat, "last": last})
    for row in found.drafts.values():
        connection.execute(_DRAFT, dict(zip(("id", "page", "title", "fields", "saved_at"), row, strict=True)))
    for name, value in found.kept.items():
        connection.execute(_KEPT, {"name": name, "value": value})


def _note_numbers(connection: Connection, act: Act) -> None:
    """Neither the act's sequence number nor its order's serial is given again."""
    kv.put(connection, **{kv.ACT_SEQ: max(kv.get_int(connection, kv.ACT_SEQ), act.seq)})
    try:
        form = form_of(act)
    except Refusal:
        return
    if isinstance(form, Intake) and is_number(form.number):
        number = form.number
        day = f"20{number[:2]}-{number[2:4]}-{number[4:6]}"
        connection.execute(_SERIAL, {"day": day, "seat": number[6:11], "last": int(number[11:])})


def _live(connection: Connection) -> dict[str, ActNote]:
    """The acts that central does not hold for certain."""
    wanted = select(outbox.c.data, outbox.c.actor).where(outbox.c.state != LineState.ACKNOWLEDGED.value)
    notes = (note_of(data, actor) for data, actor in connection.execute(wanted.order_by(outbox.c.seq)))
    return {note.act.id: note for note in notes}
