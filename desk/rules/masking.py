"""Names and numbers with their middle hidden, as lists and feeds show them."""

from __future__ import annotations

import re

PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{7,8})(?!\d)")


def masked_name(name: str) -> str:
    """The family name stays, the rest is hidden; a form of address in the last place (Ms, Mr, teacher) stays too."""
    if len(name) < 2 or name.endswith(_ADDRESS):
        return name
    return name[0] + "*" * (len(name) - 1)


_ADDRESS = ("\u5973\u58eb", "\u5148\u751f", "\u8001\u5e08")


def masked_phone(phone: str) -> str:
    """`138****5678`; a land line keeps its last three: `0512****123`."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    if len(digits) < 7:
        return "*" * len(digits)
    if len(digits) == 11 and digits[0] == "1":
        return f"{digits[:3]}****{digits[-4:]}"
    area = (digits[:3] if digits[1] in "12" else digits[:4]) if digits[0] == "0" else ""
    return f"{area}****{digits[-3:]}"


def masked_text(text: str) -> str:
    """Free text with every telephone number in it masked."""
    return PHONE.sub(lambda found: masked_phone(found.group(1)), text)
