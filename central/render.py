"""Records as a reader may see them: names and numbers masked, and no contact at all where an order is confidential."""

from __future__ import annotations

import msgspec

from desk.rules.masking import masked_name, masked_phone, masked_text
from desk.wire.records import Conflict, Contact, Order, TimelineEntry

_NAMES = frozenset({"contact_name"})
_WRITTEN = frozenset({"title", "content", "place", "reason"})
"""Values people wrote themselves; the others are codes, and a code may look like a telephone number."""


def shown_order(order: Order, hotline: bool) -> Order:
    """Masked; a unit gets no key to a citizen's other calls, and nothing of the citizen of a confidential order."""
    shown = {
        "title": masked_text(order.title),
        "content": masked_text(order.content),
        "place": masked_text(order.place),
        "reply": masked_text(order.reply),
    }
    if hotline or not order.confidential:
        shown["contact_name"] = masked_name(order.contact_name)
        shown["contact_phone"] = masked_phone(order.contact_phone)
        shown["line_phone"] = masked_phone(order.line_phone)
    else:
        shown |= {"contact_name": "", "contact_phone": "", "line_phone": ""}
    if not hotline:
        shown["caller_key"] = ""
    return msgspec.structs.replace(order, **shown)


def shown_entry(entry: TimelineEntry) -> TimelineEntry:
    facts = {name: _shown_value(name, value) for name, value in entry.facts.items()}
    return msgspec.structs.replace(entry, words=masked_text(entry.words), facts=facts)


def shown_conflict(conflict: Conflict, clear: bool) -> Conflict:
    """Clear for the holder alone, who cannot choose between two masked values."""
    if clear:
        return conflict
    mine, theirs = _shown_value(conflict.field, conflict.mine), _shown_value(conflict.field, conflict.theirs)
    return msgspec.structs.replace(conflict, mine=mine, theirs=theirs)


def contact_of(order: Order) -> Contact:
    return Contact(id=order.id, name=order.contact_name, phone=order.contact_phone or order.line_phone)


def _shown_value(field: str, value: str) -> str:
    if field in _NAMES:
        return masked_name(value)
    if field.endswith("_phone"):
        return masked_phone(value)
    return masked_text(value) if field in _WRITTEN else value
