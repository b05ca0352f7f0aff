"""A made-up shift: twenty colleagues with their seats, the orders in their hands, returns to decide and replies to review."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desk.rules.acts import ToHolder
from desk.rules.order import ActKind, State
from desk.rules.roles import Role
from desk.wire.acts import Act, form_of
from desk.wire.records import Order, Record, Seat, Staff, TimelineEntry, Unit
from tests.ui.pages.queue.records import NOW, TITLES, order
from tests.ui.pages.queue.room import Room, actor, room_of, until
from ui.pages.lead.page import LeadPage
from ui.pages.lead.state import LeadState

LEAD = "00108"
PEOPLE = (
    ("01023", "沈禾", "talking", 134, 6),
    ("01025", "陆青", "talking", 291, 5),
    ("01027", "程屿", "ready", 36, 4),
    ("01029", "顾言", "wrap_up", 202, 7),
    ("01031", "林溪", "break", 760, 13),
    ("01033", "苏晴", "talking", 68, 3),
    ("01035", "韩舟", "ready", 72, 4),
    ("01037", "许棠", "ringing", 4, 5),
    ("01039", "方远", "talking", 465, 8),
    ("01041", "宋宁", "talking", 52, 6),
    ("01043", "白露", "wrap_up", 41, 5),
    ("01045", "唐溪", "ready", 140, 2),
    ("01047", "叶舒", "talking", 185, 6),
    ("01049", "杜若", "busy", 310, 4),
    ("01051", "秦川", "talking", 97, 7),
    ("01053", "罗宁", "ready", 15, 3),
    ("01055", "梁夏", "training", 1082, 0),
    ("01057", "邵安", "talking", 168, 5),
    ("01059", "江岸", "wrap_up", 69, 6),
    ("01061", "安澜", "", 0, 2),
)
"""Number, name, seat state (none: not signed in), seconds in it, and how many open orders are in hand."""

COLLEAGUES = [Staff(id=number, name=name, roles=("seat",), team="二班") for number, name, *_ in PEOPLE]
SEATS = [
    Seat(id=number, state=state, since=NOW - timedelta(seconds=lasted))
    for number, _, state, lasted, _ in PEOPLE
    if state
]
UNITS = [
    Unit(id="u8", name="苏州供电公司", level="city", division="320500", duties=("供电", "配电箱")),
    Unit(id="u9", name="沧浪街道", level="town", division="320508", duties=("物业",)),
]
COMMUNITIES = ("桂花社区", "官渎社区", "胥江社区", "新康社区", "三香社区", "北寺塔社区")
MORE_TITLES = (
    "地下车库照明损坏",
    "夜间渣土车超速",
    "公园健身步道破损",
    "物业费公示不清",
    "健身器材螺丝松脱",
    "公交站牌信息有误",
)


def held_orders() -> list[Order]:
    """What each colleague has in hand: 林溪's are the first, and the first of those is over its limit."""
    made: list[Order] = []
    serial = 100
    for number, name, _, _, count in sorted(PEOPLE, key=lambda each: each[0] != "01031"):
        for at in range(count):
            serial += 1
            hours = -3 if (at, number) == (0, "01031") else 20 if at % 5 == 1 else 30 + 9 * at + serial % 7
            made.append(
                order(
                    serial,
                    State.IN_HAND if at % 3 else State.DISPATCHED,
                    number=f"2609{11 + at % 7:02d}{number}{at + 3:04d}",
                    title=(MORE_TITLES + TITLES)[serial % 16],
                    division_name=COMMUNITIES[serial % 6],
                    holder=number,
                    holder_name=name,
                    due_at=NOW + timedelta(hours=hours),
                )
            )
    return made


def pool_orders(count: int = 15) -> list[Order]:
    """Open orders in nobody's hands."""
    return [
        order(
            400 + at,
            State.ACCEPTED,
            holder="",
            holder_name="",
            division_name=COMMUNITIES[at % 6],
            due_at=NOW + timedelta(hours=26 + at),
        )
        for at in range(count)
    ]


def returns() -> list[Record]:
    """Two returns the units ask for, with their reasons."""
    first = order(
        501,
        State.RETURN_ASKED,
        title="配电箱外壳破损",
        unit="u8",
        unit_name="苏州供电公司",
        return_count=2,
        holder="",
        holder_name="",
        due_at=NOW + timedelta(minutes=40),
    )
    second = order(
        502,
        State.RETURN_ASKED,
        title="瑞光里违建举报",
        unit="u9",
        unit_name="沧浪街道",
        return_count=1,
        holder="",
        holder_name="",
        due_at=NOW + timedelta(hours=3),
    )
    return [
        first,
        second,
        _asked(first, "权属为通信公司，已附现场照片 2 张。"),
        _asked(second, "应由区城管执法大队核查。"),
    ]


def _asked(about: Order, words: str) -> TimelineEntry:
    return TimelineEntry(
        id=f"{about.id}.r",
        order=about.id,
        kind=ActKind.ASK_RETURN,
        at=NOW - timedelta(hours=1),
        by_name=about.unit_name,
        words=words,
        facts={"unit": about.unit},
    )


def replies() -> list[Order]:
    """One reply to review."""
    return [
        order(
            511,
            State.REPLIED,
            title="非机动车道路面塌陷",
            holder="",
            holder_name="",
            replied_at=NOW - timedelta(minutes=50),
            reply="已于 9 月 17 日完成路面修复，回填夯实后铺设沥青 12 平方米，现场已恢复通行，并已电话告知市民。",
        )
    ]


def whole_shift() -> list[Record]:
    return [*COLLEAGUES, *SEATS, *UNITS, *held_orders(), *pool_orders(), *returns(), *replies()]


@dataclass
class Desk:
    """The lead's page on a desk, and what a test looks at."""

    room: Room
    state: LeadState
    page: LeadPage

    async def reassigned(self) -> list[tuple[str, str]]:
        """The order and the new holder of every reassignment in the outbox."""
        acts = [act for act in await self.room.acts() if act.kind == ActKind.REASSIGN]
        return [(act.lane, holder_of(act)) for act in acts]


def holder_of(act: Act) -> str:
    form = form_of(act)
    assert isinstance(form, ToHolder)
    return form.holder


@asynccontextmanager
async def desk_of(
    folder: Path, records: Sequence[Record] | None = None, width: int = 1368, height: int = 788
) -> AsyncIterator[Desk]:
    """The page in its window, entered and filled."""
    async with room_of(actor(LEAD, Role.LEAD), folder, whole_shift() if records is None else records) as room:
        state = LeadState(room.workplace, room.tasks)
        page = LeadPage(state, room.shortcuts)
        room.show(page, width, height)
        page.entered()
        await until(lambda: not state.pool.loading and not state.cases.loading and bool(state.names.staff))
        await until(lambda: state.seats and all(state.pool.rows.known(each) for each in state.pool.rows.ids()[:12]))
        try:
            yield Desk(room, state, page)
        finally:
            state.close()
