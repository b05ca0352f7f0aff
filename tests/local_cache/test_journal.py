"""The journal of the outbox: whatever happens to part of it, the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.acts import Words
from desk.rules.ids import uuid7
from desk.wire.acts import Act, raw
from local_cache.journal import ActNote, Journal, Note, SerialNote, SettledNote
from tests.local_cache.samples import KEY, NOW, WORKSTATION, ZHANG


def note(seq: int, words: str = "记") -> ActNote:
    act = Act(
        id=uuid7(seq), workstation=WORKSTATION, seq=seq, lane="a", kind="add_note", args=raw(Words(words=words)), at=NOW
    )
    return ActNote(act, ZHANG)


def written(file: Path, *notes: Note) -> Journal:
    journal = Journal(file, KEY)
    for each in notes:
        with journal.kept_if_committed([each]):
            journal.append([each])
    return journal


def test_what_waits_is_there_again_and_what_is_settled_is_not(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    first, second = note(1), note(2)
    written(
        file,
        first,
        SerialNote("2026-09-18", "01023", 7),
        second,
        SettledNote((first.act.id,)),
        SerialNote("2026-09-18", "01023", 6),
    ).close()
    again = Journal(file, KEY)
    assert again.acts == {second.act.id: second}
    assert again.serials == {("2026-09-18", "01023"): 7}
    assert again.unreadable == 0
    again.close()


def test_a_transaction_that_fails_takes_its_notes_back(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    journal = written(file, note(1))
    size = file.stat().st_size
    notes = [note(2)]

    def fail() -> None:
        with journal.kept_if_committed(notes):
            journal.append(notes)
            assert file.stat().st_size > size
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert file.stat().st_size == size
    assert len(journal.acts) == 1
    journal.close()


def test_nothing_in_it_can_be_read_without_the_key(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    written(file, note(1, "幸福里小区")).close()
    assert "幸福里小区".encode() not in file.read_bytes()
    other = Journal(file, bytes(32))
    assert other.acts == {}
    assert other.unreadable == 1
    other.close()


def test_it_shrinks_once_most_of_it_is_settled(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    notes = [note(seq, "长" * 500) for seq in range(1, 101)]
    journal = written(file, SerialNote("2026-09-18", "01023", 7), *notes)
    grown = file.stat().st_size
    settled = SettledNote(tuple(each.act.id for each in notes[:-1]))
    with journal.kept_if_committed([settled]):
        journal.append([settled])
    assert file.stat().st_size < grown / 20
    last = notes[-1]
    assert journal.acts == {last.act.id: last}
    another = note(200)
    with journal.kept_if_committed([another]):
        journal.append([another])
    journal.close()
    again = Journal(file, KEY)
    assert list(again.acts.values()) == [last, another]
    assert again.serials == {("2026-09-18", "01023"): 7}
    again.close()


@given(cut=st.integers(0, 400))
def test_a_record_cut_short_by_a_crash_is_no_damage(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    file = tmp_path_factory.mktemp("journal") / "journal"
    written(file, note(1)).close()
    whole = file.stat().st_size
    written(file, note(2)).close()
    with file.open("r+b") as stream:
        stream.truncate(min(file.stat().st_size - 1, whole + cut))
    again = Journal(file, KEY)
    assert [each.act.seq for each in again.acts.values()] == [1]
    assert again.unreadable == 0
    again.append([note(3)])
    again.close()
    last = Journal(file, KEY)
    assert [each.act.seq for each in last.acts.values()] == [1, 3]
    last.close()


@given(data=st.data())
def test_damage_costs_only_the_records_it_touches(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("journal") / "journal"
    ends = [0]
    for seq in range(1, 8):
        written(file, note(seq)).close()
        ends.append(file.stat().st_size)
    start = data.draw(st.integers(0, ends[-1] - 1))
    garbage = data.draw(st.binary(min_size=1, max_size=200))[: ends[-1] - start]
    content = bytearray(file.read_bytes())
    content[start : start + len(garbage)] = garbage
    file.write_bytes(content)
    journal = Journal(file, KEY)
    untouched = {
        seq for seq in range(1, 8) if ends[seq] <= start or ends[seq - 1] >= start + len(garbage)
    }  # fmt: skip
    assert {each.act.seq for each in journal.acts.values()} >= untouched
    journal.close()
