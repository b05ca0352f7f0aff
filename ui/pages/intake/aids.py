"""What stands beside the form: articles to answer from, like orders, and the limits with their arithmetic."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from desk.ports import Changed
from desk.wire.records import Article, Order
from desk.work.knowledge import matching
from desk.work.show_deadline import StepStory, show_deadline
from desk.work.workplace import Workplace
from ui.pages.intake.filled import Filled
from ui.pages.intake.reference import Reference
from ui.tasks import Tasks

NEARBY_DAYS = 90
MOST_NEARBY = 3
ENOUGH_WORDS = 4
"""So many characters are needed before like orders are looked for."""


class Aids(QObject):
    """`chosen` is the article that would be answered from."""

    articles_changed = Signal()
    nearby_changed = Signal()
    limits_changed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.articles: tuple[Article, ...] = ()
        self.chosen = 0
        self.nearby: tuple[Order, ...] = ()
        self.limits: tuple[StepStory, ...] = ()
        self.looked_nearby = False
        self._asked: tuple[str, str] = ("", "")
        self._timed: tuple[str, str, str] = ("", "", "")

    @property
    def article(self) -> Article | None:
        return self.articles[self.chosen] if self.chosen < len(self.articles) else None

    def look(self, filled: Filled, reference: Reference) -> None:
        """Follow the form: what has not changed is not looked for again."""
        self._look_articles(filled, reference)
        self._look_limits(filled)
        asked = (filled.content.strip(), filled.division)
        if asked != self._asked:
            self._asked = asked
            self._tasks.start(self._look_nearby(*asked), name="intake.nearby")

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.articles):
            self.chosen = at
            self.articles_changed.emit()

    def heard(self, changed: Changed) -> None:
        if changed.orders & {order.id for order in self.nearby}:
            self._tasks.start(self._look_nearby(*self._asked), name="intake.nearby")

    def _look_articles(self, filled: Filled, reference: Reference) -> None:
        today = self._workplace.clock.now().date()
        text = filled.content.strip()
        articles = tuple(matching(reference.articles, text, today, most=4)) if text else ()
        if articles == self.articles:
            return
        kept = self.article
        self.articles = articles
        self.chosen = articles.index(kept) if kept in articles else 0
        self.articles_changed.emit()

    def _look_limits(self, filled: Filled) -> None:
        now = self._workplace.clock.now()
        timed = (f"{now:%Y-%m-%d %H:%M}", filled.appeal, filled.urgency)
        if timed != self._timed:
            self._timed = timed
            self.limits = tuple(show_deadline(now, filled.appeal, filled.urgency, self._workplace.limits))
            self.limits_changed.emit()

    async def _look_nearby(self, words: str, division: str) -> None:
        found: list[Order] = []
        if len(words) >= ENOUGH_WORDS:
            since = self._workplace.clock.now() - timedelta(days=NEARBY_DAYS)
            found = await self._workplace.cache.like(words, division, since, MOST_NEARBY)
        looked = len(words) >= ENOUGH_WORDS
        if tuple(found) != self.nearby or looked != self.looked_nearby:
            self.nearby, self.looked_nearby = tuple(found), looked
            self.nearby_changed.emit()
