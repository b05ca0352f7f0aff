"""The tables: made by the steps as the code wants them, by one starter at a time, never by an older central."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from central.store import migrations
from central.store.dataset import read_dataset
from central.store.engine import Store, Transaction, WriteClash
from central.store.tables import metadata
from central.store.upgrade import DatabaseTooNew, upgrade
from desk.wire.records import Order


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    sqlite = request.param == "sqlite"
    store = Store(f"sqlite:///{tmp_path / 'c.db'}" if sqlite else request.getfixturevalue("postgres_url"))
    yield store
    store.close()


def test_the_steps_make_the_tables_the_code_uses(empty: Store) -> None:
    upgrade(empty, 1)
    with empty.reading() as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_the_newest_step_is_the_one_named(empty: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_the_orders_table_has_a_column_for_every_field() -> None:
    assert set(Order.__struct_fields__) <= set(metadata.tables["orders"].columns.keys())


def test_many_who_start_at_once_make_one_dataset(empty: Store) -> None:
    with ThreadPoolExecutor(4) as starters:
        list(starters.map(lambda moment: upgrade(empty, moment), range(4)))
    with empty.reading() as tx:
        first = read_dataset(tx)
    upgrade(empty, 99)
    with empty.reading() as tx:
        assert read_dataset(tx) == first


def test_an_older_central_leaves_a_newer_ones_tables_alone(empty: Store) -> None:
    upgrade(empty, 1)
    empty.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(DatabaseTooNew, match="9999"):
        upgrade(empty, 1)


def test_sqlite_is_kept_safe_from_a_power_cut(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'c.db'}")
    for kind in (store.reading, store.writing):
        with kind() as tx:
            wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
            assert {name: tx.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted
    store.close()


def test_what_is_read_stands_still_while_others_write(empty: Store) -> None:
    upgrade(empty, 1)
    with empty.reading() as tx:
        before = read_dataset(tx)
        empty.write(lambda other: other.execute(text("UPDATE dataset SET incarnation = 7")))
        assert read_dataset(tx) == before
    with empty.reading() as tx:
        assert read_dataset(tx).incarnation == 7


def test_a_transaction_that_breaks_leaves_nothing(empty: Store) -> None:
    upgrade(empty, 1)

    def broken(tx: Transaction) -> None:
        tx.execute(text("UPDATE dataset SET incarnation = 7"))
        tx.execute(text("INSERT INTO feed_head (one, seq, floor) VALUES (1, 0, 0)"))

    with pytest.raises(WriteClash):
        empty.write(broken)
    with empty.reading() as tx:
        assert read_dataset(tx).incarnation == 1
