"""Handing over many orders by keyboard: the dry run, a result for each, and the way back."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from desk.rules.order import State
from desk.rules.roles import Role
from desk.wire.records import Seat, Staff
from tests.ui.pages.lead.hands import choose_seat, click, named, press, seen, write
from tests.ui.pages.lead.shift import Desk, desk_of
from tests.ui.pages.queue.records import NOW, order
from tests.ui.pages.queue.room import run, until
from ui.pages.lead.board import Takers, seat_lines, takers
from ui.pages.lead.verdicts import Phase
from ui.wording import lead as words

READY = {"01027": 4, "01035": 4, "01045": 2, "01053": 3}
"""Who waits for calls, and how many orders they have in hand."""


async def check_ten(desk: Desk) -> list[str]:
    """林溪's first ten orders, by Space and Down."""
    await choose_seat(desk, "01031")
    press("Home")
    for _ in range(10):
        press("Space", "Down")
    assert len(desk.state.pool.checked) == 10
    return desk.state.pool.checked


async def execute(desk: Desk) -> None:
    await until(lambda: desk.state.rehearsal.can_go)
    assert named(desk, "lead.go").isEnabled()
    press("Ctrl+Return")
    await until(lambda: desk.state.rehearsal.phase is Phase.DONE)


def test_ten_orders_chosen_by_keyboard_go_to_those_with_the_fewest_in_hand_and_come_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            chosen = await check_ten(desk)
            press("G")
            await until(lambda: desk.state.rehearsal.can_go)
            assert desk.state.rehearsal.rule == words.RULE_READY
            assert await desk.reassigned() == []
            await execute(desk)
            given = await desk.reassigned()
            assert [order_id for order_id, _ in given] == chosen
            after = Counter(READY) + Counter(holder for _, holder in given)
            assert sum(after.values()) == sum(READY.values()) + 10
            assert max(after.values()) - min(after.values()) <= 1
            assert [row.says for row in desk.state.rehearsal.lines()] == [
                words.goes_to(desk.state.names.person(holder)) for _, holder in given
            ]
            assert seen(desk, "lead.undo")
            press("Ctrl+Z")
            await until(lambda: desk.state.rehearsal.phase is Phase.UNDONE)
            back = await desk.reassigned()
            assert back[10:] == [(order_id, "01031") for order_id in chosen]
            await until(lambda: desk.state.held("01031").in_hand == 13)
            press("Ctrl+Z")
            assert len(await desk.reassigned()) == 20

    run(qapp, story())


def test_an_order_closed_meanwhile_is_refused_with_its_reason_and_the_others_go(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            chosen = await check_ten(desk)
            third = desk.state.pool.rows.known(chosen[2])
            assert third is not None
            closed = msgspec.structs.replace(
                third, state="closed", closed_at=NOW - timedelta(days=1), due_at=None, version=third.version + 1
            )
            press("G")
            await until(lambda: desk.state.rehearsal.can_go)
            await desk.room.feed([closed])
            await until(lambda: len(desk.state.rehearsal.plan.going) == 9)
            first = desk.state.rehearsal.lines()[0]
            assert (first.title, first.says) == (third.title, "昨天已办结")
            assert "不能：昨天已办结" in desk.page.rehearsal.summary.accessibleName()
            await execute(desk)
            assert {order_id for order_id, _ in await desk.reassigned()} == set(chosen) - {third.id}

    run(qapp, story())


def test_a_colleague_named_by_pinyin_gets_them_all(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            await check_ten(desk)
            press("G")
            await until(lambda: desk.state.rehearsal.can_go)
            await until(lambda: desk.state.names.initials("秦川") == "qc")
            press("T")
            write("qc")
            press("Return")
            await until(lambda: desk.state.rehearsal.ready and desk.state.rehearsal.picks == ("01051",))
            assert desk.page.rehearsal.getters.widgets()[0].objectName() == "lead.pick.01051"
            await execute(desk)
            assert [holder for _, holder in await desk.reassigned()] == ["01051"] * 10

    run(qapp, story())


def test_taking_back_puts_orders_into_nobodys_hands(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            await choose_seat(desk, "01045")
            desk.page.table.setFocus()
            press("Ctrl+A", "R")
            await execute(desk)
            assert [holder for _, holder in await desk.reassigned()] == ["", ""]
            await until(lambda: desk.state.held("").in_hand == 20)

    run(qapp, story())


def test_what_others_moved_on_meanwhile_is_left_alone_by_undoing(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            chosen = await check_ten(desk)
            press("G")
            await execute(desk)
            moved = desk.state.pool.rows.known(chosen[0])
            assert moved is not None
            await desk.room.feed([msgspec.structs.replace(moved, state="closed", version=moved.version + 7)])
            press("Ctrl+Z")
            await until(lambda: desk.state.rehearsal.phase is Phase.UNDONE)
            assert desk.state.rehearsal.counts() == (9, 1)
            assert words.MOVED_ON in [row.says for row in desk.state.rehearsal.lines()]

    run(qapp, story())


def test_after_ten_minutes_nothing_is_undone(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            await check_ten(desk)
            press("G")
            await execute(desk)
            desk.room.clock.pass_by(timedelta(minutes=10))
            desk.state.ticked.emit()
            assert not seen(desk, "lead.undo")
            press("Ctrl+Z")
            assert len(await desk.reassigned()) == 10

    run(qapp, story())


def test_esc_puts_the_dry_run_away_and_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            chosen = await check_ten(desk)
            press("G")
            await until(lambda: desk.state.rehearsal.can_go)
            press("Esc")
            assert not desk.page.rehearsal.isVisible()
            assert QApplication.focusWidget() is desk.page.table
            assert desk.state.pool.checked == chosen
            assert await desk.room.acts() == []

    run(qapp, story())


def test_more_than_can_go_at_once_are_not_all_checked(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        many = [order(1000 + at, State.IN_HAND, holder="01025", holder_name="陆青") for at in range(520)]
        async with desk_of(tmp_path, many) as desk:
            said: list[str] = []
            desk.state.said.connect(lambda words_said, level: said.append(words_said))
            press("Ctrl+A")
            assert len(desk.state.pool.checked) == 500
            assert said == [words.FIRST_ONLY.format(most=500)]
            click(named(desk, "lead.choose_all"))
            assert desk.state.pool.checked == []

    run(qapp, story())


def test_orders_come_to_a_lead_or_a_call_back_colleague_only_by_name() -> None:
    roles = {"1": (Role.SEAT,), "2": (Role.SEAT, Role.CALL_BACK), "3": (Role.LEAD,)}
    staff = [Staff(id=number, name=number, roles=each) for number, each in roles.items()]
    seats = [Seat(id=number, state="ready", since=NOW) for number in roles]
    lines = seat_lines(staff, seats, {})
    assert takers(lines, frozenset()).numbers == ("1",)
    assert takers(lines[1:], frozenset()) == Takers((), words.RULE_NOBODY)
