"""What SQLite's errors mean to the desk: no room, a damaged file, another program in it; the rest are bugs of ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from desk.rules.errors import CacheUnreadable, DiskFull, Outage
from local_cache.errors import CacheInUse

BUSY, LOCKED, NO_MEMORY, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = (
    5,
    6,
    7,
    8,
    10,
    11,
    13,
    14,
    26,
)
_READ_ERRORS = frozenset({IO_ERROR | 1 << 8, IO_ERROR | 2 << 8, IO_ERROR | 33 << 8})
"""SQLITE_IOERR_READ, _SHORT_READ and _CORRUPTFS: what was written does not come back."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})


def outage_of(error: BaseException) -> Outage | None:
    """The outage an error stands for; None for a bug."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, OSError):
        return DiskFull(str(error)) if error.errno in _NO_ROOM else None
    if not isinstance(error, dbapi2.Error):
        return None
    code: int = getattr(error, "sqlite_errorcode", 0)
    if code in _READ_ERRORS or code & 0xFF in (CORRUPT, NOT_A_DATABASE):
        return CacheUnreadable(str(error))
    if code & 0xFF in (FULL, IO_ERROR, READ_ONLY, CANNOT_OPEN):
        return DiskFull(str(error))
    if code & 0xFF in (BUSY, LOCKED):
        return CacheInUse(str(error))
    return None


@contextmanager
def answered() -> Iterator[None]:
    """Inside, the world's errors come out as the outages they are."""
    try:
        yield
    except (DBAPIError, dbapi2.Error, OSError) as error:
        outage = outage_of(error)
        if outage is None:
            raise
        raise outage from error
