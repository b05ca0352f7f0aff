"""The names things are known by: identifiers as types of their own, and UUIDv7 to make them."""

from __future__ import annotations

import os
from typing import NewType
from uuid import UUID

OrderId = NewType("OrderId", str)
ActId = NewType("ActId", str)
EntryId = NewType("EntryId", str)
OrderNumber = NewType("OrderNumber", str)
StaffNumber = NewType("StaffNumber", str)
UnitCode = NewType("UnitCode", str)
DivisionCode = NewType("DivisionCode", str)
CategoryCode = NewType("CategoryCode", str)
WorkstationId = NewType("WorkstationId", str)
Scope = NewType("Scope", str)


def uuid7(unix_milliseconds: int) -> str:
    """A version 7 UUID (RFC 9562): 48 bits of time, then 74 random bits; sorts by time."""
    tail = int.from_bytes(os.urandom(10), "big")
    value = (unix_milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | (tail >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | tail & ((1 << 62) - 1)
    return str(UUID(int=value))
