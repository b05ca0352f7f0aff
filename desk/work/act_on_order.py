"""Everything done to an order that stands: checked here first, so that a refusal comes at once, then written to the outbox."""

from __future__ import annotations

from collections.abc import Mapping

from desk.ports import Clock, Outbox
from desk.rules.acts import FORMS, Args, Edit, PerhapsWords, ToHolder, ToUnit, Words
from desk.rules.deadline import LimitBook, default_limits
from desk.rules.errors import Refusal
from desk.rules.life import Effect, Occasion, effect_of
from desk.rules.order import ActKind, State, allowed_acts
from desk.rules.roles import Actor
from desk.wire.acts import Act
from desk.wire.records import Order


def form_for(kind: ActKind, *, words: str = "", unit: str = "", holder: str = "") -> Args:
    """The form that act carries, from what was typed or chosen; TypeError for the kinds with a form of their own."""
    shape = FORMS[kind]
    if shape is Words:
        return Words(words=words)
    if shape is PerhapsWords:
        return PerhapsWords(words=words)
    if shape is ToUnit:
        return ToUnit(unit=unit, words=words)
    if shape is ToHolder:
        return ToHolder(holder=holder, words=words)
    raise TypeError(f"{kind} has a form of its own")


class ActOnOrder:
    """Dispatch, urge, note, edit, accept a reply, send back, grant or refuse a return, redispatch, close, redo."""

    def __init__(self, outbox: Outbox, clock: Clock, me: Actor, limits: LimitBook | None = None) -> None:
        self._outbox = outbox
        self._clock = clock
        self._me = me
        self._limits = limits or default_limits()

    def allowed(self, order: Order) -> tuple[ActKind, ...]:
        """What I may do to it in its state."""
        return allowed_acts(State(order.state), self._me.roles)

    def effect(self, order: Order, kind: ActKind, form: Args) -> Effect:
        """What the act would do, now; a Refusal says why it may not."""
        return effect_of(kind, order, form, Occasion(self._me, self._clock.now(), self._limits))

    def refusal(self, order: Order, kind: ActKind, form: Args) -> Refusal | None:
        try:
            self.effect(order, kind, form)
        except Refusal as refusal:
            return refusal
        return None

    async def do(self, order: Order, kind: ActKind, form: Args, draft: str = "") -> Act:
        """Durable on return; a Refusal leaves everything as it was. `draft`: the draft it was written in, dropped with it."""
        self.effect(order, kind, form)
        return await self._outbox.add(kind, order.id, form.checked(), self._clock.now(), order.version, draft)

    async def edit(self, order: Order, fields: Mapping[str, str], draft: str = "") -> Act | None:
        """Send only what differs from the order as shown (what is shown masked and left alone stays); None where nothing does."""
        touched = {name: value for name, value in fields.items() if getattr(order, name, None) != value}
        wanted = Edit(fields=touched).checked().fields
        changed = {name: value for name, value in wanted.items() if getattr(order, name) != value}
        return await self.do(order, ActKind.EDIT, Edit(fields=changed), draft) if changed else None
