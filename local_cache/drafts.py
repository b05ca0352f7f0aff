"""Unfinished work, kept as typed."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desk.ports import Draft
from local_cache.store import Store, Touched
from local_cache.tables import draft as drafts


class SavedDrafts:
    """Meets `desk.ports.Drafts`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def save(self, draft: Draft) -> None:
        values = {
            "page": draft.page,
            "title": draft.title,
            "fields": msgspec.json.encode(draft.fields),
            "saved_at": draft.saved_at.isoformat() if draft.saved_at else None,
        }
        statement = insert(drafts).values(id=draft.id, **values).on_conflict_do_update(["id"], set_=values)

        def write(connection: Connection, touched: Touched) -> None:
            connection.execute(statement)
            touched.drafts = True

        await self._store.write(write)

    async def all(self) -> list[Draft]:
        """Oldest first."""

        def read(connection: Connection) -> list[Draft]:
            return [
                Draft(
                    id=row.id,
                    page=row.page,
                    title=row.title,
                    fields=msgspec.json.decode(row.fields, type=dict[str, str]),
                    saved_at=datetime.fromisoformat(row.saved_at) if row.saved_at else None,
                )
                for row in connection.execute(select(drafts).order_by(drafts.c.saved_at, drafts.c.id))
            ]

        return await self._store.read(read)

    async def remove(self, draft_id: str) -> None:
        def write(connection: Connection, touched: Touched) -> None:
            gone = connection.execute(delete(drafts).where(drafts.c.id == draft_id))
            touched.drafts = gone.rowcount > 0

        await self._store.write(write)
