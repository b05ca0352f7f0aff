"""The sentence of every refusal, from the shipped table, with its facts filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

import resources


@cache
def refusal_sentences() -> Mapping[str, str]:
    """Every refusal code with its sentence, `{fact}` standing for a fact."""
    return cast(Mapping[str, str], resources.read_toml("sentences/refusals.toml"))


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def sentence(code: str, facts: Mapping[str, str]) -> str:
    """What to say for refusal `code`; an unknown code (from a newer central) gets the general sentence."""
    known = refusal_sentences()
    return known.get(code, known["refused"]).format_map(_Facts(facts, code=code))
