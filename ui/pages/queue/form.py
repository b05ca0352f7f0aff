"""The open form of an act on the order shown: kept as typed, refused in place, filed into the outbox."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desk.ports import Draft
from desk.rules.errors import Refusal
from desk.rules.ids import OrderNumber
from desk.rules.number import grouped
from desk.rules.order import ActKind
from desk.rules.sentences import sentence
from desk.wire.acts import Act
from desk.wire.records import Order
from desk.work.act_on_order import ActOnOrder, form_for
from desk.work.keep_draft import KeepDraft
from desk.work.workplace import Workplace
from ui.tasks import Tasks
from ui.wording import queue as words
from ui.wording import terms

PAGE = "queue"
EDITED = ("title", "place", "category")
OURS = ("order", "act")
"""Fields of a draft that say where it belongs."""


class OrderForm(QObject):
    """`opened` and `shut_down` follow the form; `refused` names the field to mend and says what to do."""

    opened = Signal()
    shut_down = Signal()
    refused = Signal(str, str)
    said = Signal(str, str)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._act = ActOnOrder(workplace.outbox, workplace.clock, workplace.actor, workplace.limits)
        self._drafts = KeepDraft(workplace.drafts, workplace.clock)
        self.order: Order | None = None
        self.kind: ActKind | None = None
        self._kept: dict[tuple[str, str], Draft] = {}
        self._filing = False

    def open(self, order: Order, kind: ActKind) -> None:
        self.order, self.kind = order, kind
        self.opened.emit()
        if self._place not in self._kept:
            self._tasks.start(self._look_for_draft(order.id, kind))

    async def _look_for_draft(self, order_id: str, kind: ActKind) -> None:
        """What was left half-written before this program was started."""
        wanted = {"order": order_id, "act": kind.value}
        for draft in await self._drafts.restore():
            if draft.page == PAGE and wanted.items() <= draft.fields.items():
                self._kept.setdefault((order_id, kind), draft)
                if self._place == (order_id, kind) and self._kept[self._place] is draft:
                    self.opened.emit()

    def shut(self) -> None:
        """Put the form away; what is in it stays for the next time."""
        if self.kind is not None:
            self.kind = None
            self.shut_down.emit()

    @property
    def _place(self) -> tuple[str, str]:
        return (self.order.id if self.order else "", self.kind or "")

    def written(self) -> dict[str, str]:
        """What the open form holds; an edit begins with the order's own values."""
        draft = self._kept.get(self._place)
        kept = {name: value for name, value in draft.fields.items() if name not in OURS} if draft else {}
        if self.kind is ActKind.EDIT and self.order is not None:
            return {name: getattr(self.order, name) for name in EDITED} | kept
        return kept

    def write(self, **fields: str) -> None:
        """Keep these as typed: here, and on disk for a crash."""
        if self.kind is None or self.order is None:
            return
        draft = self._kept.get(self._place) or Draft(
            self._drafts.new_id(),
            PAGE,
            f"{terms.ACT[self.kind]} · {self.order.title}",
            {"order": self.order.id, "act": self.kind.value},
        )
        draft = replace(draft, fields={**draft.fields, **fields})
        self._kept[self._place] = draft
        self._tasks.start(self._save(draft))

    async def _save(self, draft: Draft) -> None:
        await self._drafts.save(draft)

    def give_up(self) -> None:
        """Shut the form and throw away what is in it."""
        draft = self._kept.pop(self._place, None)
        if draft is not None:
            self._tasks.start(self._drafts.drop(draft.id))
        self.shut()

    def take_up(self, draft: Draft) -> str:
        """Remember what a draft holds; the answer is the order it was written for."""
        order_id = draft.fields.get("order", "")
        self._kept[order_id, draft.fields.get("act", "")] = draft
        return order_id

    def file(self, **values: str) -> None:
        """File the open form: `words`, `unit` and `holder` as it asks; an edit takes what `write` kept."""
        if self.order is not None and self.kind is not None and not self._filing:
            self._filing = True
            self._tasks.start(self._file(self.order, self.kind, values))

    async def _file(self, order: Order, kind: ActKind, values: dict[str, str]) -> None:
        place = self._place
        draft = self._kept.get(place)
        draft_id = draft.id if draft else ""
        try:
            await self._drafts.closing(draft_id)
            act = await self._add(order, kind, values, draft_id)
        except Refusal as refusal:
            self._drafts.reopen(draft_id)
            self.refused.emit(refusal.field, sentence(refusal.code, refusal.facts))
            return
        finally:
            self._filing = False
        self._kept.pop(place, None)
        if self._place == place:
            self.shut()
        if act is None:
            self.said.emit(words.NOTHING_CHANGED, "info")
            return
        number = grouped(OrderNumber(order.number))
        self.said.emit(words.DONE.format(act=terms.ACT[kind], number=number), "ok")

    async def _add(self, order: Order, kind: ActKind, values: dict[str, str], draft_id: str) -> Act | None:
        if kind is ActKind.EDIT:
            return await self._act.edit(order, self.written(), draft_id)
        return await self._act.do(order, kind, form_for(kind, **values), draft_id)
