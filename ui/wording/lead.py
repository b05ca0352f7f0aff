"""The words of the shift lead's page: seats, the pool, the rehearsed reassignment, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from desk.rules.calendar import CHINA
from desk.rules.errors import Refusal
from desk.rules.order import ENDED, State
from desk.rules.seat import SeatState
from desk.rules.sentences import sentence
from desk.wire.records import Order
from ui.wording import terms

# The figures on top.
FIGURES = "在办情况"
FIGURE: dict[str, tuple[str, str]] = {
    "all_open": ("在办", "全部未办结的工单"),
    "pool": ("未分配", "不在任何人手上的在办工单"),
    "due_soon": ("临近", "24 小时内到期"),
    "overdue": ("超期", "已过时限"),
    "return_asked": ("待裁定", "承办单位申请退单，等班长裁定"),
    "to_review": ("待审核", "承办单位已回复，等审核"),
}
FIGURE_TIP = "{meaning}：{count} 件"

# The seats.
SEATS = "座席"
SEAT_STATE: dict[str, str] = terms.SEAT_STATE | {SeatState.TALKING: "通话"}
OTHER_STATES = "其他"
NO_SEATS = "还没有座席名单，同步后显示"
ABSENT = "—"
LONG_CALL = "通话较长"
LONG_WRAP_UP = "过 3 分"
IN_HAND = "在手 {count}"

# The pool.
POOL = "工单池"
UNASSIGNED = "未分配 {count}"
NEAR = "临近 {count}"
OVER = "超期 {count}"
NEAR_TIP, OVER_TIP, UNASSIGNED_TIP = "24 小时内到期", "已过时限", "不在任何人手上"
WHOSE = "在手 {count}"
SHOW_ALL = "看全部座席的"
ARRIVED = "新增 {count}"
LET_IN = "放入新到的工单"
CHOSEN = "已选 {count}"
CHOOSE_ALL = "全选"
TAKE_BACK = "收回到池"
REASSIGN = "改派"
NOTHING_CHOSEN = "先选工单：空格选一件，Ctrl+A 全选"
FIRST_ONLY = "一次最多 {most} 件，已选前 {most} 件"
LOADING = "正在读取"
EMPTY: dict[str, str] = {
    "all": "没有在办的工单",
    "pool": "没有未分配的工单",
    "held": "手上没有在办的工单",
    "soon": "24 小时内没有到期的工单",
    "over": "没有超期的工单",
}
FIRST_SEAT, FIRST_ROW, FIRST_CASE = "到座席", "到工单池", "到待裁定"

# The reassignment.
REHEARSAL = "改派预演"
NOT_YET, RUNNING, DONE, UNDONE = "尚未执行", "正在执行", "已执行", "已撤销"
CLOSE = "关闭"
FROM, TO = "从", "到"
BY_RULE = "换回规则"
ADD_COLLEAGUE = "指定同事：姓名、工号或首字母"
NOBODY_FOUND = "没有找到同事"
RULE_READY = "在手最少且示闲者先得"
RULE_PRESENT = "无人示闲，在席中在手最少者先得"
RULE_CHOSEN = "由您指定，在手最少者先得"
RULE_POOL = "收回到池，不归任何人"
RULE_NOBODY = "没有可接的同事，请指定"
REMOVE = "不给这位同事"
RESULT_EACH = "改派后各 {count} 件"
RESULT_RANGE = "改派后 {least} 至 {most} 件"
REST = "其余 {count} 件"
UNFOLD, FOLD = "展开", "收起"
GO, GO_POOL = "改派 {count} 件", "收回 {count} 件"
NOTHING_GOES = "没有可以改派的工单"
UNDO_LATER = "执行后 10 分钟内可撤销"
UNDO = "撤销 {count} 件"
UNDO_WORD = "撤销改派"
UNDO_UNTIL = "{time} 前可撤销"
CHOOSE_TO = "指定同事"
TO_POOL = "工单池"
HAS_IT = "已在其手上"
NOBODY = "无人可接"
MOVED_ON = "已被他人改动，未动"
NOT_WRITTEN = "没有存上"
KEPT = "中心未接受"
SAID_DONE = "已存本机：改派 {count} 件，10 分钟内可按 Ctrl+Z 撤销"
SAID_UNDONE = "已存本机：撤销改派 {count} 件"
SAID_LEFT = "，{count} 件已被他人改动，未动"

# What waits for a decision.
CASES = "待裁定"
CASE_COUNTS = "退单 {returns}，审核 {replies}"
NO_CASES = "没有待裁定的退单，也没有待审核的回复"
RETURN, REPLY = "退单", "回复"
SAYS = "{unit}：{words}"
NO_REASON = "没有写明原因"
NTH_RETURN = "第 {count} 次退单"
LAST_RETURN = "，再退由班长指定"
REPLIED_AT = "{time} 回复"
GRANT, REFUSE, PASS, SEND_BACK = "同意", "驳回", "通过", "退回"
ELSEWHERE = "改派到哪个单位：名称或首字母"
REASON_REFUSE = "驳回原因：为什么仍由原单位办理"
REASON_BACK = "退回原因：哪里要重答"
REMARK = "审核意见，可不填"
NO_UNIT_FOUND = "没有找到承办单位"
CANCEL = "取消"
SETTLED = "已裁定，或已被他人办理"
MORE_CASES = "另有 {count} 件，办完自动补上"
OPEN_ORDER = "在工单页打开"


def seats_count(present: int, all_seats: int) -> str:
    return f"在席 {present} / {all_seats}"


def seat_states(counts: Sequence[tuple[str, int]]) -> str:
    """`通话 8  示闲 4`."""
    return "   ".join(f"{word} {count}" for word, count in counts)


def load(in_hand: int, near: int, over: int) -> str:
    return f"在手 {in_hand} 件，临近 {near} 件，超期 {over} 件"


def short_number(number: str) -> str:
    """`0915·0007`: the day and the serial, which is how a list is talked about."""
    return f"{number[2:6]}·{number[-4:]}" if len(number) == 15 else number


def plus(count: int) -> str:
    return f"+{count}" if count else "0"


def goes_to(name: str) -> str:
    return f"→ {name}"


_SUMS = {"TRYING": "将改派", "RUNNING": "已改派", "DONE": "已改派", "UNDONE": "已退回"}
_POOL_SUMS = {"TRYING": "将收回", "RUNNING": "已收回", "DONE": "已收回", "UNDONE": "已退回"}


def sum_words(phase: str, to_pool: bool) -> str:
    """What comes after the number of those that go, went or came back."""
    return (_POOL_SUMS if to_pool else _SUMS)[phase]


def cannot(why: str) -> str:
    return f"不能：{why}" if why else "未动"


def why_not(order: Order, refusal: Refusal, now: datetime) -> str:
    """Why this order cannot be reassigned, in a few words."""
    if order.state in ENDED:
        when = f"{_day(order.closed_at, now)}" if order.closed_at else ""
        ended = "已办结" if order.state == State.CLOSED else terms.STATE[order.state]
        return when + ended
    short = {"same_holder": HAS_IT, "empty": NOBODY}
    return short.get(refusal.code) or sentence(refusal.code, refusal.facts)


def _day(moment: datetime, now: datetime) -> str:
    when: date = moment.astimezone(CHINA).date()
    days = (now.astimezone(CHINA).date() - when).days
    return {0: "今天", 1: "昨天"}.get(days, f"{when:%m-%d} ")


def outcome(counts: Sequence[int]) -> str:
    """How many the colleagues have afterwards."""
    if not counts:
        return ""
    least, most = min(counts), max(counts)
    return RESULT_EACH.format(count=most) if least == most else RESULT_RANGE.format(least=least, most=most)


def undone(count: int, left: int) -> str:
    return SAID_UNDONE.format(count=count) + (SAID_LEFT.format(count=left) if left else "")


def until(at: datetime, lasts: timedelta) -> str:
    return UNDO_UNTIL.format(time=(at + lasts).astimezone(CHINA).strftime("%H:%M"))


def nth_return(count: int, most: int) -> str:
    return NTH_RETURN.format(count=max(1, count)) + (LAST_RETURN if count >= most else "")


def listed(parts: Iterable[str]) -> str:
    return "，".join(parts)


LONGEST = 96
"""So many characters of a unit's words stand in the pane; the rest is in the tooltip and with the order."""


def shortened(said: str) -> str:
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"
