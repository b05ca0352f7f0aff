"""What can keep the cache from opening though its file is sound: such a file is never set aside.

Outage                  (desk.rules.errors)
├── CacheInUse          another desk program has this cache open
├── CacheTooNew         a newer program has written this cache
├── EngineTooOld        this machine's SQLite has a fault that can damage the cache
└── NoPlaceForKey       neither a usable keyring nor a password to keep the key with
"""

from __future__ import annotations

from desk.rules.errors import Outage


class CacheInUse(Outage):
    """Another desk program has this cache open."""


class CacheTooNew(Outage):
    """A newer program has changed this cache beyond what this one understands; update the program."""


class EngineTooOld(Outage):
    """The SQLite of this machine loses data in rare races of its write-ahead log; update it."""


class NoPlaceForKey(Outage):
    """Without a keyring and without a password no personal data may be kept here."""
