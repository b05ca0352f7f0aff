"""The knowledge the agent may answer from: the articles that fit the words of the call and are valid today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk.rules.bigram import bigrams, folded
from desk.wire.records import Article

KEYWORD, SYNONYM, TITLE_PAIR = 4.0, 3.0, 1.0
"""Weights of a keyword that stands in the title too, of one that does not, and of a pair of characters of the title."""

ENOUGH, SHARE = 3.0, 0.5
"""What an article must reach by itself, and beside the best one: a word said in passing is no matter of its own."""


def is_valid(article: Article, today: date) -> bool:
    return not article.valid_until or date.fromisoformat(article.valid_until) >= today


def matching(articles: Iterable[Article], text: str, today: date, most: int = 5) -> tuple[Article, ...]:
    """The best first: a keyword in the text counts most, then pairs of characters shared with the title."""
    told = folded(text)
    pairs = {token for token in bigrams(text) if len(token) > 1}
    scored = [(_score(article, told, pairs), article) for article in articles if is_valid(article, today)]
    least = max(ENOUGH, SHARE * max((score for score, _ in scored), default=0.0))
    fitting = sorted(
        ((-score, article.id, article) for score, article in scored if score >= least), key=lambda x: x[:2]
    )
    return tuple(article for _, _, article in fitting[:most])


def _score(article: Article, told: str, pairs: set[str]) -> float:
    title = folded(article.title)
    words = [word for word in map(folded, article.keywords) if word and word in told]
    named = sum(KEYWORD if word in title else SYNONYM for word in words)
    return named + TITLE_PAIR * len(pairs.intersection(bigrams(title)))
