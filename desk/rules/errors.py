"""What can go wrong, as one tree.

Exception
├── Refusal             a rule says no; answered with a sentence, nothing is lost
├── Outage              the world is away; a state in the status bar, retried
│   ├── CentralAway     no usable answer from central
│   ├── SessionEnded    central no longer knows this session; sign in again
│   ├── PleaseUpdate    central speaks a newer protocol than this seat
│   ├── DiskFull        the cache cannot be written
│   └── CacheUnreadable the cache file or its key is damaged
└── (anything else)     a bug of ours: it propagates, is logged, and shows one dialog
"""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """A rule says no. `code` names the rule, `facts` fill its sentence, `field` the place to mend, if any."""

    def __init__(self, code: str, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts: Mapping[str, str] = {name: str(value) for name, value in facts.items()}


class Outage(Exception):
    """The world does not answer as it should; the work goes on and the thing is tried again."""


class CentralAway(Outage):
    """Central gave no answer, or one that is no answer."""

    def __init__(self, reason: str = "", retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class SessionEnded(Outage):
    """The session is over at central; the outbox is untouched."""


class PleaseUpdate(Outage):
    """This seat's protocol is too old for central; its outbox is still accepted."""


class DiskFull(Outage):
    """There is no room to write the cache."""


class CacheUnreadable(Outage):
    """The cache file, or the key to it, is damaged or not ours."""
