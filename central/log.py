"""One line of JSON for each event, on stderr; never a name, a number or a word of a citizen."""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, datetime

import msgspec


class _OneLine(logging.Formatter):
    """Only what is put into `facts` on purpose, and where a bug was met; an error's own words may hold anything."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "event": record.getMessage() if record.name.startswith("central") else record.levelname.lower(),
        }
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= place_of(record.exc_info[1])
        return msgspec.json.encode(line).decode()


def place_of(error: BaseException) -> dict[str, str]:
    """What kind of error and where it was raised, without what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "where": where}


def log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for talkative in ("uvicorn.error", "uvicorn.access", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
