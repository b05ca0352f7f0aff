"""Which dataset this is, and its secrets."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from central.store.engine import Transaction
from central.store.tables import dataset


@dataclass(frozen=True, slots=True)
class Dataset:
    """`incarnation` counts restorations from a backup, `reference` the changes of the reference records."""

    id: str
    incarnation: int
    reference: int
    caller_salt: str
    secret: bytes


def read_dataset(tx: Transaction) -> Dataset:
    columns = (dataset.c.id, dataset.c.incarnation, dataset.c.reference, dataset.c.caller_salt, dataset.c.secret)
    row = tx.execute(select(*columns)).one()
    return Dataset(row.id, row.incarnation, row.reference, row.caller_salt, bytes(row.secret))


def begin_incarnation(tx: Transaction) -> int:
    """To be called once after the database was restored from a backup; the number of the new incarnation."""
    tx.execute(update(dataset).values(incarnation=dataset.c.incarnation + 1))
    return read_dataset(tx).incarnation
