"""Orders for units without a desk, and the clear name and number for those who may see them."""

from __future__ import annotations

from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from central import render
from central.api.asking import Connection, asking, core_of
from central.scopes import Reader, order_scopes, reader_of, roles_of
from central.sign_in import SignedIn
from central.store import access_log
from central.store import orders as order_rows
from central.store.access_log import Look
from central.store.engine import Transaction
from desk.rules import text
from desk.rules.errors import Refusal
from desk.rules.roles import HOTLINE
from desk.wire import paths
from desk.wire.records import Order, TimelineEntry
from desk.wire.session import Reveal, Revealed

_MOST = 500

Ask = Request[Any, Any, Any]


def _route(path: str) -> str:
    return path.replace("{order}", "{order:str}")


@get(paths.ORDERS, sync_to_thread=True, tags=["orders"])
def list_orders(request: Ask, unit: FromQuery[str] = "", limit: FromQuery[int] = 100) -> list[Order]:
    """The newest orders the colleague may see, narrowed by `state` and `unit`; 500 at most."""
    core = core_of(request)
    in_state = request.query_params.get("state", "")  # as a parameter the name is the framework's own
    with core.store.reading() as tx:
        reader = reader_of(asking(tx, request).staff)
        if not reader.hotline and (not reader.unit or unit not in ("", reader.unit)):
            return []
        wanted = unit if reader.hotline else reader.unit
        found = order_rows.listed(
            tx,
            state=text.clean(in_state),
            unit=text.clean(wanted),
            dispatched=not reader.hotline,
            limit=min(max(limit, 1), _MOST),
        )
        return [render.shown_order(order, reader.hotline) for order in found]


@get(_route(paths.ORDER), sync_to_thread=True, tags=["orders"])
def show_order(request: Ask, order: FromPath[str]) -> Order:
    """One order by its id or number, masked."""
    core = core_of(request)
    with core.store.reading() as tx:
        reader = reader_of(asking(tx, request).staff)
        return render.shown_order(_order(tx, reader, order), reader.hotline)


@get(_route(paths.TIMELINE), sync_to_thread=True, tags=["orders"])
def show_timeline(request: Ask, order: FromPath[str]) -> list[TimelineEntry]:
    """What happened with an order, oldest first."""
    core = core_of(request)
    with core.store.reading() as tx:
        found = _order(tx, reader_of(asking(tx, request).staff), order)
        return [render.shown_entry(entry) for entry in order_rows.timeline(tx, found.id)]


@post(_route(paths.REVEAL), status_code=200, sync_to_thread=True, tags=["orders"])
def reveal_contact(request: Ask, order: FromPath[str], data: JSONBody[Reveal]) -> Revealed:
    """The clear name and number, for a reason, and on the record."""
    core = core_of(request)
    reason = _reason(data.reason)
    with core.store.reading() as tx:
        who = _hotline_only(tx, request)
        found = _order(tx, reader_of(who.staff), order)
    if not (found.contact_name or found.contact_phone or found.line_phone):
        raise Refusal("nothing_to_reveal")
    look = Look(core.now(), who.staff.id, "reveal", found.id, reason)
    core.store.write(lambda tx: access_log.record(tx, look))
    return Revealed(contact_name=found.contact_name, contact_phone=found.contact_phone, line_phone=found.line_phone)


def _reason(said: str) -> str:
    reason = text.optional(said, "reason", text.REASON_LENGTH)
    if not reason:
        raise Refusal("reason_to_reveal", "reason")
    return reason


def _hotline_only(tx: Transaction, connection: Connection) -> SignedIn:
    who = asking(tx, connection)
    if not roles_of(who.staff) & HOTLINE:
        raise Refusal("forbidden")
    return who


def _order(tx: Transaction, reader: Reader, key: str) -> Order:
    """Refusal `unknown_order` also for one the reader may not see: not even its existence is told."""
    found = order_rows.find(tx, text.clean(key))
    if found is None or not reader.reads(order_scopes(found)):
        raise Refusal("unknown_order")
    return found
