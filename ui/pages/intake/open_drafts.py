"""The forms begun and not yet filed: each saved on this machine as it is typed, none lost by another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ports import Draft
from desk.rules.errors import Outage
from desk.work.keep_draft import KeepDraft
from desk.work.workplace import Workplace
from ui.pages.intake.filled import Filled, from_kept
from ui.tasks import Tasks

PAGE = "intake"
SAVE_AFTER_MS = 300
TRY_AGAIN_MS = 5_000


class OpenDrafts(QObject):
    """Every form with words in it, by draft id. `saved_at` and `failed` tell how each stands on the disk."""

    saved = Signal()

    def __init__(
        self, workplace: Workplace, tasks: Tasks, title_of: Callable[[Filled], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keep = KeepDraft(workplace.drafts, workplace.clock)
        self._tasks, self._title_of = tasks, title_of
        self._forms: dict[str, Filled] = {}
        self._unsaved: set[str] = set()
        self.saved_at: dict[str, datetime] = {}
        self.failed: set[str] = set()
        self._writing = asyncio.Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save)

    def form(self, draft_id: str) -> Filled | None:
        return self._forms.get(draft_id)

    async def restore(self) -> None:
        """Take up what was left on this machine; a form already in hand stays as it is."""
        for draft in await self._keep.restore():
            if draft.page == PAGE and draft.id not in self._forms:
                self._forms[draft.id] = replace(from_kept(draft.fields), draft=draft.id)
                if draft.saved_at:
                    self.saved_at[draft.id] = draft.saved_at
        self.saved.emit()

    def put(self, filled: Filled) -> Filled:
        """Hold this form and save it soon; the answer has its draft id."""
        held = filled if filled.draft else replace(filled, draft=self._keep.new_id())
        self._forms[held.draft] = held
        self._unsaved.add(held.draft)
        # Started once and not pushed back by the next letter: what is typed is never older than this on the disk.
        if not self._timer.isActive():
            self._timer.start(SAVE_AFTER_MS)
        return held

    def take(self, draft_id: str) -> None:
        """The form goes off to be filed."""
        self._forget(draft_id)

    async def closing(self, draft_id: str) -> None:
        """Call before the draft is filed with its order: no save of it runs any more, and none begins."""
        if draft_id:
            await self._keep.closing(draft_id)

    def give_back(self, filled: Filled) -> Filled:
        """It was not filed: the form is a draft again."""
        self._keep.reopen(filled.draft)
        return self.put(filled)

    async def drop(self, draft_id: str) -> None:
        """The form is given up."""
        self._forget(draft_id)
        await self._keep.drop(draft_id)

    def _forget(self, draft_id: str) -> None:
        self._forms.pop(draft_id, None)
        self._unsaved.discard(draft_id)
        self.failed.discard(draft_id)
        self.saved_at.pop(draft_id, None)

    async def flush(self) -> None:
        """Save what is not saved yet and wait for it."""
        self._timer.stop()
        async with self._writing:
            for draft_id in sorted(self._unsaved):
                await self._save_one(draft_id)
        self.saved.emit()

    def _save(self) -> None:
        self._tasks.start(self.flush())

    async def _save_one(self, draft_id: str) -> None:
        filled = self._forms.get(draft_id)
        if filled is None:
            return
        self._unsaved.discard(draft_id)
        try:
            saved_at = await self._keep.save(Draft(draft_id, PAGE, self._title_of(filled), filled.kept()))
        except Outage:
            # Shown as a quiet mark; the words stay in hand and the next try is near.
            self._unsaved.add(draft_id)
            self.failed.add(draft_id)
            self._timer.start(TRY_AGAIN_MS)
            return
        self.failed.discard(draft_id)
        if saved_at is not None and draft_id in self._forms:
            self.saved_at[draft_id] = saved_at
