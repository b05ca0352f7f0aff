"""The key that links one citizen's calls without telling the number."""

from __future__ import annotations

from hashlib import blake2b

from desk.rules.acts import checked_phone


def caller_key(phone: str, salt: str) -> str:
    """24 hex digits of a keyed BLAKE2b over the digits; empty for no number. The salt is the city's and stays on its desks."""
    digits = checked_phone(phone, "line_phone")
    return blake2b(digits.encode(), key=salt.encode()[:64], digest_size=12).hexdigest() if digits else ""
