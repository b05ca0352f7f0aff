"""Opening a cache that was damaged, is old, or is too new: no act is lost and no file deleted."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from desk.ports import Draft, Filter, LineState
from desk.rules.acts import Words
from desk.rules.errors import CacheUnreadable
from desk.rules.order import ActKind
from desk.wire.acts import Act, Outcome, Verdict
from local_cache import migrations
from local_cache.engine import open_engine
from local_cache.errors import CacheTooNew
from local_cache.keys import DATABASE, JOURNAL
from local_cache.migrations import Step
from local_cache.open import SUSPECT, LocalCache
from local_cache.tables import tables
from tests.local_cache.samples import KEY, NOW, StillClock, feed, intake, opened, order, put


async def with_pending_acts(folder: Path) -> list[Act]:
    """A cache with 300 orders and three acts under way, one of them central's by now; closed."""
    local = await opened(folder)
    await feed(local, *(put(seq, order(f"o{seq}")) for seq in range(1, 300)))
    acts = [
        await local.outbox.add(ActKind.ACCEPT, "new", intake("260918010230042"), NOW),
        await local.outbox.add(ActKind.NOTE, "o7", Words(words="一"), NOW),
        await local.outbox.add(ActKind.NOTE, "new", Words(words="二"), NOW),
    ]
    await local.drafts.save(Draft("d", "intake", "未完", {"content": "半句"}, NOW))
    await local.outbox.next_serial(NOW.date(), "01024", at_least=8)
    done = await local.outbox.add(ActKind.NOTE, "o8", Words(words="已上传"), NOW)
    await local.outbox.settle([Outcome(act=done.id, verdict=Verdict.APPLIED, seq=1)])
    refused = await local.outbox.add(ActKind.NOTE, "o9", Words(words="被退"), NOW)
    await local.outbox.settle([Outcome(act=refused.id, verdict=Verdict.REJECTED_KEPT, code="wrong_state")])
    await local.close()
    return [*acts, refused]


def overwritten(start: int, length: int) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[start : start + length] = random.Random(start).randbytes(length)
        file.write_bytes(content)

    return damage


def everywhere(file: Path) -> None:
    content, chance = bytearray(file.read_bytes()), random.Random(1)
    for _ in range(len(content) // 300):
        content[chance.randrange(len(content))] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        overwritten(0, 100),
        overwritten(2000, 20_000),
        everywhere,
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: file.write_bytes(b"not a database at all" * 500),
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
    ],
    ids=["head", "early pages", "everywhere", "cut", "another file", "gone", "empty"],
)
async def test_every_act_comes_back_from_a_damaged_cache(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    acts = await with_pending_acts(tmp_path)
    damage(tmp_path / DATABASE)
    local = await opened(tmp_path)
    assert [line.act for line in await local.outbox.lines()] == acts
    assert {line.state for line in await local.outbox.lines()} == {LineState.WAITING}
    assert local.opening.recovered == 4
    assert all(file.exists() for file in local.opening.set_aside)
    shown = await local.cache.order("new")
    assert shown is not None
    assert shown.number == "260918010230042"
    assert await local.outbox.next_serial(NOW.date(), "01023") == 43
    assert await local.outbox.next_serial(NOW.date(), "01024") == 10
    more = await local.outbox.add(ActKind.NOTE, "new", Words(words="三"), NOW)
    assert more.seq > max(act.seq for act in acts)
    await local.close()
    again = await opened(tmp_path)
    assert again.opening.recovered == 0
    assert again.opening.set_aside == ()
    assert [line.act.id for line in await again.outbox.lines()] == [*(act.id for act in acts), more.id]
    await again.close()


async def test_acts_and_drafts_are_salvaged_even_without_the_journal(tmp_path: Path) -> None:
    acts = await with_pending_acts(tmp_path)
    (tmp_path / JOURNAL).unlink()
    (tmp_path / SUSPECT).touch()
    size = (tmp_path / DATABASE).stat().st_size
    overwritten(size - 3000, 2000)(tmp_path / DATABASE)
    local = await opened(tmp_path)
    assert len(local.opening.set_aside) == 1
    assert [line.act for line in await local.outbox.lines()] == acts
    assert [draft.id for draft in await local.drafts.all()] == ["d"]
    await local.close()


async def test_a_damaged_page_met_while_working_is_dealt_with_at_the_next_start(tmp_path: Path) -> None:
    acts = await with_pending_acts(tmp_path)
    local = await opened(tmp_path)
    await feed(local, *(put(300 + seq, order(f"p{seq}", content="长" * 1900)) for seq in range(60)))
    await local.close()
    file = tmp_path / DATABASE
    overwritten(file.stat().st_size // 2, file.stat().st_size // 2)(file)
    local = await opened(tmp_path)
    if local.opening.set_aside == ():
        with pytest.raises(CacheUnreadable):
            await everything_read(local)
        assert (tmp_path / SUSPECT).exists()
        await local.close()
        local = await opened(tmp_path)
        assert local.opening.set_aside != ()
    assert not (tmp_path / SUSPECT).exists()
    assert [line.act for line in await local.outbox.lines()] == acts
    await local.close()


async def everything_read(local: LocalCache) -> None:
    for seq in range(360):
        await local.cache.order(f"o{seq}" if seq < 300 else f"p{seq - 300}")
    await local.cache.queue("everything", "", NOW, Filter(words="长"))


async def test_a_suspect_that_is_sound_after_all_stays(tmp_path: Path) -> None:
    acts = await with_pending_acts(tmp_path)
    (tmp_path / SUSPECT).touch()
    local = await opened(tmp_path)
    assert local.opening.set_aside == ()
    assert len(await local.outbox.lines()) == len(acts)
    assert not (tmp_path / SUSPECT).exists()
    await local.close()


async def test_a_cache_under_another_key_is_kept_aside_with_its_journal(tmp_path: Path) -> None:
    await with_pending_acts(tmp_path)
    journal = (tmp_path / JOURNAL).read_bytes()
    local = await opened(tmp_path, key=bytes(32))
    assert await local.outbox.lines() == []
    names = {file.name.partition(".damaged-")[0]: file for file in local.opening.set_aside}
    assert set(names) == {DATABASE, JOURNAL}
    assert names[JOURNAL].read_bytes() == journal
    await local.close()


async def test_an_act_whose_transaction_the_crash_cut_off_counts_as_saved_draft_and_all(tmp_path: Path) -> None:
    local = await opened(tmp_path)
    await local.drafts.save(Draft("d", "intake", "", {}, NOW))
    await local.close()
    before = (tmp_path / DATABASE).read_bytes()
    local = await opened(tmp_path)
    act = await local.outbox.add(ActKind.ACCEPT, "new", intake(), NOW, draft="d")
    await local.close()
    (tmp_path / DATABASE).write_bytes(before)
    local = await opened(tmp_path)
    assert [line.act for line in await local.outbox.lines()] == [act]
    assert await local.drafts.all() == []
    await local.close()


async def test_an_act_put_away_does_not_come_back_from_the_journal(tmp_path: Path) -> None:
    clock = StillClock()
    local = await opened(tmp_path, clock=clock)
    act = await local.outbox.add(ActKind.NOTE, "a", Words(words="一"), NOW)
    journal = (tmp_path / JOURNAL).read_bytes()
    await local.outbox.settle([Outcome(act=act.id, verdict=Verdict.APPLIED)])
    await local.close()
    (tmp_path / JOURNAL).write_bytes(journal)
    local = await opened(tmp_path, clock=clock)
    assert await local.outbox.lines() == []
    await local.close()
    clock.at += timedelta(days=8)
    local = await opened(tmp_path, clock=clock)
    assert await local.outbox.lines() == []
    await local.close()


def test_the_tables_known_to_the_code_are_those_of_the_database(tmp_path: Path) -> None:
    engine, connection = open_engine(tmp_path / DATABASE, KEY)
    migrations.take(connection, migrations.STEPS)
    with connection.begin():
        assert migrations.version_of(connection) == migrations.STEPS[-1].version
        for table in tables.tables.values():
            columns = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").all()
            assert [column[1] for column in columns] == [column.name for column in table.columns]
    connection.close()
    engine.dispose()


async def test_an_older_cache_is_copied_and_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = await with_pending_acts(tmp_path)
    newer = Step(migrations.STEPS[-1].version + 1, ("ALTER TABLE draft ADD COLUMN colour TEXT",))
    steps = (*migrations.STEPS, newer)
    monkeypatch.setattr(migrations, "STEPS", steps)
    local = await opened(tmp_path)
    assert [line.act for line in await local.outbox.lines()] == acts
    await local.close()
    assert version_in(tmp_path / DATABASE) == newer.version
    copy = tmp_path / f"{DATABASE}.before-{newer.version}"
    assert version_in(copy) == newer.version - 1


async def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = await with_pending_acts(tmp_path)
    wrong = Step(migrations.STEPS[-1].version + 1, ("ALTER TABLE draft ADD COLUMN colour TEXT", "nonsense"))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, wrong))
        with pytest.raises(OperationalError, match="nonsense"):
            await opened(tmp_path)
    local = await opened(tmp_path)
    assert [line.act for line in await local.outbox.lines()] == acts
    await local.close()


async def test_a_cache_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    await with_pending_acts(tmp_path)
    for version, fits in ((migrations.STEPS[-1].version + 7, True), (2 * migrations.MAJOR, False)):
        engine, connection = open_engine(tmp_path / DATABASE, KEY)
        with connection.begin():
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
        connection.close()
        engine.dispose()
        if fits:
            await (await opened(tmp_path)).close()
            continue
        before = (tmp_path / DATABASE).read_bytes()
        with pytest.raises(CacheTooNew):
            await opened(tmp_path)
        assert (tmp_path / DATABASE).read_bytes() == before


def version_in(file: Path) -> int:
    engine, connection = open_engine(file, KEY)
    with connection.begin():
        version = migrations.version_of(connection)
    connection.close()
    engine.dispose()
    return version
