"""Today's list as it stands under the hand: orders keep their place, recorded ones stay marked, new ones come last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.rules.acts import Attempt
from desk.rules.callback import REACHED, Outcome
from desk.rules.order import ActKind
from desk.wire.acts import Act, form_of
from desk.wire.records import Order
from desk.work.call_back import Part, PartName


@dataclass(frozen=True)
class Shown:
    """One order of the list; `recorded` once its attempt is written, until the list is made anew."""

    order: Order
    recorded: bool = False


@dataclass(frozen=True)
class ShownPart:
    name: PartName
    rows: tuple[Shown, ...]

    @property
    def left(self) -> frozenset[str]:
        """The ids of those still to be rung."""
        return frozenset(row.order.id for row in self.rows if not row.recorded)

    def marked(self, order_id: str) -> ShownPart:
        """With that order's attempt recorded."""
        return replace(
            self, rows=tuple(replace(row, recorded=row.recorded or row.order.id == order_id) for row in self.rows)
        )


def fresh(parts: Sequence[Part]) -> tuple[ShownPart, ...]:
    return tuple(ShownPart(part.name, tuple(Shown(order) for order in part.orders)) for part in parts)


def kept_still(shown: Sequence[ShownPart], parts: Sequence[Part]) -> tuple[ShownPart, ...]:
    """The list as it stands with what has changed since: nothing moves, what went is marked, what came is added below."""
    now = {order.id: order for part in parts for order in part.orders}
    known = {row.order.id for part in shown for row in part.rows}
    came = {part.name: [Shown(order) for order in part.orders if order.id not in known] for part in parts}
    return tuple(
        ShownPart(
            part.name,
            (
                *(
                    Shown(now[row.order.id]) if row.order.id in now else replace(row, recorded=True)
                    for row in part.rows
                ),
                *came.get(part.name, ()),
            ),
        )
        for part in shown
    )


@dataclass(frozen=True)
class Figures:
    """Today's attempts of this workstation: valid call-backs, those nobody answered, and the ids of the orders rung."""

    valid: int = 0
    unreached: int = 0
    rung: frozenset[str] = frozenset()


def figures_of(acts: Sequence[Act]) -> Figures:
    """Counted over the attempts among these acts, an act that is there twice once."""
    attempts: dict[str, tuple[str, Attempt]] = {}
    for act in acts:
        if act.kind == ActKind.RECORD_ATTEMPT:
            form = form_of(act)
            if isinstance(form, Attempt):
                attempts[act.id] = (act.lane, form)
    forms = [form for _, form in attempts.values()]
    return Figures(
        valid=sum(1 for form in forms if form.outcome is Outcome.COMPLETED),
        unreached=sum(1 for form in forms if form.outcome not in REACHED),
        rung=frozenset(lane for lane, _ in attempts.values()),
    )
