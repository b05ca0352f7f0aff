"""Access and refresh tokens: signed texts that name a session and its generation, so that the same pair can be made twice."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

ACCESS_LIVES = timedelta(minutes=10)
REFRESH_GRACE = timedelta(seconds=30)
"""For so long the last refresh token still answers with the pair that replaced it: the answer may have been lost."""
SESSION_LIVES = timedelta(hours=16)
"""No session outlives a long shift, however often it is refreshed."""


@dataclass(frozen=True, slots=True)
class Token:
    """`use`: access or refresh. `family`: the session since its sign-in. `generation`: how often it was refreshed."""

    use: str
    family: str
    generation: int
    ends_at: int

    def signed(self, secret: bytes) -> str:
        text = f"{self.use}.{self.family}.{self.generation}.{self.ends_at}"
        return f"{text}.{_sign(text, secret)}"


def access_token(family: str, generation: int, rotated_at: datetime, secret: bytes) -> str:
    return Token("access", family, generation, int((rotated_at + ACCESS_LIVES).timestamp())).signed(secret)


def refresh_token(family: str, generation: int, ends_at: datetime, secret: bytes) -> str:
    return Token("refresh", family, generation, int(ends_at.timestamp())).signed(secret)


def read_token(text: str, use: str, secret: bytes, now: datetime) -> Token | None:
    """None where it is not ours, for another use, or over."""
    named, _, signature = text.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _sign(named, secret).encode()):
        return None
    found, family, generation, ends_at = named.split(".")
    if found != use or int(ends_at) <= now.timestamp():
        return None
    return Token(use, family, int(generation), int(ends_at))


def _sign(text: str, secret: bytes) -> str:
    mac = hmac.new(secret, b"token:" + text.encode(), sha256).digest()[:24]
    return urlsafe_b64encode(mac).decode()
