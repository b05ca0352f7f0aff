"""The dry run beside the pool: from whom, to whom, a verdict for each order, then the one button that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.work.reassign import UNDO_FOR
from ui.pages.lead.flow import Flow
from ui.pages.lead.rehearsal import Rehearsal
from ui.pages.lead.summary import Summary
from ui.pages.lead.verdict_list import VerdictList
from ui.pages.lead.verdicts import Phase
from ui.pages.queue.act_pane import staff_choices
from ui.pages.queue.names import Names
from ui.widgets.badge import StateBadge, Tone
from ui.widgets.button import ActionButton
from ui.widgets.chip import Chip, FilterToken
from ui.widgets.choice_list import Choice
from ui.widgets.elide import ElideLabel
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.picker import SearchPicker
from ui.widgets.pieces import Key
from ui.wording import lead as words

PHASES: dict[Phase, tuple[str, Tone]] = {
    Phase.TRYING: (words.NOT_YET, "neutral"),
    Phase.RUNNING: (words.RUNNING, "accent"),
    Phase.DONE: (words.DONE, "green"),
    Phase.UNDONE: (words.UNDONE, "neutral"),
}
MOST_CHIPS = 6
LABEL = 26


class RehearsalPane(Pane):
    """Shown while a rehearsal is open. Esc puts it away; what was done can still be undone by its key."""

    closed = Signal()

    def __init__(self, rehearsal: Rehearsal, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("base", ("bottom",), parent=parent)
        self.setObjectName("lead.rehearsal")
        self._rehearsal, self._names = rehearsal, names
        self._most, self._unfolded = 5, False
        self._chips: tuple[object, ...] = ()
        self.badge = StateBadge("")
        self.shut_button = ActionButton(words.CLOSE, "Esc", "quiet")
        self.shut_button.setObjectName("lead.close")
        self.givers, self.getters = Flow(), Flow()
        self.picker = SearchPicker(words.CHOOSE_TO, self._search, words.ADD_COLLEAGUE, words.NOBODY_FOUND)
        self.picker.setObjectName("lead.to")
        self.picker.set_trailing([Key("T")])
        self.rule = ElideLabel("", "text3", "small")
        self.rule.setObjectName("lead.rule")
        self.by_rule = ActionButton(words.BY_RULE, kind="link")
        self.by_rule.setObjectName("lead.by_rule")
        self.summary, self.verdicts = Summary(), VerdictList()
        self.rest = Label("", "text3", "small")
        self.unfold = ActionButton(words.UNFOLD, kind="link")
        self.unfold.setObjectName("lead.unfold")
        self.go = ActionButton("", "Ctrl+Enter", "primary")
        self.go.setObjectName("lead.go")
        self.undo = ActionButton("", "Ctrl+Z", "plain", "undo")
        self.undo.setObjectName("lead.undo")
        self.later = ElideLabel("", "text3", "small")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        head = [Label(words.REHEARSAL, size="lead", bold=True), self.badge, None, self.shut_button]
        column.addLayout(_row(head))
        for word, flow in ((words.FROM, self.givers), (words.TO, self.getters)):
            row = QHBoxLayout()
            row.setSpacing(8)
            label = Label(word, "text2")
            label.setFixedSize(LABEL, 24)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(flow, 1)
            column.addLayout(row)
        inset = QVBoxLayout()
        inset.setContentsMargins(LABEL + 8, 0, 0, 4)
        inset.setSpacing(4)
        inset.addWidget(self.picker)
        inset.addLayout(_row([self.rule, self.by_rule]))
        column.addLayout(inset)
        column.addWidget(self.summary)
        column.addWidget(self.verdicts)
        column.addLayout(_row([self.rest, None, self.unfold]))
        column.addLayout(_row([self.go, self.undo, self.later]))

    def _connect(self) -> None:
        rehearsal = self._rehearsal
        self.shut_button.clicked.connect(rehearsal.shut)
        self.picker.chosen.connect(self._picked)
        self.by_rule.clicked.connect(rehearsal.use_rule)
        self.unfold.clicked.connect(self._turn_fold)
        self.go.clicked.connect(rehearsal.execute)
        self.undo.clicked.connect(rehearsal.undo)
        rehearsal.opened.connect(self._open)
        rehearsal.shut_down.connect(self._shut)
        rehearsal.changed.connect(self._show)

    def show_rows(self, most: int) -> None:
        """How many verdicts have room before they are unfolded."""
        if most != self._most:
            self._most = most
            self._show_verdicts()

    def _open(self) -> None:
        self._unfolded = False
        self.picker.set_choice(None)
        self._show()
        self.show()
        self.go.setFocus()

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()

    def _search(self, typed: str) -> Sequence[Choice]:
        named = set(self._rehearsal.picks)
        return [each for each in staff_choices(self._names, typed) if each.value and each.value not in named]

    def _picked(self, value: object) -> None:
        self.picker.set_choice(None)
        if isinstance(value, str) and value:
            self._rehearsal.pick(value)

    def _turn_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._show_verdicts()

    # What is shown.

    def _show(self) -> None:
        rehearsal = self._rehearsal
        if not rehearsal.is_open:
            return
        self.badge.set_state(*PHASES[rehearsal.phase])
        trying = rehearsal.phase is Phase.TRYING
        self.picker.setVisible(trying)
        self.by_rule.setVisible(trying and (bool(rehearsal.picks) or rehearsal.to_pool))
        after = words.outcome(rehearsal.in_hand_after())
        self.rule.set_text(words.listed(part for part in (rehearsal.rule, after) if part))
        self._show_chips(trying)
        self._show_sum()
        self._show_verdicts()
        self._show_buttons()

    def _show_chips(self, trying: bool) -> None:
        """Made anew only when they say something else."""
        rehearsal = self._rehearsal
        told = (tuple(rehearsal.givers()), tuple(rehearsal.getters()), rehearsal.picks, trying)
        if told == self._chips:
            return
        self._chips = told
        givers: list[QWidget] = [Chip(name, str(count)) for name, count in rehearsal.givers()[:MOST_CHIPS]]
        getters: list[QWidget] = []
        for number, name, count in rehearsal.getters()[: MOST_CHIPS + len(rehearsal.picks)]:
            if trying and rehearsal.picks:
                token = FilterToken(name, words.plus(count), words.REMOVE)
                token.setObjectName(f"lead.pick.{number}")
                token.removed.connect(lambda number=number: rehearsal.unpick(number))
                getters.append(token)
            else:
                getters.append(Chip(name, words.plus(count)))
        for chip in (*givers, *getters):
            if isinstance(chip, Chip):
                chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.givers.put(givers)
        self.getters.put(getters)

    def _show_sum(self) -> None:
        rehearsal = self._rehearsal
        going, cannot = rehearsal.counts()
        why = rehearsal.why_not()
        says = words.sum_words(rehearsal.phase.name, rehearsal.to_pool)
        self.summary.show_sum((going, says), (cannot, words.cannot(why)))

    def _show_verdicts(self) -> None:
        lines = self._rehearsal.lines()
        self.verdicts.show_lines(lines, self._most * 2 if self._unfolded else self._most)
        hidden = len(lines) - self._most
        self.rest.set_text(words.REST.format(count=hidden) if hidden > 0 and not self._unfolded else "")
        self.unfold.setVisible(hidden > 0)
        self.unfold.set_words(words.FOLD if self._unfolded else words.UNFOLD)

    def _show_buttons(self) -> None:
        rehearsal = self._rehearsal
        before = rehearsal.phase in (Phase.TRYING, Phase.RUNNING)
        going = len(rehearsal.plan.going)
        self.go.set_words((words.GO_POOL if rehearsal.to_pool else words.GO).format(count=going))
        self.go.set_reason("" if rehearsal.can_go else words.NOTHING_GOES)
        self.go.setVisible(before)
        done = rehearsal.done
        undoable = rehearsal.phase is Phase.DONE and rehearsal.can_undo and done is not None
        self.undo.setVisible(undoable)
        if undoable and done is not None:
            self.undo.set_words(words.UNDO.format(count=len(done.moves)))
            self.later.set_text(words.until(done.at, UNDO_FOR))
        else:
            self.later.set_text(words.UNDO_LATER if before else "")

    def tick(self) -> None:
        """The time for undoing runs out while one looks on."""
        if self.isVisible() and self._rehearsal.phase is Phase.DONE:
            self._show_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.picker.entry.composing:
            self._rehearsal.shut()
            return
        super().keyPressEvent(event)


def _row(widgets: Sequence[QWidget | None]) -> QHBoxLayout:
    """Side by side, None for the room between."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
