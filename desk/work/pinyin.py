"""Finding a Chinese name by the first letters of its pinyin, or by its whole pinyin."""

from __future__ import annotations

from functools import lru_cache

from desk.rules.bigram import folded


@lru_cache(maxsize=16384)
def initials(text: str) -> str:
    """The first letter of each character's usual reading; letters and digits stay, other signs go: `gsq`."""
    from pypinyin import Style, lazy_pinyin  # a tenth of a second and its tables, only when somebody types letters

    return _kept(lazy_pinyin(folded(text), style=Style.FIRST_LETTER))


@lru_cache(maxsize=16384)
def spelled(text: str) -> str:
    """The whole pinyin without tones or gaps: `gusuqu`."""
    from pypinyin import lazy_pinyin

    return _kept(lazy_pinyin(folded(text)))


def matches(query: str, text: str) -> bool:
    """Whether `text` contains `query` as written, as initials, or as pinyin from the start of some character."""
    asked = folded(query).strip()
    if asked in folded(text):
        return True
    if not (asked.isascii() and asked.isalnum()):
        return False
    return asked in initials(text) or spelled(text).startswith(asked)


def _kept(readings: list[str]) -> str:
    return "".join(sign for reading in readings for sign in reading if sign.isalnum())
