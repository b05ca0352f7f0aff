"""What people type, made safe to keep: line breaks and emoji stay, control characters go, lengths are held."""

from __future__ import annotations

import unicodedata

from desk.rules.errors import Refusal

CONTENT_LENGTH = 2000
TITLE_LENGTH = 60
PLACE_LENGTH = 120
NAME_LENGTH = 20
NOTE_LENGTH = 2000
REPLY_LENGTH = 2000
REASON_LENGTH = 500

_KEPT = "\n\t\u200d"


def clean(text: str) -> str:
    """NFC, one kind of line break, no control, format or lone surrogate characters, no space at either end."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _DROPPED).strip()


_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def required(text: str, field: str, longest: int) -> str:
    """The cleaned text; Refusal `empty` or `too_long` naming the field."""
    cleaned = optional(text, field, longest)
    if not cleaned:
        raise Refusal("empty", field)
    return cleaned


def optional(text: str, field: str, longest: int) -> str:
    """The cleaned text, perhaps empty; Refusal `too_long` naming the field."""
    cleaned = clean(text)
    if len(cleaned) > longest:
        raise Refusal("too_long", field, longest=longest, length=len(cleaned))
    return cleaned


def one_line(text: str) -> str:
    return " ".join(text.split())
