"""Unfinished work is kept as typed; what central kept back is the operator's to decide."""

from __future__ import annotations

import asyncio

import pytest

from desk.ports import Draft
from desk.rules.acts import Words
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.wire.acts import Outcome, Verdict, form_of
from desk.work.keep_draft import KeepDraft
from desk.work.needs_you import NeedsYou
from tests.fake_cache import FakeDrafts, FakeOutbox
from tests.fakes import START, LoopClock, SetClock, run


def draft(text: str) -> Draft:
    return Draft("d1", "intake", "路灯", {"content": text})


def test_every_keystroke_may_be_saved_and_only_the_newest_is_written_next() -> None:
    async def story() -> None:
        drafts = FakeDrafts()
        keep = KeepDraft(drafts, LoopClock())
        saved = await asyncio.gather(*(keep.save(draft("路灯不亮"[:length])) for length in range(1, 5)))
        assert drafts.kept["d1"].fields == {"content": "路灯不亮"}
        assert drafts.writes == 2
        assert None not in saved
        assert drafts.kept["d1"].saved_at == (await keep.restore())[0].saved_at

    run(story())


def test_a_late_save_never_brings_a_filed_draft_back() -> None:
    async def story() -> None:
        drafts = FakeDrafts()
        keep = KeepDraft(drafts, LoopClock())
        late = asyncio.create_task(keep.save(draft("旧")))
        await asyncio.sleep(0.5)
        later = asyncio.create_task(keep.save(draft("更旧")))
        await keep.drop("d1")
        assert await keep.save(draft("还是旧")) is None
        await asyncio.gather(late, later)
        assert drafts.kept == {}
        assert await keep.restore() == []

    run(story())


def test_a_refused_filing_leaves_the_draft_open() -> None:
    async def story() -> None:
        keep = KeepDraft(FakeDrafts(), LoopClock())
        await keep.save(draft("一"))
        await keep.closing("d1")
        keep.reopen("d1")
        assert await keep.save(draft("二")) is not None
        assert [kept.fields["content"] for kept in await keep.restore()] == ["二"]

    run(story())


async def test_what_was_kept_back_is_mended_and_sent_again_or_dropped() -> None:
    outbox = FakeOutbox(SetClock())
    acts = [await outbox.add(ActKind.NOTE, "o1", Words(words=str(place)), START) for place in range(3)]
    refused = [Outcome(act=act.id, verdict=Verdict.REJECTED_KEPT, code="wrong_state") for act in acts[:2]]
    await outbox.settle(refused)
    page = NeedsYou(outbox, SetClock())
    lists = await page.lists()
    assert [len(lists.waiting), len(lists.acknowledged), len(lists.kept)] == [1, 0, 2]
    with pytest.raises(Refusal):
        await page.send_again(acts[0].id, Words(words=" "))
    again = await page.send_again(acts[0].id, Words(words="改好了"))
    assert again.id != acts[0].id
    assert form_of(again) == Words(words="改好了")
    await page.drop(acts[1].id)
    assert (await page.lists()).kept == ()
