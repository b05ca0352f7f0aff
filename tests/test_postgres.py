"""The private server keeps databases apart and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.postgres import PrivatePostgres
from tests.tree import ROOT


def run(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def tables(url: str) -> list[str]:
    engine = create_engine(url)
    names = inspect(engine).get_table_names()
    engine.dispose()
    return names


def test_a_table_in_one_database_is_not_seen_in_another(private_postgres: PrivatePostgres, postgres_url: str) -> None:
    other = private_postgres.new_database()
    run(postgres_url, "CREATE TABLE heard (words text)")
    assert tables(postgres_url) == ["heard"]
    assert tables(other) == []
    private_postgres.drop_database(other)


def test_each_test_gets_an_empty_database(postgres_url: str) -> None:
    assert tables(postgres_url) == []


def test_a_new_database_can_be_a_copy_of_a_prepared_one(private_postgres: PrivatePostgres, postgres_url: str) -> None:
    run(postgres_url, "CREATE TABLE prepared (number int)")
    name = postgres_url.partition("?")[0].rpartition("/")[2]
    copy = private_postgres.new_database(template=name)
    assert tables(copy) == ["prepared"]
    private_postgres.drop_database(copy)


def test_text_is_utf_8_and_keeps_chinese(postgres_url: str) -> None:
    run(postgres_url, "CREATE TABLE heard AS SELECT '路灯不亮' AS words")
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT words FROM heard WHERE length(words) = 4")) == "路灯不亮"
    engine.dispose()


def test_the_server_listens_on_no_port(private_postgres: PrivatePostgres, postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW listen_addresses")) == ""
        assert connection.scalar(text("SHOW unix_socket_directories")) == str(private_postgres.folder)
    engine.dispose()


@pytest.mark.parametrize("ending", ["pass", "os.kill(os.getpid(), signal.SIGKILL)"], ids=["ends", "is killed"])
def test_nothing_is_left_when_the_owner_ends_or_is_killed(ending: str) -> None:
    script = f"""
import os, signal
from tests.postgres import PrivatePostgres
with PrivatePostgres() as server:
    print(server.folder, server._keeper.pid, flush=True)
    {ending}
"""
    owner = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert owner.stdout, owner.stderr
    folder, keeper = owner.stdout.split()
    # The keeper outlives a killed owner by a moment; waiting for the end of its process needs no clock.
    subprocess.run(["tail", f"--pid={keeper}", "-f", "/dev/null"], check=True, timeout=30)
    assert not subprocess.run(["ls", folder], capture_output=True, check=False).stdout
