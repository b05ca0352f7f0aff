"""The seats and the pool: cards that keep their place, the filter they make, and rows that never move by themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desk.rules.order import State
from desk.wire.records import Seat, Staff
from tests.ui.pages.lead.hands import choose_seat, click, named, press, seen
from tests.ui.pages.lead.shift import PEOPLE, desk_of
from tests.ui.pages.queue.records import NOW, order
from tests.ui.pages.queue.room import run, until
from ui.wording import lead as words


def test_a_card_shows_state_hands_and_what_lasts_too_long(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            cards = desk.page.grid.cards
            assert list(cards) == ["00108", *(number for number, *_ in PEOPLE)]
            await until(lambda: cards["01031"].line.held.in_hand == 13)
            assert cards["01031"].line.held.over == 1
            looks = {number: card._look for number, card in cards.items()}
            assert (looks["01039"].timer, looks["01039"].timer_note) == ("07:45", words.LONG_CALL)
            assert (looks["01029"].timer, looks["01029"].timer_note) == ("03:22", words.LONG_WRAP_UP)
            assert looks["01025"].timer_note == ""
            assert (looks["01061"].absent, looks["01061"].timer) == (True, words.ABSENT)
            assert desk.page.states.text() == "通话 8   示闲 4   整理 3   其他 4"

    run(qapp, story())


def test_the_timer_runs_and_a_long_call_is_named_when_it_becomes_one(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            card = desk.page.grid.cards["01025"]
            desk.room.clock.pass_by(timedelta(seconds=10))
            desk.state.ticked.emit()
            assert (card._look.timer, card._look.timer_note) == ("05:01", words.LONG_CALL)

    run(qapp, story())


def test_a_seat_that_changes_changes_in_its_place(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            grid = desk.page.grid
            before = {number: (card, card.geometry()) for number, card in grid.cards.items()}
            await desk.room.feed([Seat(id="01061", state="ready", since=NOW)])
            await until(lambda: grid.cards["01061"].line.present)
            assert {number: (card, card.geometry()) for number, card in grid.cards.items()} == before
            await desk.room.feed([Staff(id="01030", name="新同事", roles=("seat",))])
            await until(lambda: "01030" in grid.cards)
            assert grid.cards["01031"] is before["01031"][0]
            assert list(grid.cards) == sorted(grid.cards)

    run(qapp, story())


def test_arrows_move_between_cards_and_enter_narrows_the_pool(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            press("S")
            assert QApplication.focusWidget() is desk.page.grid.cards["00108"]
            press("Down", "Right", "Left", "Return")
            await until(lambda: desk.state.pool.rows.rowCount() == 13)
            assert desk.page.grid.cards["01031"].selected
            assert named(desk, "lead.filter.seat").accessibleName() == "林溪 在手 13"
            await until(lambda: all(desk.state.pool.rows.known(each) for each in desk.state.pool.rows.ids()))
            held = {getattr(desk.state.pool.rows.known(each), "holder", "") for each in desk.state.pool.rows.ids()}
            assert held == {"01031"}
            press("Space")
            await until(lambda: desk.state.pool.rows.rowCount() > 100)
            assert not seen(desk, "lead.filter.seat")

    run(qapp, story())


def test_the_chips_narrow_and_their_counts_are_the_lists(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            pool, head = desk.state.pool, desk.page.head
            for chip, count in ((head.pool, 18), (head.soon, desk.state.figures["due_soon"]), (head.over, 1)):
                click(chip)
                await until(lambda: not pool.loading)
                assert (chip.current, pool.rows.rowCount()) == (True, count)
                assert chip.accessibleName().endswith(f" {count}")
                click(chip)
                await until(lambda: not pool.loading)
            await choose_seat(desk, "01031")
            click(head.soon)
            await until(lambda: not pool.loading)
            assert pool.rows.rowCount() == desk.state.held("01031").near == 3
            token = named(desk, "lead.filter.seat")
            click(token, QPoint(token.width() - 12, 12))
            await until(lambda: pool.holder is None and not pool.loading)
            assert pool.rows.rowCount() == desk.state.figures["due_soon"]

    run(qapp, story())


def test_new_orders_wait_and_rows_stay_until_they_are_let_in(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            rows = desk.state.pool.rows
            before = list(rows.ids())
            press("Down", "Space")
            checked = desk.state.pool.checked
            left = rows.known(before[0])
            assert left is not None
            closed = msgspec.structs.replace(left, state="closed", closed_at=NOW, due_at=None, version=left.version + 1)
            pressing = order(900, State.IN_HAND, due_at=NOW - timedelta(days=2))
            await desk.room.feed([closed, pressing])
            await until(lambda: rows.waiting == 1)
            assert list(rows.ids()) == before
            assert rows.is_gone(before[0])
            assert desk.page.head.arrived.isVisible()
            press("N")
            assert rows.ids()[0] == pressing.id
            assert before[0] not in rows.ids()
            assert desk.state.pool.checked == checked

    run(qapp, story())


def test_enter_on_a_row_asks_for_the_order_on_its_own_page(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            asked: list[tuple[str, object]] = []
            desk.state.asked_page.connect(lambda name, payload: asked.append((name, payload)))
            press("Return", "D", "O")
            assert asked == [("queue", desk.state.pool.rows.ids()[0]), ("queue", desk.state.cases.current)]

    run(qapp, story())


def test_a_quiet_shift_says_so_calmly(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path, []) as desk:
            assert desk.page.cases.empty.text() == words.NO_CASES
            assert desk.page.cases.empty.isVisible()
            assert desk.state.pool.empty_words() == words.EMPTY["all"]
            assert not desk.page.head.reassign.isEnabled()
            press("G", "R", "A", "X", "P", "B", "N", "D", "Ctrl+Return", "Ctrl+Z")
            assert await desk.room.acts() == []

    run(qapp, story())
