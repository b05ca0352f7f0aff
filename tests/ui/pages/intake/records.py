"""A small city for the intake page: one citizen with orders, one junction with a loose cover, some articles."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

import resources
from desk.rules.caller import caller_key
from desk.wire.feed import Change, Operation, Page
from desk.wire.records import Article, Category, Division, Kind, Order, Record, Unit
from tests.fakes import START

SALT = "salt"
LINE = "13800005678"
KEY = caller_key(LINE, SALT)
TOLD = (
    "王女士来电反映：今天早上 7 点左右送孩子上学，走到沧浪新城苏锦街道育才路与东环路路口，育才小学北门外人行横道上"
    "有一处雨水井盖松动，一侧翘起约 3 厘米，车辆驶过响声很大，已有电动车在此颠簸险些摔倒。希望尽快加固或更换，"
    "放学前先设警示。"
)


def divisions() -> list[Division]:
    rows = resources.read_rows("places/divisions.csv")
    return [Division(id=row["code"], name=row["name"], level=row["level"], parent=row["parent"] or "") for row in rows]


def categories() -> list[Category]:
    rows = resources.read_rows("categories/petition.csv")
    return [
        Category(id=row["code"], path=(row["level1"], row["level2"], row["level3"])) for row in rows if row["level3"]
    ]


def units() -> list[Unit]:
    rows = resources.read_rows("demo/units.csv")
    return [
        Unit(
            id=row["code"],
            name=row["name"],
            level=row["level"],
            division=row["division"],
            duties=tuple(row["duties"].split(";")),
        )
        for row in rows
    ]


def articles() -> list[Article]:
    rows = resources.read_rows("demo/knowledge.csv")
    return [
        Article(
            id=row["id"],
            title=row["title"],
            answer=row["answer"],
            valid_until=row["valid_until"],
            category=row["category"],
            keywords=tuple(row["keywords"].split(";")),
        )
        for row in rows
    ]


def _order(order_id: str, number: str, days: float, **fields: Any) -> Order:
    at = START - timedelta(days=days)
    given: dict[str, Any] = {"version": 1, "accepted_at": at, "caller_key": KEY, "contact_name": "王女士"}
    return Order(id=order_id, number=number, **(given | fields))


def of_the_caller() -> list[Order]:
    def ended(number: int, days: float, title: str, satisfaction: str) -> Order:
        return _order(
            f"h{number}", f"2608{number:02d}010110001", days, state="closed", title=title, satisfaction=satisfaction
        )

    def due(hours: float) -> dict[str, datetime]:
        return {"due_from": START - timedelta(days=4), "due_at": START + timedelta(hours=hours)}

    lamp = _order(
        "o1", "260911010110042", 7, state="in_hand", title="东环路路灯整夜不亮", unit_name="姑苏区城管局", **due(8)
    )
    stairs = _order(
        "o2",
        "260916010270108",
        2,
        state="dispatched",
        title="楼道堆物占用消防通道",
        unit_name="双塔街道",
        urge_count=1,
        **due(-17),
    )
    return [
        lamp,
        stairs,
        ended(1, 28, "公园北门单车占道", "4"),
        ended(2, 50, "暑期公交班次咨询", "5"),
        ended(3, 98, "夜间施工噪声", "2"),
        ended(4, 135, "医保异地备案", ""),
        ended(5, 184, "树枝遮挡红绿灯", "4"),
        ended(6, 239, "垃圾清运不及时", "3"),
    ]


def alike() -> list[Order]:
    def near(number: int, days: float, **fields: Any) -> Order:
        others = {"caller_key": "x", "contact_name": "", "division": "320508023"}
        return _order(f"n{number}", f"26091{number}010110077", days, **(others | fields))

    return [
        near(
            1,
            2,
            state="in_hand",
            title="育才路雨水井盖松动异响",
            content="育才路雨水井盖松动异响",
            place="育才路 12 号",
        ),
        near(
            2,
            6,
            state="closed",
            title="东环路非机动车道井盖下沉",
            content="东环路非机动车道雨水井盖下沉",
            place="东环路口",
        ),
    ]


def page_of(records: list[Record]) -> Page:
    """A whole feed of these records, as a new replica takes it."""
    changes = tuple(_change(at, record) for at, record in enumerate(records, 1))
    return Page(
        dataset="city",
        incarnation=1,
        scope_epoch=1,
        previous="",
        cursor="1",
        head=len(records),
        at=len(records),
        changes=changes,
    )


_KINDS: dict[type[Any], Kind] = {
    Order: Kind.ORDER,
    Division: Kind.DIVISION,
    Category: Kind.CATEGORY,
    Unit: Kind.UNIT,
    Article: Kind.ARTICLE,
}


def _change(seq: int, record: Record) -> Change:
    data = msgspec.Raw(msgspec.json.encode(record))
    kind = _KINDS[type(record)]
    return Change(seq=seq, scope="all", op=Operation.PUT, kind=kind, id=record.id, version=1, data=data)


def the_city() -> list[Record]:
    return [*divisions(), *categories(), *units(), *articles(), *of_the_caller(), *alike()]
