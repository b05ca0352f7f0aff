"""A central with the demo city and no orders, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from central.seed import load_city
from central.store.engine import Store
from central.store.tables import staff_keys
from central.store.upgrade import upgrade
from tests.central.centre import PASSWORD, START, Centre
from tests.postgres import PrivatePostgres


def prepare(url: str) -> None:
    store = Store(url)
    upgrade(store, int(START.timestamp() * 1000))
    load_city(store, PASSWORD, START)
    # Every test signs several people in, and what a password costs is not what they ask.
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    store.write(lambda tx: tx.execute(update(staff_keys).values(password=quick)))
    store.close()


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.db"
    prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def prepared_database(private_postgres: PrivatePostgres) -> str:
    """The name of a database with the city in it, to be copied."""
    url = private_postgres.new_database()
    prepare(url)
    return url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def sqlite_city(prepared_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'central.db')}"


@pytest.fixture
def postgres_city(private_postgres: PrivatePostgres, prepared_database: str) -> Iterator[str]:
    url = private_postgres.new_database(prepared_database)
    yield url
    private_postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgres"])
def city_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_city")
    return url


@pytest.fixture
def centre(city_url: str) -> Iterator[Centre]:
    with Centre(city_url) as centre:
        yield centre


@pytest.fixture
def sqlite_centre(sqlite_city: str) -> Iterator[Centre]:
    """For what no database can change."""
    with Centre(sqlite_city) as centre:
        yield centre
