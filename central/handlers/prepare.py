"""Before the first act of an envelope: everything its acts may touch, read and locked in one order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from central.handlers.ledger import Ledger, load_orders, load_seats
from central.handlers.numbers import numbers_for
from central.handlers.seat_act import seat_of
from central.handlers.task import Task
from central.store import orders as order_rows
from central.store.dataset import read_dataset
from central.store.engine import Transaction
from central.store.reference import CityOf
from desk.rules.acts import Intake
from desk.rules.deadline import default_limits
from desk.rules.errors import Refusal
from desk.rules.order import ActKind


def begin(tx: Transaction, city: CityOf, tasks: Sequence[Task], now: datetime) -> Ledger:
    """A ledger from which these tasks can be carried out without another look at the database."""
    readable = [task for task in tasks if not isinstance(task.form, Refusal)]
    new = [(task.form.number, task.act.at, task.actor.number) for task in readable if isinstance(task.form, Intake)]
    ledger = Ledger(
        now=now,
        city=city.read(tx),
        limits=default_limits(),
        caller_salt=read_dataset(tx).caller_salt,
        numbers=numbers_for(tx, new),
    )
    load_orders(tx, ledger, {task.act.lane for task in readable if not seat_of(task.act.lane)})
    seats = {seat_of(task.act.lane) for task in readable} - {""}
    if seats:
        load_seats(tx, ledger, seats)
    if any(task.act.kind == ActKind.ACCEPT_REPLY for task in readable):
        ledger.back = order_rows.to_call_back(tx)
    elsewhere = {
        task.act.lane
        for task in readable
        if task.actor.unit
        and (held := ledger.orders.get(task.act.lane)) is not None
        and held.order.unit != task.actor.unit
    }
    if elsewhere:
        ledger.units_before = order_rows.units_before(tx, elsewhere)
    return ledger
