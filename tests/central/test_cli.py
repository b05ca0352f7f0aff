"""The command line: one line when ready, a quick end, and a sentence instead of a traceback."""

from __future__ import annotations

import csv
import socket
from pathlib import Path

import pytest

from central.serve import address_of, listening_socket
from central.store import orders
from central.store.engine import Store
from tests.central.served import Served, command

HEADER = ["id", "user", "title", "time", "text", "reply", "reply_time"]
MESSAGE = ["1", "U0001", "路灯不亮", "2026/9/1 08:30:00", "育才路东段三盏路灯不亮", "已修复", "2026/9/3 10:00:00"]


def count_orders(url: str) -> int:
    store = Store(url)
    with store.reading() as tx:
        found = len(orders.listed(tx, state="", unit="", dispatched=False, limit=1000))
    store.close()
    return found


def test_a_seeded_city_is_served_and_ends_when_asked(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'central.db'}"
    seeded = command("seed", "--database", url, "--orders", "60", "--seed", "7")
    assert seeded.returncode == 0, seeded.stderr
    assert seeded.stdout.startswith("60 orders, ")
    assert seeded.stdout.endswith(", 0 refused\n")
    assert count_orders(url) == 60
    with Served(url, tmp_path / "log") as served:
        session = served.sign_in("01023")
        assert session.staff.name == "沈禾"
        assert served.client.get("/health").json()["head"] > 60
        assert served.stop() < 2


def test_seeding_twice_is_refused_in_a_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'central.db'}"
    assert command("seed", "--database", url, "--orders", "3").returncode == 0
    again = command("seed", "--database", url, "--orders", "3")
    assert again.returncode == 1
    assert again.stderr == "desk-central: the database has orders already; seed fills an empty one\n"
    assert count_orders(url) == 3


def test_a_postgres_database_is_seeded_and_served_alike(postgres_url: str, tmp_path: Path) -> None:
    seeded = command("seed", "--database", postgres_url, "--orders", "20")
    assert seeded.returncode == 0, seeded.stderr
    with Served(postgres_url, tmp_path / "log") as served:
        served.sign_in("01023")
        served.pull_all()
        assert served.stop() < 2


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "",
        "mysql://somebody@somewhere/db",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://nobody@127.0.0.1:1/nothing",
        "sqlite:////proc/nothing/central.db",
    ],
)
@pytest.mark.parametrize("name", ["serve", "seed"])
def test_a_database_nobody_can_use_is_one_line(name: str, address: str) -> None:
    done = command(name, "--database", address)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("desk-central: ")
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "central.db"
    path.write_text("not a database " * 100)
    done = command("serve", "--database", f"sqlite:///{path}")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_an_address_in_use_is_one_line(sqlite_city: str, tmp_path: Path) -> None:
    with Served(sqlite_city, tmp_path / "log") as served:
        port = str(served.client.base_url.port)
        done = command("serve", "--database", sqlite_city, "--port", port)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        served.stop()


@pytest.mark.parametrize(("host", "begins"), [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:")])
def test_an_answer_is_not_held_back_for_a_fuller_packet(host: str, begins: str) -> None:
    """asyncio turns Nagle's algorithm off only for a socket that names its protocol; it cost 40 ms an answer."""
    bound = listening_socket(host, 0)
    assert bound.proto == socket.IPPROTO_TCP
    assert address_of(bound).startswith(begins)
    bound.close()


def test_messages_come_in_as_orders_and_bad_rows_are_named(tmp_path: Path) -> None:
    url, path = f"sqlite:///{tmp_path / 'central.db'}", tmp_path / "messages.csv"
    bad = [*MESSAGE[:3], "no time", *MESSAGE[4:]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, MESSAGE, bad, ["short"]])
    done = command("import-messages", str(path), "--database", url)
    assert done.returncode == 0, done.stderr
    assert "row 3, column time: " in done.stderr
    assert "row 4: " in done.stderr
    assert done.stdout.startswith("1 orders, ")
    assert done.stdout.endswith("0 refused, 2 rows left out\n")
    assert count_orders(url) == 1
    assert command("import-messages", str(path), "--database", url).returncode == 0
    assert count_orders(url) == 2


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe garbage \x80", b"id,title\n1,x\n", b"\xff" * 5000])
def test_a_file_with_nothing_in_it_fails_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "messages.csv"
    path.write_bytes(content)
    done = command("import-messages", str(path), "--database", f"sqlite:///{tmp_path / 'central.db'}")
    assert done.returncode == 1
    assert done.stderr.endswith("desk-central: nothing could be imported\n")
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = command("import-messages", str(tmp_path / "none.csv"), "--database", f"sqlite:///{tmp_path / 'c.db'}")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "none.csv" in done.stderr


def test_a_restored_database_begins_another_incarnation(sqlite_city: str) -> None:
    done = command("restored", "--database", sqlite_city)
    assert done.returncode == 0
    assert done.stdout.startswith("this is incarnation 2;")
