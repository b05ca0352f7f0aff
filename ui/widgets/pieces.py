"""A line of icons, words and key hints: measured and painted by the same code, so nothing measured can clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui import theme
from ui.theme import Token, TypeSize
from ui.widgets import icons, paint

KEY_HEIGHT = 18
KEY_PAD = 4


@dataclass(frozen=True)
class Word:
    """Text in one font; `shrinks` lets it be elided when the line has not enough room."""

    text: str
    colour: Token = "text"
    size: TypeSize = "body"
    bold: bool = False
    shrinks: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Mark:
    """An icon."""

    name: str
    colour: Token = "text2"
    px: int = 16


@dataclass(frozen=True)
class Key:
    """A key hint: an edged box 18 high with the key's name."""

    text: str
    colour: Token = "text2"
    edge: Token = "chip_line"
    ground: Token | None = "alt"


@dataclass(frozen=True)
class Space:
    """Empty room; `stretches` takes all that the line has left."""

    px: float
    stretches: bool = False


Piece = Word | Mark | Key | Space


def piece_width(piece: Piece) -> float:
    if isinstance(piece, Word):
        return paint.text_width(piece.text, theme.font(piece.size, piece.bold))
    if isinstance(piece, Mark):
        return float(piece.px)
    if isinstance(piece, Key):
        return max(float(KEY_HEIGHT), paint.text_width(piece.text, theme.font("small")) + 2 * KEY_PAD)
    return piece.px


def width(pieces: Sequence[Piece]) -> float:
    """Room in px the whole line wants."""
    return sum(piece_width(piece) for piece in pieces)


def fitted(pieces: Sequence[Piece], room: float) -> tuple[list[Piece], bool]:
    """The line made to fit `room` px by eliding its shrinking words, first ones last; and whether any was elided."""
    spare = room - width(pieces)
    line = list(pieces)
    if spare >= -0.5:
        for at, piece in enumerate(line):
            if isinstance(piece, Space) and piece.stretches:
                line[at] = Space(piece.px + max(0.0, spare))
                break
        return line, False
    short = False
    for at in reversed(range(len(line))):
        piece = line[at]
        if spare >= 0 or not isinstance(piece, Word) or not piece.shrinks:
            continue
        had = piece_width(piece)
        cut = replace(piece, text=paint.elided(piece.text, theme.font(piece.size, piece.bold), max(0.0, had + spare)))
        line[at] = cut
        spare += had - piece_width(cut)
        short = True
    return line, short


def draw(painter: QPainter, rect: QRectF, pieces: Sequence[Piece], centred: bool = False) -> bool:
    """Paint the line into the rectangle, from the left or centred; True when words had to be elided."""
    line, short = fitted(pieces, rect.width())
    x = rect.left() + (max(0.0, (rect.width() - width(line)) / 2) if centred else 0.0)
    middle = rect.center().y()
    colours = theme.current()
    for piece in line:
        if isinstance(piece, Word):
            font = theme.font(piece.size, piece.bold, piece.underline)
            paint.text(painter, x, middle, piece.text, font, colours.colour(piece.colour))
        elif isinstance(piece, Mark):
            icons.draw(painter, piece.name, colours.colour(piece.colour), x, middle, piece.px)
        elif isinstance(piece, Key):
            draw_key(painter, x, middle, piece)
        x += piece_width(piece)
    return short


def draw_key(painter: QPainter, x: float, middle: float, key: Key) -> None:
    colours = theme.current()
    wide = piece_width(key)
    ground = colours.colour(key.ground) if key.ground else None
    paint.box(painter, QRectF(x, middle - KEY_HEIGHT / 2, wide, KEY_HEIGHT), ground, colours.colour(key.edge), 1, 3)
    font = theme.font("small")
    inset = (wide - paint.text_width(key.text, font)) / 2
    paint.text(painter, x + inset, middle, key.text, font, colours.colour(key.colour))


def greyed(pieces: Sequence[Piece]) -> list[Piece]:
    """The same line as it looks disabled."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Key):
            out.append(replace(piece, colour="disabled", edge="line", ground=None))
        elif isinstance(piece, Space):
            out.append(piece)
        else:
            out.append(replace(piece, colour="disabled"))
    return out


def spoken(pieces: Sequence[Piece]) -> str:
    """The words of the line, for screen readers and tooltips."""
    return " ".join(piece.text for piece in pieces if isinstance(piece, Word) and piece.text)
