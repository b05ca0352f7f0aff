"""Full text over what is shown: bigrams in FTS5 find candidates, `instr` on the folded text decides."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from desk.rules.bigram import bigrams, folded, query_tokens
from desk.wire.records import Order

_FORGET_WORDS = text("DELETE FROM words WHERE rowid = :row")
_FORGET_TEXT = text("DELETE FROM searched WHERE row = :row")
_PUT_WORDS = text("INSERT INTO words (rowid, tokens) VALUES (:row, :tokens)")
_PUT_TEXT = text("INSERT OR REPLACE INTO searched (row, folded) VALUES (:row, :folded)")


def searchable(order: Order) -> str:
    """The folded text an order is found by, one field a line."""
    fields = (
        order.number,
        order.title,
        order.content,
        order.place,
        order.division_name,
        order.category_name,
        order.unit_name,
        order.contact_name,
        order.contact_phone,
        order.line_phone,
        order.reply,
    )
    return folded("\n".join(field for field in fields if field))


def put(connection: Connection, rows: Sequence[tuple[int, str, bool]]) -> None:
    """Make (row, folded text, whether the row was there before) findable."""
    if not rows:
        return
    forget = [{"row": row} for row, _, known in rows if known]
    if forget:
        connection.execute(_FORGET_WORDS, forget)
    connection.execute(_PUT_WORDS, [{"row": row, "tokens": tokens_of(written)} for row, written, _ in rows])
    connection.execute(_PUT_TEXT, [{"row": row, "folded": written} for row, written, _ in rows])


def remove(connection: Connection, rows: Sequence[int]) -> None:
    if rows:
        gone = [{"row": row} for row in rows]
        connection.execute(_FORGET_WORDS, gone)
        connection.execute(_FORGET_TEXT, gone)


def tokens_of(written: str) -> str:
    """What the index holds of a text whose first line is the order's number, which is also found by its later parts."""
    number, _, _ = written.partition("\n")
    return " ".join(dict.fromkeys((*bigrams(written), number[6:], number[11:])))


def match_of(words: str) -> str:
    """The FTS5 query for all of the words; empty when there is nothing in them to look up."""
    return " AND ".join(f'"{token[:-1]}"*' if token[-1] == "*" else f'"{token}"' for token in query_tokens(words))


def terms_of(words: str) -> list[str]:
    """The stretches between blanks, folded: each must stand in the text as it is."""
    return folded(words).split()
