"""Articles that fit the words of the call: the chosen one whole, the others a line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.wire.records import Article
from ui import theme
from ui.widgets import pieces
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.hint_line import HintLine
from ui.widgets.label import Label
from ui.widgets.pieces import Mark, Piece, Space, Word
from ui.widgets.pressable import Pressable
from ui.widgets.section import Section
from ui.wording import intake as words


class ArticleRow(Pressable):
    """An article that could be answered from instead."""

    def __init__(self, article: Article, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self.say(article.title)
        self.set_tip(article.title)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _end(self) -> list[Piece]:
        until = Word(words.until(self._article.valid_until), "text3", "small")
        return [Space(8), until, Space(4), Mark("chevron_right")]

    def sizeHint(self) -> QSize:
        return self.wanted([Word(self._article.title), *self._end()], 0, theme.px("control_small"))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.px("control_small"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.current().colour("line"))
        end, area = self._end(), QRectF(self.rect())
        room = area.adjusted(0, 0, -pieces.width(end), 0)
        pieces.draw(painter, room, [Word(self._article.title, shrinks=True)])
        pieces.draw(painter, QRectF(room.right(), 0, pieces.width(end), area.height()), end)
        painter.end()


class KnowledgeSection(QWidget):
    """`answered` asks to answer from the chosen article, `chosen` picks another."""

    answered = Signal()
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Section(words.KNOWLEDGE, icon="book")
        self.nothing = HintLine(words=words.NO_KNOWLEDGE)
        self.card = Card()
        self.title = Label("", bold=True, wraps=True)
        self.text = Label("", "text2", wraps=True)
        self.until = Label("", "text3", "small")
        self.button = ActionButton(words.ANSWER_THUS, "Alt+A", "link")
        self.button.setObjectName("intake.answer_thus")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.answered)
        foot = QHBoxLayout()
        foot.addWidget(self.until)
        foot.addStretch(1)
        foot.addWidget(self.button)
        self.card.body.setSpacing(4)
        self.card.body.addWidget(self.title)
        self.card.body.addWidget(self.text)
        self.card.body.addLayout(foot)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(8)
        for widget in (self.head, self.nothing, self.card):
            column.addWidget(widget)
        column.addLayout(self._rows)
        self._others: list[ArticleRow] = []
        self.show_articles((), 0)

    def show_articles(self, articles: Sequence[Article], chosen: int) -> None:
        known = chosen < len(articles)
        self.head.set_count(words.can_answer(len(articles)) if articles else "")
        self.nothing.setVisible(not known)
        self.card.setVisible(known)
        for old in self._others:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._others = []
        if not known:
            return
        article = articles[chosen]
        self.title.set_text(article.title)
        self.text.set_text(article.answer)
        self.until.set_text(words.valid_until(article.valid_until) if article.valid_until else "")
        for at, other in enumerate(articles):
            if at != chosen:
                row = ArticleRow(other)
                row.setObjectName(f"intake.article.{other.id}")
                row.clicked.connect(lambda _=False, at=at: self.chosen.emit(at))
                self._rows.addWidget(row)
                self._others.append(row)
