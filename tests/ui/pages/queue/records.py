"""Made-up records of the feed: a few units, colleagues and villages, and orders in every state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from desk.rules.calendar import CHINA
from desk.rules.order import ActKind, State
from desk.wire.feed import Change, Operation, Page
from desk.wire.records import (
    RECORDS,
    Category,
    Conflict,
    Contact,
    Division,
    Order,
    Record,
    Seat,
    Staff,
    TimelineEntry,
    Unit,
)

NOW = datetime(2026, 9, 18, 15, 20, tzinfo=CHINA)
KINDS = {shape: kind for kind, shape in RECORDS.items()}

UNITS = [
    Unit(id="u1", name="姑苏区城市管理局", level="district", division="320508", duties=("路灯", "井盖", "占道")),
    Unit(id="u2", name="姑苏区住建委", level="district", division="320508", duties=("道路", "物业")),
    Unit(id="u3", name="吴中区市场监管局", level="district", division="320506", duties=("电梯", "消费")),
]
DIVISIONS = [
    Division(id="320500", name="苏州市", level="city"),
    Division(id="320508", name="姑苏区", level="district", parent="320500"),
    Division(id="320506", name="吴中区", level="district", parent="320500"),
    Division(id="320508001", name="双塔街道", level="town", parent="320508"),
    Division(id="320508001001", name="杨枝社区", level="village", parent="320508001"),
    Division(id="320506001001", name="里河社区", level="village", parent="320506"),
]
CATEGORIES = [
    Category(id="c1", path=("市政公用设施", "路灯")),
    Category(id="c2", path=("市容环境", "占道经营")),
]
STAFF = [
    Staff(id="00108", name="李和", roles=("lead",), team="二班"),
    Staff(id="00201", name="朱知远", roles=("dispatcher",), team="派单组"),
    Staff(id="01023", name="沈禾", roles=("seat", "callback"), team="二班", extension="8123"),
    Staff(id="01025", name="陆青", roles=("seat",), team="二班"),
    Staff(id="01027", name="程屿", roles=("seat",), team="二班"),
    Staff(id="01029", name="顾言", roles=("seat",), team="二班"),
    Staff(id="01031", name="林溪", roles=("seat",), team="二班"),
]
SEATS = [
    Seat(id="01023", state="talking", since=NOW - timedelta(minutes=2, seconds=14), extension="8123"),
    Seat(id="01025", state="ready", since=NOW - timedelta(seconds=36)),
    Seat(id="01027", state="wrap_up", since=NOW - timedelta(minutes=3, seconds=22)),
    Seat(id="01029", state="break", since=NOW - timedelta(minutes=12, seconds=40)),
]
NAMES = {each.id: each.name for each in STAFF}
TITLES = (
    "楼道堆物占用消防通道",
    "非机动车道路面塌陷",
    "河道漂浮物多日未清",
    "东环路路灯整夜不亮",
    "学校门口违停堵塞",
    "餐饮油烟直排居民楼",
    "老旧小区电梯反复停运",
    "公共自行车桩无法还车",
    "夜间渣土车超速",
    "雨后巷口积水不退",
)


def order(serial: int, state: State = State.IN_HAND, **fields: object) -> Order:
    """An order of 沈禾's in 姑苏, due a little later with each serial; `fields` take the place of what is made up."""
    unit = UNITS[serial % 2]
    made: dict[str, object] = {
        "id": f"0199{serial:08d}-0000-7000-8000-000000000000"[:36],
        "number": f"26091801023{serial:04d}",
        "version": serial + 1,
        "state": state.value,
        "appeal": str(serial % 3 + 1),
        "title": TITLES[serial % len(TITLES)],
        "content": "东环路 118 号至杨枝塘路口东侧 6 盏路灯连续三晚不亮，学生晚自习放学经过，路面有坑洼，希望尽快修复。",
        "place": "东环路 118 号至杨枝塘路口",
        "division": "320508001001",
        "division_name": "杨枝社区",
        "category": "c1",
        "category_name": "路灯",
        "contact_name": "王女士",
        "contact_phone": "138****5678",
        "line_phone": "138****5678",
        "caller_key": f"key{serial % 7}",
        "holder": "01023",
        "holder_name": "沈禾",
        "accepted_by": "01023",
        "accepted_by_name": "沈禾",
        "accepted_at": NOW - timedelta(days=4, minutes=serial),
    }
    if state is not State.ACCEPTED:
        made |= {"unit": unit.id, "unit_name": unit.name, "dispatched_at": NOW - timedelta(days=3)}
    if state in (State.IN_HAND, State.DISPATCHED, State.ACCEPTED, State.TO_CALL_BACK, State.RETURN_ASKED):
        step = {State.ACCEPTED: "dispatch", State.DISPATCHED: "sign", State.TO_CALL_BACK: "call_back"}
        made |= {
            "due_at": NOW + timedelta(hours=3 * (serial % 40) - 6),
            "due_from": NOW - timedelta(days=3),
            "due_step": step.get(state, "handle"),
        }
    if state is State.CLOSED:
        made |= {"closed_at": NOW - timedelta(days=1)}
    return Order(**(made | fields))  # type: ignore[arg-type]  # a table of fields is no typed call


def story_of(order_id: str) -> list[TimelineEntry]:
    """The lines of an order that was signed too late and then urged."""
    begin = NOW - timedelta(days=4)

    def line(at: int, kind: str, hours: float, **fields: object) -> TimelineEntry:
        made = {"id": f"{order_id}.{at}", "order": order_id, "kind": kind, "at": begin + timedelta(hours=hours)}
        return TimelineEntry(**(made | fields))  # type: ignore[arg-type]  # a table of fields is no typed call

    def limit(hours: float) -> datetime:
        return begin + timedelta(hours=hours)

    return [
        line(0, ActKind.ACCEPT, 0, by="01023", by_name="沈禾", facts={"channel": "phone"}),
        line(1, ActKind.DISPATCH, 0.4, by="01023", by_name="沈禾", facts={"unit": "u1"}, limit_at=limit(2)),
        line(2, ActKind.SIGN, 30, by="90001", by_name="姑苏区城市管理局", facts={"unit": "u1"}, limit_at=limit(25)),
        line(3, ActKind.URGE, 50, by="01025", by_name="陆青", words="孩子晚自习回家，路口很暗。", facts={"count": "1"}),
        line(
            4, ActKind.NOTE, 70, by="01023", by_name="沈禾", words="控制箱进水，已报供电公司抢修，先装临时照明 2 处。"
        ),
    ]


def conflict_of(order_id: str) -> Conflict:
    return Conflict(
        id=f"a1:{order_id}",
        order=order_id,
        field="place",
        mine="东环路 118 号，杨枝塘路口东侧",
        mine_by="01023",
        mine_at=NOW - timedelta(minutes=20),
        theirs="东环路 120 号，杨枝塘路口西侧",
        theirs_by="00201",
        theirs_at=NOW - timedelta(minutes=12),
    )


def contact_of(order_id: str, name: str = "王芳") -> Contact:
    return Contact(id=order_id, name=name, phone="13812345678")


REFERENCE: list[Record] = [*UNITS, *DIVISIONS, *CATEGORIES, *STAFF]


def version_of(record: Record) -> int:
    return getattr(record, "version", 0)


def feed(records: Sequence[Record], after: int = 0, removed: Sequence[Record] = ()) -> Page:
    """One page of the feed that puts these records, numbered from `after` on, and removes the others."""
    changes = [
        Change(
            seq=after + at,
            scope="city",
            op=Operation.REMOVE if record in removed else Operation.PUT,
            kind=KINDS[type(record)].value,
            id=record.id,
            version=version_of(record),
            data=msgspec.Raw(b"null") if record in removed else msgspec.Raw(msgspec.json.encode(record)),
        )
        for at, record in enumerate([*records, *removed], 1)
    ]
    head = after + len(changes)
    return Page(
        dataset="city",
        incarnation=1,
        scope_epoch=1,
        previous=str(after) if after else "",
        cursor=str(head),
        head=head,
        at=head,
        changes=tuple(changes),
    )
