"""Returns granted to another unit or refused with a reason, replies passed or sent back, and keys that leave typing alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.rules.acts import PerhapsWords, ToUnit, Words
from desk.rules.order import ActKind
from desk.wire.acts import form_of
from desk.wire.records import Order
from tests.ui.pages.lead.hands import click, named, press, seen, write
from tests.ui.pages.lead.shift import Desk, desk_of, replies, returns
from tests.ui.pages.queue.room import run, until

FIRST, SECOND = (each for each in returns() if isinstance(each, Order))
REPLY = replies()[0]


async def decided(desk: Desk, count: int = 1) -> tuple[str, str, object]:
    """The last act once there are so many: order, kind and form."""
    acts = await desk.room.acts_of(count)
    return acts[-1].lane, acts[-1].kind, form_of(acts[-1])


def test_granting_a_return_sends_it_to_the_unit_chosen_by_initials(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            await until(lambda: desk.state.names.initials("姑苏区住建委") == "gsqzjw")
            card = desk.page.cases.cards[FIRST.id]
            assert card.says.text() == "苏州供电公司：权属为通信公司，已附现场照片 2 张。"
            assert card.foot.text() == "第 2 次退单，再退由班长指定"
            press("A")
            press("Ctrl+Return")
            form = desk.page.cases.form
            assert form is not None
            await until(lambda: form.field.entry.property("error"))
            write("gsqz")
            press("Return", "Ctrl+Return")
            assert await decided(desk) == (FIRST.id, ActKind.GRANT_RETURN, ToUnit(unit="u2"))
            await until(lambda: FIRST.id not in desk.page.cases.cards)
            assert desk.state.cases.current == SECOND.id
            assert QApplication.focusWidget() is desk.page.cases.cards[SECOND.id]

    run(qapp, story())


def test_refusing_a_return_asks_for_the_reason_first(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            press("X", "Return")
            form = desk.page.cases.form
            assert form is not None
            await until(lambda: form.field.entry.property("error"))
            assert await desk.room.acts() == []
            write("owned by you")
            press("Return")
            assert await decided(desk) == (FIRST.id, ActKind.REFUSE_RETURN, Words(words="owned by you"))

    run(qapp, story())


def test_a_reply_is_passed_or_sent_back(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            press("D", "Down", "Down")
            assert desk.state.cases.current == REPLY.id
            assert REPLY.reply in desk.page.cases.cards[REPLY.id].says.text()
            press("A")
            assert not seen(desk, "lead.unit")
            press("B")
            write("where")
            press("Esc", "P")
            assert desk.page.cases.form is not None
            press("Return")
            assert await decided(desk) == (REPLY.id, ActKind.ACCEPT_REPLY, PerhapsWords())

    run(qapp, story())


def test_what_was_half_written_is_there_again(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            press("X")
            write("half a rea")
            press("Esc")
            assert not seen(desk, "lead.reason")
            press("X")
            focus = QApplication.focusWidget()
            assert isinstance(focus, QLineEdit)
            assert focus.text() == "half a rea"
            kept = await desk.room.local.drafts.all()
            while not kept or kept[0].fields["words"] != "half a rea":
                await asyncio.sleep(0.005)
                kept = await desk.room.local.drafts.all()

    run(qapp, story())


def test_letters_do_nothing_while_a_field_is_typed_in(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            press("Space")
            press("X")
            write("grants wpdb")
            focus = QApplication.focusWidget()
            assert isinstance(focus, QLineEdit)
            assert focus.text() == "grants wpdb"
            assert not desk.state.rehearsal.is_open
            press("Ctrl+A", "Ctrl+Z")
            assert len(desk.state.pool.checked) == 1
            assert await desk.room.acts() == []

    run(qapp, story())


def test_a_return_decided_elsewhere_stays_in_its_place_and_says_so(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            cases = desk.page.cases
            await desk.room.feed([msgspec.structs.replace(FIRST, state="dispatched", version=FIRST.version + 1)])
            await until(lambda: desk.state.cases.lines[0].settled)
            assert list(cases.cards) == [FIRST.id, SECOND.id, REPLY.id]
            press("A")
            assert not seen(desk, "lead.unit")
            desk.page.left()
            desk.page.entered()
            await until(lambda: list(cases.cards) == [SECOND.id, REPLY.id])

    run(qapp, story())


def test_the_buttons_of_any_card_decide_on_that_card(qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path) as desk:
            card = desk.page.cases.cards[SECOND.id]
            click(card._buttons[1])
            assert desk.state.cases.current == SECOND.id
            write("no")
            click(named(desk, "lead.file"))
            assert await decided(desk) == (SECOND.id, ActKind.REFUSE_RETURN, Words(words="no"))

    run(qapp, story())
