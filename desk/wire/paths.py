"""Where central answers."""

from __future__ import annotations

SESSION = "/api/session"
REFRESH = "/api/session/refresh"
ORDER = "/api/orders/{order}"
ORDERS = "/api/orders"
TIMELINE = "/api/orders/{order}/timeline"
REVEAL = "/api/orders/{order}/reveal"
HEALTH = "/health"
PUSH = "/sync/push"
PULL = "/sync/pull"
LIVE = "/sync/live"
DIGEST = "/sync/digest"

PROTOCOL = 1
"""The version of the protocol this code speaks; sent in the header below."""
PROTOCOL_HEADER = "X-Protocol"
