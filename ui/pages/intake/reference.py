"""The lists the form chooses from, and what is guessed from the words with their help."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from desk.ports import Cache
from desk.wire.records import Article, Category, Division, Unit
from desk.work.pinyin import initials
from desk.work.suggest import Suggester
from ui.pages.intake.rows import Rows, category_rows, division_rows, unit_rows


@dataclass(frozen=True, slots=True)
class Reference:
    """Read at once, replaced whole when central changes any of it."""

    divisions: Rows
    categories: Rows
    units: Rows
    articles: tuple[Article, ...]
    suggester: Suggester


def no_reference() -> Reference:
    return _made([], [], [], [])


async def load_reference(cache: Cache) -> Reference:
    """Everything from the cache; the initials of some thousand names are made off the caller's thread."""
    divisions, categories = await cache.divisions(), await cache.categories()
    units, articles = await cache.units(), await cache.articles()
    return await asyncio.to_thread(_made, divisions, categories, units, articles)


def _made(
    divisions: list[Division], categories: list[Category], units: list[Unit], articles: list[Article]
) -> Reference:
    return Reference(
        Rows(division_rows(divisions, initials)),
        Rows(category_rows(categories, initials)),
        Rows(unit_rows(units, initials)),
        tuple(articles),
        Suggester(categories, units, divisions),
    )
