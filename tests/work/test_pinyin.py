"""Names are found by characters, by initials and by pinyin."""

from __future__ import annotations

import pytest

from desk.work.pinyin import initials, matches, spelled


def test_initials_and_spelling_keep_letters_and_digits_and_drop_signs() -> None:
    assert initials("姑苏区") == "gsq"
    assert initials("幸福里3号（北）") == "xfl3hb"
    assert spelled("水务局") == "shuiwuju"
    assert initials("") == ""


@pytest.mark.parametrize("query", ["姑苏", "gsq", "GS", "sq", "gusu", "\uff47\uff53", "", " 姑苏 "])
def test_a_name_is_found(query: str) -> None:
    assert matches(query, "姑苏区")


@pytest.mark.parametrize("query", ["虎丘", "hq", "gq", "suzhou", "g s", "！"])
def test_another_name_is_not(query: str) -> None:
    assert not matches(query, "姑苏区")
