"""Calling back as it stands: today's list, the order taken up with what is known of its citizen, and the telephone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Call, CallState, Changed, Draft, Filter
from desk.rules.errors import Refusal
from desk.rules.sentences import sentence
from desk.wire.records import Contact, Order, TimelineEntry
from desk.work.call_back import CallBack
from desk.work.caller import CallerHistory, history_of
from desk.work.workplace import Workplace
from ui.pages.call_back.interview import Interview
from ui.pages.call_back.ringing import Ringing
from ui.pages.call_back.today import Figures, ShownPart, figures_of, fresh, kept_still
from ui.pages.queue.names import Names
from ui.pages.queue.refresh import Refresh
from ui.tasks import Tasks
from ui.wording import call_back as words

TICK = 30_000
MASK = "*"
"""A name that central keeps masked cannot be said aloud."""


class CallBackState(QObject):
    """`list_changed`: today's list; `order_changed`: the order beside it; `call_changed`: the telephone.

    The conversation is `interview`, which says for itself what changes in it.
    """

    list_changed = Signal()
    order_changed = Signal()
    call_changed = Signal()
    asked_page = Signal(str, object)
    said = Signal(str, str)
    counted = Signal(int)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        at = workplace
        self.names = Names(at.cache, tasks, self)
        self._call_back = CallBack(at.cache, at.outbox, at.phone, at.clock, at.actor, at.limits)
        self.interview = Interview(workplace, self._call_back, tasks, self)
        self.interview.said.connect(self.said)
        self.interview.recorded.connect(self._go_on)
        self.parts: tuple[ShownPart, ...] = ()
        self.figures = Figures()
        self.loading = True
        self.order: Order | None = None
        self.entries: list[TimelineEntry] = []
        self.history = CallerHistory()
        self.contact: Contact | None = None
        self._wanted = ""
        self._anew = True
        self._restored = False
        self._refresh = Refresh(tasks, self._read)
        self._stops = [at.cache.listen(self._heard), at.phone.listen(self._heard_call)]
        self._minute = QTimer(self)
        self._minute.setInterval(TICK)
        self._minute.timeout.connect(self._refresh.ask)
        self._refresh.ask()

    def close(self) -> None:
        self._minute.stop()
        for stop in self._stops:
            stop()
        self.names.close()

    def now(self) -> datetime:
        return self._workplace.clock.now()

    @property
    def most_attempts(self) -> int:
        return self._workplace.limits.most_attempts

    @property
    def current(self) -> str:
        """The id of the order taken up."""
        return self._wanted

    # Coming and going.

    def entered(self) -> None:
        """The list is made anew, unless a conversation is under way: then nothing may move."""
        talk = self.interview.talk
        self._anew = talk is None or not talk.conversation.given
        self._minute.start()
        self._refresh.ask(hurried=True)

    def left(self) -> None:
        self._minute.stop()

    def _heard(self, changed: Changed) -> None:
        if changed.orders or changed.outbox:
            self._refresh.ask()

    # Today's list.

    async def _read(self) -> None:
        at, anew = self._workplace, self._anew
        self._anew = False
        if not self._restored:
            self._restored = True
            await self.interview.restore()
        parts = await self._call_back.today(Filter(holder=at.actor.number))
        acts = [*await at.outbox.receipts(), *(line.act for line in await at.outbox.lines())]
        now = self.now()
        self.figures = figures_of([act for act in acts if act.at.astimezone(now.tzinfo).date() == now.date()])
        self.parts = fresh(parts) if anew or not self.parts else kept_still(self.parts, parts)
        self.loading = False
        self.counted.emit(sum(len(part.left) for part in self.parts))
        self.list_changed.emit()
        if not self._wanted:
            self.choose(self.next_order())
        else:
            await self._look(self._wanted)

    def next_order(self) -> str:
        """The first order after the present one that is still to be rung, from the top again at the end; empty for none."""
        rows = [row for part in self.parts for row in part.rows]
        here = next((at for at, row in enumerate(rows) if row.order.id == self._wanted), -1)
        around = [*rows[here + 1 :], *rows[: max(0, here)]]
        return next((row.order.id for row in around if not row.recorded), "")

    # The order taken up.

    def choose(self, order_id: str) -> None:
        """Take an order up; a conversation begun on it goes on where it was left."""
        if order_id and order_id != self._wanted:
            self._wanted = order_id
            self._tasks.start(self._take_up(order_id), name="call_back.take_up")

    def open_draft(self, draft: Draft) -> None:
        """Go on with a conversation that was left."""
        self.interview.know(draft)
        self.choose(draft.fields.get("order", ""))

    async def _take_up(self, order_id: str) -> None:
        await self._look(order_id)
        if order_id != self._wanted:
            return
        order = self.order
        name = (self.contact.name if self.contact else "") or (order.contact_name if order else "") or words.THE_CALLER
        name = words.THE_CALLER if MASK in name else name
        unit, title = (order.unit_name, order.title) if order else ("", "")
        self.interview.begin(order, {"address": name, "title": title, "unit": unit})
        self.list_changed.emit()

    async def _look(self, order_id: str) -> None:
        cache = self._workplace.cache
        order = await cache.order(order_id)
        entries = await cache.timeline(order_id)
        contact = await cache.contact(order_id)
        of_caller = await cache.of_caller(order.caller_key) if order and order.caller_key else []
        if order_id != self._wanted:
            return
        self.order, self.entries, self.contact = order, entries, contact
        self.history = history_of([each for each in of_caller if each.id != order_id])
        self.order_changed.emit()

    def _go_on(self, order_id: str) -> None:
        """After an attempt was recorded: the next one, with the list as it stands."""
        self.parts = tuple(part.marked(order_id) for part in self.parts)
        following = self.next_order()
        self._refresh.ask(hurried=True)
        self.choose(following)
        self.list_changed.emit()

    # The telephone.

    @property
    def can_dial(self) -> bool:
        free = self._workplace.phone.call.state in (CallState.IDLE, CallState.ENDED)
        return free and self.interview.talk is not None

    @property
    def is_on_line(self) -> bool:
        return self._workplace.phone.call.state in (CallState.TALKING, CallState.DIALLING)

    def dial(self) -> None:
        if self.order is not None and self.can_dial:
            self.interview.ringing = Ringing(self.order.id)
            self._tasks.start(self._dial(self.order), name="call_back.dial")

    async def _dial(self, order: Order) -> None:
        try:
            await self._call_back.dial(order)
        except Refusal as refusal:
            self.said.emit(sentence(refusal.code, refusal.facts), "warn")

    def _heard_call(self, call: Call) -> None:
        self.interview.ringing = self.interview.ringing.heard(call, self.now())
        self.call_changed.emit()
