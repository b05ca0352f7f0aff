"""The words of the order list, its filter and the order beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from desk.rules.calendar import CHINA
from desk.rules.deadline import Limit
from desk.rules.order import ActKind
from ui.wording import terms, times

MINE, ALL = "我的", "全部"
VIEWS = "视图"
TABLE = "工单列表"
COLUMN: dict[str, str] = {
    "check": "",
    "number": "编号",
    "title": "标题",
    "appeal": "类型",
    "community": "社区",
    "unit": "承办单位",
    "state": "状态",
    "left": "剩余时间",
    "holder": "持有人",
}
NO_HOLDER = "未分配"
GONE = "已不在本机"

FILTER = "筛选条件"
FILTER_HINT = "加条件：区、承办单位或词"
NO_MATCH = "没有相符的条件"
REMOVE = "去掉这个条件"
TOKEN: dict[str, str] = {"division": "区", "unit": "承办", "words": "含", "holder": "持有人", "caller": "来电"}
ARRIVED = "新增 {count}"
STILL = "列表保持不动，新到 {count} 件，按 N 放入"

EMPTY: dict[str, str] = {
    "my_open": "手上没有待办的工单",
    "my_returned": "没有退回给您的工单",
    "to_dispatch": "没有待派的工单",
    "return_asked": "没有待裁定的退单",
    "to_review": "没有待审核的回复",
    "overdue": "没有超期的工单",
    "due_soon": "24 小时内没有到期的工单",
}
NO_SUCH_NUMBER = "本机没有编号 {number} 的工单"
EMPTY_LIST = "这里没有工单"
EMPTY_FILTER = "没有符合条件的工单，去掉一个条件再看"
LOADING = "正在读取"

CHOOSE_ONE = "选一件工单，在这里看经过"
NOT_HERE = "这件工单不在本机，可能已转到别的范围"
CITIZEN, PLACE, CATEGORY, UNIT, HOLDER, REPLY = "诉求人", "地点", "分类", "承办", "持有人", "回复"
NO_UNIT, NO_PLACE, NO_CATEGORY = "未派", "未填", "未定"
REVEAL, REVEAL_TIP = "查看", "查看号码须写明原因，系统留下记录"
REVEAL_TITLE = "查看联系方式"
REVEAL_NOTE = "查看会留下记录：谁、何时、为什么。"
REVEAL_REASON = "查看原因"
REVEAL_AWAY = "连不上中心，暂时不能查看号码。恢复后再试。"
REVEALED = "已查看，记录已留存"
CONFIDENTIAL, ANONYMOUS, UNREACHED = "保密", "匿名", "未接通"
URGED = "催办 {count} 次"
STORY, STEPS = "经过", "{count} 步"
ONLY_LIMITS, WHOLE_STORY = "只看时限", "看全部"
IN_TIME, NOT_IN_TIME = "按时", "未按时"
WAITING = "待上传"
DUE = "{step}到期"
DUE_NOTE: dict[str, str] = {
    "dispatch": "到期前须派单",
    "sign": "到期前须签收",
    "handle": "到期前须回复",
    "call_back": "到期前须回访",
}
OVER_NOTE = "已过时限，请尽快办理"
KEPT = "中心没有接受：{sentence}"

CANCEL, OK = "取消", "确定"
ASK: dict[str, tuple[str, str]] = {
    ActKind.URGE: ("催办内容", "市民怎么说，催什么"),
    ActKind.NOTE: ("补充说明", "写明新情况，承办单位能看到"),
    ActKind.DISPATCH: ("派单意见", "可不填"),
    ActKind.REDISPATCH: ("改派意见", "为什么改派，可不填"),
    ActKind.GRANT_RETURN: ("裁定意见", "可不填"),
    ActKind.REFUSE_RETURN: ("驳回原因", "写明为什么仍由原单位办理"),
    ActKind.ACCEPT_REPLY: ("审核意见", "可不填"),
    ActKind.SEND_BACK: ("退回原因", "写明哪里要重答"),
    ActKind.START_REDO: ("重办要求", "写明要办到什么程度"),
    ActKind.CLOSE: ("结案意见", "可不填"),
    ActKind.ASK_MORE: ("缺什么", "写明要补充的内容"),
    ActKind.FILL_MORE: ("补充内容", "写明补来的情况"),
    ActKind.ANSWER: ("答复", "告诉市民的话"),
    ActKind.INVALIDATE: ("原因", "可不填"),
    ActKind.REFUSE: ("不予受理的原因", "写明依据"),
    ActKind.REASSIGN: ("转派原因", "可不填"),
}
CHOOSE_UNIT, CHOOSE_STAFF, CHOOSE_CATEGORY = "找承办单位：名称或首字母", "找同事：姓名或工号", "找分类"
NOTHING_FOUND = "没有找到"
NEEDS_STAFF = "请选同事"
DONE = "已存本机：{act}，{number}"
REASONS = "；"
NOT_NOW = "{state}，不能{act}"
TO_POOL = "放回工单池"
NOTHING_CHANGED = "没有改动"

CONFLICT = "{field}：两边都改过"
CONFLICT_NOTE = "两份都留着，请选一份。"
MINE_SIDE, THEIR_SIDE = "您的", "中心的"
EMPTY_VALUE = "（空）"
KEEP_MINE, KEEP_THEIRS, WRITE = "用您的", "用中心的", "另写"
WRITE_TITLE = "另写 {field}"
CHOSEN = "已存本机：{field} 按您选的"


def arrived(count: int) -> str:
    return ARRIVED.format(count=count)


def position(count: int, row: int, arrived: int) -> str:
    """`22 件，第 4 件`, and what waits outside."""
    words = f"{count} 件，第 {row + 1} 件" if row >= 0 else f"{count} 件"
    return f"{words}。{STILL.format(count=arrived)}" if arrived else words


def empty(queue: str, narrowed: bool) -> str:
    return EMPTY_FILTER if narrowed else EMPTY.get(queue, EMPTY_LIST)


def closed(moment: datetime, today: date) -> str:
    """`今天办结`, `09-16 办结`."""
    when = moment.astimezone(CHINA).date()
    days = {0: "今天", 1: "昨天"}.get((today - when).days)
    return f"{days}办结" if days else f"{when:%m-%d} 办结"


def due(moment: datetime, now: datetime) -> str:
    return f"{times.near(moment, now)} 到期"


def countdown(step: str, words: str) -> str:
    """`处置剩 2 时 10 分`."""
    return f"{terms.STEP.get(step, '')}{words}"


def in_time(used: timedelta, limit: Limit | None) -> str:
    return f"用 {times.worked(used)}" + (f"，限 {times.limit(limit)}" if limit else "")


def too_late(late: timedelta, limit: Limit | None) -> str:
    return f"晚 {times.worked(late)}" + (f"，限 {times.limit(limit)}" if limit else "")


def community(name: str) -> str:
    """Its name without the committee that sits in it: `迎春社区居委会` is `迎春社区`."""
    return name.removesuffix("居委会") if name.endswith("居委会") else name.removesuffix("委会")


def quoted(words: str) -> str:
    return words if not words or words.startswith("“") else f"“{words}”"


def who_and_when(name: str, moment: datetime | None, now: datetime) -> str:
    parts = [name, times.near(moment, now) if moment else ""]
    return " ".join(part for part in parts if part)


def steps(count: int) -> str:
    return STEPS.format(count=count)


def not_now(state: str, kind: ActKind) -> str:
    return NOT_NOW.format(state=terms.STATE.get(state, state), act=terms.ACT[kind])


def path(names: Sequence[str]) -> str:
    return " / ".join(names)
