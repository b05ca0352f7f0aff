"""The store under the weather: no room, a second program, an old engine, another loop."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from desk.ports import Filter
from desk.rules.acts import Words
from desk.rules.errors import DiskFull
from desk.rules.order import ActKind
from local_cache import engine
from local_cache.errors import CacheInUse, EngineTooOld
from local_cache.keys import DATABASE, JOURNAL
from local_cache.store import Store
from tests.local_cache.samples import NOW, feed, opened, order, put


def test_an_engine_with_the_write_ahead_fault_is_refused() -> None:
    engine.check_engine()
    engine.check_engine((3, 51, 3))
    with pytest.raises(EngineTooOld, match=r"3\.51\.2"):
        engine.check_engine((3, 51, 2))


def test_the_key_must_be_whole(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        engine.connect(tmp_path / DATABASE, bytes(31))


async def test_the_file_is_encrypted_and_every_commit_goes_to_the_disk(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a", content="幸福里小区三号楼")))
    asked = ("journal_mode", "synchronous", "secure_delete", "temp_store", "locking_mode")
    store = store_of(local)

    def read(connection: Connection) -> list[object]:
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]

    assert await store.read(read) == ["wal", 2, 1, 2, "exclusive"]
    await local.close()
    content = b"".join(contents(tmp_path))
    assert b"SQLite format" not in content
    assert "幸福里".encode() not in content


def contents(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]


def store_of(local: object) -> Store:
    store = vars(local)["_store"]
    assert isinstance(store, Store)
    return store


async def test_a_second_program_on_the_same_cache_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    with pytest.raises(CacheInUse):
        await opened(tmp_path)
    await local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)
    await local.close()
    again = await opened(tmp_path)
    assert await again.outbox.waiting() == 1
    assert again.opening.set_aside == ()
    await again.close()


async def test_a_full_database_says_so_and_loses_nothing_it_had(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await feed(local, put(1, order("a")))
    await local.outbox.add(ActKind.NOTE, "a", Words(words="在满之前"), NOW)
    store = store_of(local)

    def fill(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    await store.read(fill)
    journal = (tmp_path / JOURNAL).stat().st_size

    async def until_full() -> None:
        nonlocal journal
        for _ in range(200):
            await local.outbox.add(ActKind.NOTE, "a", Words(words="满" * 900), NOW)
            journal = (tmp_path / JOURNAL).stat().st_size

    with pytest.raises(DiskFull):
        await until_full()
    assert (tmp_path / JOURNAL).stat().st_size == journal
    saved = await local.outbox.waiting()
    assert await local.cache.order("a") == order("a")
    await store.read(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 100000").scalar())
    await local.outbox.add(ActKind.NOTE, "a", Words(words="又有地方"), NOW)
    assert await local.outbox.waiting() == saved + 1
    await local.close()
    again = await opened(tmp_path)
    assert await again.outbox.waiting() == saved + 1
    await again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="file size limits are set the Linux way")
def test_a_disk_that_fills_up_while_writing_says_so_and_keeps_what_was_saved(tmp_path: Path) -> None:
    script = """
        import asyncio, resource, sys
        from pathlib import Path
        from desk.rules.acts import Words
        from desk.rules.errors import DiskFull
        from desk.rules.order import ActKind
        from tests.local_cache.samples import NOW, opened

        async def main(folder):
            local = await opened(folder)
            resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
            saved = 0
            try:
                for _ in range(3000):
                    await local.outbox.add(ActKind.NOTE, "a", Words(words="x" * 1900), NOW)
                    saved += 1
            except DiskFull:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                assert await local.outbox.waiting() == saved
                await local.outbox.add(ActKind.NOTE, "a", Words(words="again"), NOW)
                await local.close()
                print(saved)

        asyncio.run(main(Path(sys.argv[1])))
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    saved = int(ran.stdout)
    assert saved > 10

    async def look() -> int:
        local = await opened(tmp_path)
        waiting = await local.outbox.waiting()
        await local.close()
        return waiting

    assert asyncio.run(look()) == saved + 1


def test_it_works_on_the_loop_of_qt(tmp_path: Path, qapp: object) -> None:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    async def work() -> int:
        local = await opened(tmp_path)
        heard: list[object] = []
        local.cache.listen(heard.append)
        await feed(local, put(1, order("a")))
        await asyncio.gather(*(local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW) for _ in range(5)))
        found = await local.cache.queue("everything", "", NOW, Filter())
        await local.close()
        assert len(heard) == 6
        return len(found)

    assert isinstance(qapp, QApplication)
    loop = QEventLoop(qapp)
    try:
        assert loop.run_until_complete(work()) == 1
    finally:
        loop.close()
        asyncio.set_event_loop(None)


async def test_closing_waits_for_what_was_given_before_and_twice_is_once(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    adding = [asyncio.ensure_future(local.outbox.add(ActKind.NOTE, "a", Words(words="记"), NOW)) for _ in range(10)]
    await asyncio.sleep(0)
    await local.close()
    await local.close()
    assert len(await asyncio.gather(*adding)) == 10


async def test_a_bug_in_a_job_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    store = store_of(local)

    def wrong(connection: Connection, touched: object) -> None:
        connection.execute(text("INSERT INTO kv (name, value) VALUES ('x', 'y')"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.write(wrong)
    assert (
        await store.read(lambda connection: connection.execute(text("SELECT 1 FROM kv WHERE name = 'x'")).all()) == []
    )
    await local.close()
