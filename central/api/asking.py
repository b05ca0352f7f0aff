"""Who asks, and whether their program is new enough."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from central.core import Core
from central.sign_in import SignedIn, signed_in
from central.store.engine import Transaction
from desk.rules.errors import Refusal
from desk.wire.paths import PROTOCOL, PROTOCOL_HEADER

Connection = ASGIConnection[Any, Any, Any, Any]


def core_of(connection: Connection) -> Core:
    core = connection.app.state["core"]
    assert isinstance(core, Core)
    return core


def asking(tx: Transaction, connection: Connection) -> SignedIn:
    """The colleague whose access token came with the request; Refusal `session_ended`."""
    core = core_of(connection)
    scheme, _, token = connection.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.isascii():
        raise Refusal("session_ended")
    return signed_in(tx, core.city, token.strip(), core.now())


def same_protocol(connection: Connection, _: BaseRouteHandler) -> None:
    """Refusal `please_update` for a program older than this central's protocol, or one that does not say."""
    said = connection.headers.get(PROTOCOL_HEADER, "")
    if not (said.isascii() and said.isdecimal()) or int(said[:9]) < PROTOCOL:
        raise Refusal("please_update")
