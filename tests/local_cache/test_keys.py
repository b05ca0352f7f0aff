"""The cache's key: two places to keep it, and an older cache kept aside where neither opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.rules.errors import CacheUnreadable, Refusal
from local_cache.errors import NoPlaceForKey
from local_cache.keys import DATABASE, JOURNAL, KEY_FILE, OpenedKey, open_key, unlock_offline
from local_cache.lock import CacheLock
from tests.local_cache.samples import NOW, QUICK, MemoryVault


def key_for(folder: Path, vault: MemoryVault, number: str = "01023", password: str = "first secret") -> OpenedKey:
    return open_key(folder, vault, number, password, QUICK, NOW)


def test_the_key_is_kept_by_the_keyring_and_under_the_password(tmp_path: Path) -> None:
    vault = MemoryVault()
    first = key_for(tmp_path, vault)
    assert len(first.key) == 32
    assert (first.keyring, first.set_aside, first.keyring_changed) == ("memory", (), False)
    assert key_for(tmp_path, vault) == first
    assert open_key(tmp_path, vault, "01023", "", QUICK, NOW) == first
    assert unlock_offline(tmp_path, "01023", "first secret") == first.key
    assert first.key.hex() not in (tmp_path / KEY_FILE).read_text()


def test_without_a_keyring_the_password_opens(tmp_path: Path) -> None:
    first = key_for(tmp_path, MemoryVault(there=False))
    assert first.keyring == ""
    assert key_for(tmp_path, MemoryVault(there=False)).key == first.key


def test_a_keyring_that_went_away_costs_nothing_and_is_told(tmp_path: Path) -> None:
    first = key_for(tmp_path, MemoryVault())
    without = key_for(tmp_path, MemoryVault(there=False))
    assert (without.key, without.keyring_changed) == (first.key, True)
    vault = MemoryVault(name="another")
    assert key_for(tmp_path, vault).key == first.key
    assert len(vault.secrets) == 1


def test_several_operators_share_one_key_each_by_an_own_password(tmp_path: Path) -> None:
    vault = MemoryVault()
    first = key_for(tmp_path, vault)
    assert key_for(tmp_path, vault, "01024", "second secret").key == first.key
    assert unlock_offline(tmp_path, "01023", "first secret") == first.key
    assert unlock_offline(tmp_path, "01024", "second secret") == first.key


def test_a_changed_password_is_learnt_through_the_keyring(tmp_path: Path) -> None:
    vault = MemoryVault()
    first = key_for(tmp_path, vault)
    assert key_for(tmp_path, vault, password="another secret").key == first.key
    assert unlock_offline(tmp_path, "01023", "another secret") == first.key
    with pytest.raises(Refusal, match="bad_password"):
        unlock_offline(tmp_path, "01023", "first secret")


def test_offline_only_the_right_password_of_somebody_known_opens(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="never_signed_in"):
        unlock_offline(tmp_path, "01023", "first secret")
    key_for(tmp_path, MemoryVault())
    with pytest.raises(Refusal, match="bad_password"):
        unlock_offline(tmp_path, "01023", "wrong")
    with pytest.raises(Refusal, match="never_signed_in"):
        unlock_offline(tmp_path, "01024", "first secret")


def test_without_a_keyring_and_without_a_password_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(NoPlaceForKey):
        key_for(tmp_path, MemoryVault(there=False), password="")
    with pytest.raises(NoPlaceForKey):
        key_for(tmp_path, MemoryVault(locked=True), password="")
    assert list(tmp_path.iterdir()) == []


def test_a_cache_whose_key_nothing_opens_is_kept_aside_whole(tmp_path: Path) -> None:
    first = key_for(tmp_path, MemoryVault(there=False))
    (tmp_path / DATABASE).write_bytes(b"database")
    (tmp_path / JOURNAL).write_bytes(b"journal")
    second = key_for(tmp_path, MemoryVault(there=False), "01024", "second secret")
    assert second.key != first.key
    assert {file.name.partition(".damaged-")[0] for file in second.set_aside} == {KEY_FILE, DATABASE, JOURNAL}
    assert {file.read_bytes() for file in second.set_aside} >= {b"database", b"journal"}
    assert not (tmp_path / DATABASE).exists()
    third = key_for(tmp_path, MemoryVault(there=False), "01025", "third secret")
    assert len(set(second.set_aside + third.set_aside)) == 4


def test_a_locked_keyring_is_waited_for_and_never_costs_the_cache(tmp_path: Path) -> None:
    vault = MemoryVault()
    first = key_for(tmp_path, vault)
    vault.locked = True
    with pytest.raises(CacheUnreadable):
        key_for(tmp_path, vault, "01024", "second secret")
    assert key_for(tmp_path, vault).key == first.key
    vault.locked = False
    assert key_for(tmp_path, vault, "01024", "second secret").key == first.key


def test_a_key_file_that_is_damaged_is_kept_aside_and_made_anew_from_the_keyring(tmp_path: Path) -> None:
    vault = MemoryVault()
    first = key_for(tmp_path, vault)
    (tmp_path / DATABASE).write_bytes(b"database")
    (tmp_path / KEY_FILE).write_bytes(b"{")
    again = key_for(tmp_path, vault)
    assert again.key == first.key
    assert [file.read_bytes() for file in again.set_aside] == [b"{"]
    assert (tmp_path / DATABASE).exists()
    assert unlock_offline(tmp_path, "01023", "first secret") == first.key


def test_a_secret_in_the_keyring_that_is_no_key_of_ours_is_not_used(tmp_path: Path) -> None:
    vault = MemoryVault()
    first = key_for(tmp_path, vault)
    for nonsense in ("***", "AAAA", "A" * 43 + "="):
        vault.secrets = dict.fromkeys(vault.secrets, nonsense)
        assert key_for(tmp_path, vault).key == first.key


async def test_the_lock_learns_a_password_and_opens_by_it(tmp_path: Path) -> None:
    lock = CacheLock(tmp_path, MemoryVault())
    await lock.learn("01023", "first secret")
    assert lock.opened is not None
    other = CacheLock(tmp_path, MemoryVault())
    with pytest.raises(Refusal, match="bad_password"):
        await other.unlock("01023", "wrong")
    assert other.opened is None
    await other.unlock("01023", "first secret")
    assert other.opened is not None
    assert other.opened.key == lock.opened.key
