"""Who is calling: the number, shown masked, and what the citizen has called about before."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Changed
from desk.rules.errors import Refusal
from desk.rules.masking import masked_phone
from desk.work.caller import CallerHistory, caller_history
from desk.work.workplace import Workplace
from ui.tasks import Tasks

REVEALED_MS = 30_000


class CallerState(QObject):
    """Follows the number of the form in hand. `history` is None while there is no number, or it is being looked up."""

    changed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.number = ""
        self.history: CallerHistory | None = None
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(REVEALED_MS)
        self._hiding.timeout.connect(self.hide)

    @property
    def revealed(self) -> bool:
        return self._hiding.isActive()

    @property
    def shown_number(self) -> str:
        return self.number if self.revealed else masked_phone(self.number)

    @property
    def calls(self) -> int:
        """Which call of the citizen's this is; an order filed while it lasts is no earlier one."""
        history, call = self.history, self._workplace.phone.call
        if history is None:
            return 0
        orders = (*history.open, *history.ended)
        began = call.began_at if call.number == self.number else None
        return 1 + sum(1 for order in orders if began is None or order.accepted_at < began)

    def show(self, number: str) -> None:
        """Another number in the form; the one the line gave is known to this seat, so showing it is no record's matter."""
        if number == self.number:
            return
        self.number, self.history = number, None
        self._hiding.stop()
        self.changed.emit()
        self._tasks.start(self._look(number), name="intake.caller")

    def reveal(self) -> None:
        """Show the whole number for half a minute."""
        self._hiding.start()
        self.changed.emit()

    def hide(self) -> None:
        self._hiding.stop()
        self.changed.emit()

    def heard(self, changed: Changed) -> None:
        if self.number and changed.orders:
            self._tasks.start(self._look(self.number), name="intake.caller")

    async def _look(self, number: str) -> None:
        try:
            self.history = await caller_history(self._workplace.cache, number, self._workplace.salt) if number else None
        except Refusal:  # no telephone number: nobody's
            self.history = None
        self.changed.emit()
