"""Chinese full text, cut the same way by both programs: pairs of neighbouring characters, words of other scripts whole."""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[0-9a-z]+")


def folded(text: str) -> str:
    """Full-width forms and capitals made plain, so that they find each other."""
    return unicodedata.normalize("NFKC", text).lower()


def bigrams(text: str) -> list[str]:
    """The tokens to index, in order: a run of n Han characters gives n-1 pairs and its last character alone."""
    tokens: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run[0] < "\u3000":
            tokens.append(run)
        else:
            tokens.extend(run[place : place + 2] for place in range(len(run)))
    return tokens


def query_tokens(text: str) -> list[str]:
    """The tokens a search asks for, all of them; a lone Han character is given with a trailing `*` (a prefix)."""
    tokens: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run[0] < "\u3000" or len(run) == 1:
            tokens.append(run + "*")
        else:
            tokens.extend(run[place : place + 2] for place in range(len(run) - 1))
    return tokens
