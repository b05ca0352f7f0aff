"""The knowledge the agent may answer from: the articles that fit the words of the call and are valid today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk.rules.bigram import bigrams, folded
from desk.wire.records import Article

KEYWORD, TITLE_PAIR = 4.0, 1.0


def is_valid(article: Article, today: date) -> bool:
    return not article.valid_until or date.fromisoformat(article.valid_until) >= today


def matching(articles: Iterable[Article], text: str, today: date, most: int = 5) -> tuple[Article, ...]:
    """The best first: a keyword in the text counts most, then pairs of characters shared with the title."""
    told = folded(text)
    pairs = {token for token in bigrams(text) if len(token) > 1}
    scored: list[tuple[float, str, Article]] = []
    for article in articles:
        if not is_valid(article, today):
            continue
        score = KEYWORD * sum(1 for word in article.keywords if word and folded(word) in told)
        score += TITLE_PAIR * len(pairs.intersection(bigrams(article.title)))
        if score >= 2 * TITLE_PAIR:
            scored.append((-score, article.id, article))
    return tuple(article for _, _, article in sorted(scored, key=lambda line: line[:2])[:most])
