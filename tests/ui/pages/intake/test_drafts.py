"""What is typed is kept: through another call, a crash, a full disk and a change of mind."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.ports import Draft, Drafts
from desk.rules.errors import DiskFull
from tests.ui.pages.intake.records import LINE, TOLD
from tests.ui.pages.intake.room import ALT, CTRL, Room, at_the_desk, intake_room, run, settled, until
from ui.pages.intake import open_drafts
from ui.pages.intake.state import IntakeState
from ui.widgets.badge import StateBadge
from ui.widgets.banner import Banner
from ui.widgets.field import LineField
from ui.widgets.text_area import TextArea
from ui.wording import intake as words


class FullDisk:
    """Refuses to write while `full`; otherwise hands everything on."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.full = True

    async def save(self, draft: Draft) -> None:
        if self.full:
            raise DiskFull
        await self._drafts.save(draft)

    async def all(self) -> list[Draft]:
        return await self._drafts.all()

    async def remove(self, draft_id: str) -> None:
        await self._drafts.remove(draft_id)


@at_the_desk
async def test_what_is_typed_is_on_the_disk_a_moment_later_without_any_key(room: Room) -> None:
    room.say(TOLD)
    badge = room.find(StateBadge, "intake.saved")
    await until(lambda: badge.text().startswith("已存本机"))
    kept = await room.workplace.drafts.all()
    assert [draft.fields["content"] for draft in kept] == [TOLD]


@at_the_desk
async def test_a_draft_survives_a_new_state_and_keeps_its_number(room: Room) -> None:
    room.ring()
    room.say(TOLD)
    room.tab(2)
    room.say("育才路 3 号")
    await room.listened()
    before = room.state.filled
    again = IntakeState(room.workplace, room.tasks)
    again.open_draft(before.draft)
    await until(lambda: again.filled.draft)
    assert again.filled == before
    assert before.number
    await again.close()
    again.deleteLater()


def test_a_draft_survives_the_end_of_the_program(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with intake_room(tmp_path) as room:
            room.say(TOLD)
            await room.listened()
            left = room.state.filled
        async with intake_room(tmp_path) as room:
            room.state.open_draft(left.draft)
            await until(lambda: room.state.filled.draft)
            assert room.state.filled == left
            assert room.find(TextArea, "intake.content").text() == TOLD

    run(qapp, story())


@at_the_desk
async def test_a_call_taken_mid_work_leaves_the_first_form_as_a_draft(room: Room) -> None:
    room.say("路灯不亮")
    await room.listened()
    first = room.state.draft_id
    room.ring()
    assert room.find(TextArea, "intake.content").text() == ""
    assert room.state.caller.number == LINE
    room.say("井盖松动")
    await room.listened()
    assert {draft.fields["content"] for draft in await room.workplace.drafts.all()} == {"路灯不亮", "井盖松动"}
    room.state.open_draft(first)
    await until(lambda: room.state.draft_id == first)
    assert room.find(TextArea, "intake.content").text() == "路灯不亮"
    assert room.state.caller.number == ""


@at_the_desk
async def test_a_filed_order_leaves_no_draft(room: Room) -> None:
    room.say(TOLD)
    await room.listened()
    room.say("请尽快。")
    room.press(Qt.Key.Key_S, CTRL)
    await until(lambda: room.find(Banner, "intake.told").isVisible())
    await asyncio.sleep(open_drafts.SAVE_AFTER_MS / 1000 + 0.1)
    await settled(room.local)
    assert await room.workplace.drafts.all() == []
    assert len(await room.acts()) == 1


@at_the_desk
async def test_a_form_given_up_can_be_had_back(room: Room) -> None:
    room.say(TOLD)
    room.tab(2)
    room.say("育才路 3 号")
    await room.listened()
    room.press(Qt.Key.Key_D, CTRL)
    await room.listened()
    assert room.state.filled.is_blank
    assert await room.workplace.drafts.all() == []
    room.press(Qt.Key.Key_Z, ALT)
    await room.listened()
    assert room.find(TextArea, "intake.content").text() == TOLD
    assert room.find(LineField, "intake.place").text() == "育才路 3 号"
    assert len(await room.workplace.drafts.all()) == 1


@at_the_desk
async def test_a_form_emptied_again_is_no_draft(room: Room) -> None:
    room.say("打错")
    await room.listened()
    room.find(TextArea, "intake.content").clear()
    room.state.new_order()
    await room.listened()
    assert await room.workplace.drafts.all() == []


def test_a_failing_save_is_a_quiet_mark_and_the_words_stay(qapp: QApplication, tmp_path: Path) -> None:
    disk: list[FullDisk] = []

    def full(drafts: Drafts) -> Drafts:
        disk.append(FullDisk(drafts))
        return disk[0]

    async def story() -> None:
        async with intake_room(tmp_path, drafts=full) as room:
            room.say(TOLD)
            badge = room.find(StateBadge, "intake.saved")
            await until(lambda: badge.text() == words.UNSAVED)
            assert room.find(TextArea, "intake.content").text() == TOLD
            disk[0].full = False
            await room.state.flush()
            assert badge.text().startswith("已存本机")

    run(qapp, story())


@at_the_desk
async def test_a_look_under_way_when_the_desk_is_shut_is_no_bug(room: Room) -> None:
    shut = IntakeState(room.workplace, room.tasks)
    shut.edit("content", TOLD)
    await shut.close()
    await room.tasks.close()
    shut.deleteLater()
    assert room.bugs == []
