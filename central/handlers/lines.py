"""What a finished ledger writes to the feed: removals from the scopes left, then what stands in the scopes there are."""

from __future__ import annotations

from collections.abc import Iterator

from central.handlers.ledger import HeldOrder, Ledger
from central.scopes import HOTLINE, NOWHERE, conflict_scope, contact_scope, order_scopes
from central.store.engine import Transaction
from central.store.feed import Line
from central.store.orders import entry_ids
from desk.rules.ids import Scope
from desk.wire.feed import Operation
from desk.wire.records import Kind

_NONE: frozenset[Scope] = frozenset()


def feed_lines(tx: Transaction, ledger: Ledger) -> list[Line]:
    """Removals come first, an order before what belongs to it."""
    removed: list[Line] = []
    put: list[Line] = []
    for held in ledger.orders.values():
        for line in _order_lines(held):
            (removed if line.op is Operation.REMOVE else put).append(line)
    put += _entry_lines(tx, ledger)
    for line in (*_contact_lines(ledger), *_conflict_lines(ledger)):
        (removed if line.op is Operation.REMOVE else put).append(line)
    for number, seat in ledger.seats.items():
        if seat.before is None or seat.before.version != seat.version:
            put.append(Line(HOTLINE, Operation.PUT, Kind.SEAT.value, number, seat.version, seat.act))
    return removed + put


def _scopes_before(held: HeldOrder) -> frozenset[Scope]:
    return _NONE if held.before is None else order_scopes(held.before)


def _order_lines(held: HeldOrder) -> Iterator[Line]:
    if not held.changed:
        return
    order, after = held.order, order_scopes(held.order)
    for scope in sorted(_scopes_before(held) - after):
        yield Line(scope, Operation.REMOVE, Kind.ORDER.value, order.id, order.version, held.act)
    for scope in sorted(after):
        yield Line(scope, Operation.PUT, Kind.ORDER.value, order.id, order.version, held.act)


def _entry_lines(tx: Transaction, ledger: Ledger) -> Iterator[Line]:
    """New entries everywhere; a scope an order has come to gets its whole timeline (the new entries are in it)."""
    entered = {
        key: order_scopes(held.order) - _scopes_before(held)
        for key, held in ledger.orders.items()
        if held.before is not None
    }
    entered = {key: scopes for key, scopes in entered.items() if scopes}
    for order, entry in entry_ids(tx, entered) if entered else ():
        for scope in sorted(entered[order]):
            yield Line(scope, Operation.PUT, Kind.ENTRY.value, entry, 1, ledger.orders[order].act)
    for line in ledger.entries:
        for scope in sorted(order_scopes(ledger.orders[line.order].order) - entered.get(line.order, _NONE)):
            yield Line(scope, Operation.PUT, Kind.ENTRY.value, line.id, 1, line.act)


def _contact_lines(ledger: Ledger) -> Iterator[Line]:
    for held in ledger.orders.values():
        if not held.changed:
            continue
        before = NOWHERE if held.before is None else contact_scope(held.before)
        after = contact_scope(held.order)
        version = held.order.version
        if before and before != after:
            yield Line(before, Operation.REMOVE, Kind.CONTACT.value, held.order.id, version, held.act)
        if after:
            yield Line(after, Operation.PUT, Kind.CONTACT.value, held.order.id, version, held.act)


def _conflict_lines(ledger: Ledger) -> Iterator[Line]:
    new = {conflict.id for conflict in ledger.opened}
    for held in ledger.orders.values():
        holder_before = held.order.holder if held.before is None else held.before.holder
        for conflict in held.conflicts.values():
            before, after = conflict_scope(conflict, holder_before), conflict_scope(conflict, held.order.holder)
            if conflict.id not in new and before != after:
                yield Line(before, Operation.REMOVE, Kind.CONFLICT.value, conflict.id, 1, held.act)
            if conflict.id in new or before != after:
                yield Line(after, Operation.PUT, Kind.CONFLICT.value, conflict.id, 1, held.act)
    for key, (order_id, act) in ledger.closed.items():
        if key in new:
            continue
        was = ledger.orders[order_id].before
        holder = was.holder if was else ""
        scope = Scope(f"seat:{holder}") if holder else HOTLINE
        yield Line(scope, Operation.REMOVE, Kind.CONFLICT.value, key, 1, act)
