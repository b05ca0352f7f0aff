"""The order number a seat gives, offline too: yyMMdd + seat (5) + serial of the day (4)."""

from __future__ import annotations

from datetime import date

from desk.rules.errors import Refusal
from desk.rules.ids import OrderNumber, StaffNumber

LENGTH = 15


def order_number(day: date, seat: StaffNumber, serial: int) -> OrderNumber:
    """The 15 digits; `serial` 1 to 9999, else Refusal `serials_used_up`."""
    if not 1 <= serial <= 9999:
        raise Refusal("serials_used_up", seat=seat)
    if len(seat) != 5 or not seat.isdecimal():
        raise Refusal("bad_staff_number", number=seat)
    return OrderNumber(f"{day:%y%m%d}{seat}{serial:04d}")


def grouped(number: OrderNumber) -> str:
    """For the eye: `260918 01023 0017`."""
    return f"{number[:6]} {number[6:11]} {number[11:]}"


def is_number(text: str) -> bool:
    return len(text) == LENGTH and text.isascii() and text.isdecimal()


def serial_of(number: OrderNumber) -> int:
    return int(number[11:])
