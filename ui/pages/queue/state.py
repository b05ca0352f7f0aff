"""The order list as it stands: which queue, narrowed how, its rows, the counts of all queues, and the order beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Changed, Draft, Filter
from desk.rules.queues import QUEUE
from desk.rules.roles import Role
from desk.work.find_order import FindOrder, How
from desk.work.workplace import Workplace
from ui.pages.queue.detail import OrderDetail
from ui.pages.queue.names import Names
from ui.pages.queue.refresh import Refresh
from ui.tables.order_rows import OrderRows
from ui.tasks import Tasks
from ui.widgets.choice_list import Choice
from ui.wording import queue as words

MINE = ("my_open", "my_accepted", "my_returned")
ALL = (
    "to_dispatch",
    "to_sign",
    "in_hand",
    "return_asked",
    "to_review",
    "to_call_back",
    "to_redo",
    "due_soon",
    "overdue",
    "everything",
)
COLUMNS = ("number", "title", "appeal", "community", "unit", "state", "left", "holder")
FIRST = {Role.DISPATCHER: "to_dispatch", Role.LEAD: "due_soon"}
"""Where work begins for a role; everybody else begins with what is in their own hands."""

TICK = 30_000


class QueueState(QObject):
    """`list_shown`: another list stands in the rows (`asked_anew`: the user asked for it); `filter_changed`: the tokens.

    `picked`: show that order's row.
    """

    counts_changed = Signal()
    list_shown = Signal()
    filter_changed = Signal()
    picked = Signal(str)
    asked_page = Signal(str, object)
    said = Signal(str, str)
    counted = Signal(int)

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.names = Names(workplace.cache, tasks, self)
        self.rows = OrderRows(workplace.cache, tasks, workplace.clock.now, COLUMNS)
        self.rows.setParent(self)
        self.detail = OrderDetail(workplace, tasks, self.names, self)
        self.detail.said.connect(self.said)
        roles = workplace.actor.roles
        self.queue = next((queue for role, queue in FIRST.items() if role in roles), "my_open")
        self.narrowed = Filter()
        self.caller = ""
        self._find = FindOrder(workplace.cache, workplace.clock, workplace.actor, workplace.salt)
        self.counts: dict[str, int] = {}
        self.loading = True
        self._here = False
        self._another = True
        self.asked_anew = False
        self._refresh = Refresh(tasks, self._read)
        self._stop = workplace.cache.listen(self._heard)
        self._minute = QTimer(self)
        self._minute.setInterval(TICK)
        self._minute.timeout.connect(self._tick)
        self._refresh.ask()

    def close(self) -> None:
        self._minute.stop()
        self._stop()
        self.names.close()
        self.detail.close()

    # Coming and going.

    def entered(self) -> None:
        self._here = True
        self._minute.start()
        self._tick()

    def left(self) -> None:
        self._here = False
        self._minute.stop()

    def _tick(self) -> None:
        self.rows.tick()
        self.detail.tick()
        self._refresh.ask()

    def _heard(self, changed: Changed) -> None:
        if changed.orders:
            self.rows.refresh(changed.orders)
            self._refresh.ask()

    # Which list.

    def choose_queue(self, queue: str) -> None:
        """Show another queue; the filter stays as it is."""
        if queue != self.queue or self.caller:
            self.queue = queue
            if self.caller:
                self.caller = ""
                self.filter_changed.emit()
            self._begin_anew()

    def narrow(self, **values: str) -> None:
        """Set conditions by field of `Filter`; an empty value takes one away."""
        narrowed = replace(self.narrowed, **values)
        if narrowed != self.narrowed:
            self.narrowed = narrowed
            self.filter_changed.emit()
            self._begin_anew()

    def add_words(self, typed: str) -> None:
        self.narrow(words=" ".join(part for part in (self.narrowed.words, typed.strip()) if part))

    def search(self, typed: str) -> None:
        """An order by its number, a citizen's orders by a telephone number, or every order that has these words."""
        if typed.strip():
            self._tasks.start(self._search(typed.strip()), name="queue.search")

    async def _search(self, typed: str) -> None:
        found = await self._find.find(typed)
        if found.how is How.NUMBER:
            if found.orders:
                self.show_order(found.orders[0].id)
            else:
                self.said.emit(words.NO_SUCH_NUMBER.format(number=typed), "warn")
            return
        self.queue = "everything"
        self.caller = typed if found.how is How.CALLER else ""
        self.narrowed = Filter() if self.caller else Filter(words=typed)
        self.filter_changed.emit()
        self._begin_anew()

    def forget_caller(self) -> None:
        """No longer only one citizen's orders."""
        self.caller = ""
        self.filter_changed.emit()
        self._begin_anew()

    def show_order(self, order_id: str) -> None:
        """That order beside the list; its row too, where the list has it."""
        self.detail.show(order_id)
        self.picked.emit(order_id)

    def choose_row(self, row: int) -> None:
        order_id = self.rows.id_at(row)
        if order_id:
            self.detail.show(order_id)
            self.say_position(row)

    def say_position(self, row: int) -> None:
        self.said.emit(words.position(self.rows.rowCount(), row, self.rows.waiting), "info")

    def take(self) -> None:
        self.rows.take()

    def open_draft(self, draft: Draft) -> None:
        """Take up words that were left half-written on an order."""
        self.detail.resume(draft)
        self.picked.emit(draft.fields.get("order", ""))

    @property
    def is_narrowed(self) -> bool:
        return self.narrowed != Filter() or bool(self.caller)

    @property
    def by_due(self) -> bool:
        return QUEUE[self.queue].by_due

    def offers(self, typed: str) -> list[Choice]:
        """Conditions that what was typed may mean, the likeliest first."""
        wanted = typed.strip()
        districts = [(division.name, division.id) for division in self.names.districts()]
        units = [(unit.name, unit.id) for unit in self.names.units.values()]
        if not wanted:
            return [Choice(("division", code), name, words.TOKEN["division"]) for name, code in districts]
        begins: list[Choice] = []
        holds: list[Choice] = []
        for field, named in (("division", districts), ("unit", units)):
            for name, code in named:
                if wanted in name or self.names.initials(name).startswith(wanted.lower()):
                    choice = Choice((field, code), name, words.TOKEN[field])
                    (begins if name.startswith(wanted) else holds).append(choice)
        text = Choice(("words", wanted), wanted, words.TOKEN["words"])
        return [*begins[:5], text, *holds[:5]]

    def accept_offer(self, field: str, given: str) -> None:
        if field == "words":
            self.add_words(given)
        else:
            self.narrow(**{field: given})

    def _begin_anew(self) -> None:
        self._another = True
        self.asked_anew = True
        self.loading = True
        self._refresh.ask(hurried=True)

    async def _read(self) -> None:
        """Counts and list in one go, so that they say the same."""
        cache, me, now = self._workplace.cache, self._workplace.actor.number, self._workplace.clock.now()
        another, asked = self._another, (self.queue, self.narrowed, self.caller)
        self._another = False
        self.counts = await cache.counts(me, now)
        self.counted.emit(self.counts.get("my_open", 0))
        if self._here or another:
            if self.caller:
                ids = [order.id for order in (await self._find.find(self.caller)).orders]
            else:
                ids = await cache.queue(self.queue, me, now, self.narrowed)
            if asked == (self.queue, self.narrowed, self.caller):
                self._put(ids, another)
        self.counts_changed.emit()

    def _put(self, ids: list[str], another: bool) -> None:
        self.loading = False
        if another or (ids and not self.rows.ids()):
            self.rows.show(ids)
            self.list_shown.emit()
            self.asked_anew = False
        else:
            self.rows.offer(ids)
