"""Cells of a foreign table made safe: text without control characters, moments in the forms people's exports use."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from central.demo.working_time import CHINA

GARBLED = "\ufffd"
_ZERO_WIDTH_JOINER = "\u200d"  # holds an emoji of several signs together
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Between the figures: signs, or the characters for year, month and day.
_MOMENT = re.compile(
    r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?:[ T\u3000]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
)


def cleaned(text: str) -> str:
    """Line breaks and emoji stay; other control and format characters go, a tab becomes a space."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = (
        sign
        for sign in text
        if sign in ("\n", _ZERO_WIDTH_JOINER, GARBLED) or unicodedata.category(sign) not in _DROPPED
    )
    return "".join(kept).strip()


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def moment(text: str) -> datetime | None:
    """`2019/4/25 9:32:09`, `2019-04-25 09:32`, `2019/4/25` and the like, in China's time; None for anything else."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return None
    parts = [int(part) if part else 0 for part in found.groups()]
    try:
        return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], tzinfo=CHINA)
    except ValueError:
        return None


def decoded(data: bytes) -> str:
    """UTF-8 with or without a mark, else GB 18030 as office programs write it, else UTF-8 with the bad bytes marked."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")
