"""Filing an order: from the checked form to the record."""

from __future__ import annotations

from central.handlers.entries import entries_of
from central.handlers.ledger import Ledger, Result
from central.handlers.seat_act import seat_of
from desk.rules.acts import Intake
from desk.rules.caller import caller_key
from desk.rules.errors import Refusal
from desk.rules.life import Occasion, accept
from desk.rules.order import ActKind, State, check_move
from desk.wire.acts import Act
from desk.wire.records import Order

_COPIED = (
    "title", "content", "place", "division", "category", "unit", "appeal", "urgency", "channel", "contact_name",
    "contact_phone", "line_phone", "confidential", "anonymous", "wants_call_back",
)  # fmt: skip


def file_order(ledger: Ledger, act: Act, form: Intake, on: Occasion) -> Result:
    """A new order under the act's lane; Refusal `order_exists` where somebody's act has filed it already."""
    check_move(ActKind.ACCEPT, State.DRAFT, on.actor.roles)
    if seat_of(act.lane):
        raise Refusal("bad_form", "lane", detail="lane")
    if act.lane in ledger.orders:
        raise Refusal("order_exists", order=act.lane)
    form = form.checked()
    city = ledger.city
    names = {
        "division_name": city.division_name(form.division),
        "category_name": city.category_name(form.category),
        "unit_name": city.unit_name(form.unit),
    }
    effect = accept(form, on)
    fields = {name: getattr(form, name) for name in _COPIED} | names | dict(effect.changes)
    order = Order(
        id=act.lane,
        number=ledger.numbers.free(form.number, on.at, on.actor.number),
        version=1,
        caller_key=caller_key(form.line_phone or form.contact_phone, ledger.caller_salt),
        **fields,
    )
    return Result(act.id, order, {}, entries_of(act, effect.entries, order.id, on.actor))
