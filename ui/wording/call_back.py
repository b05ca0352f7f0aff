"""The words of calling back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.rules.calendar import CHINA
from desk.rules.callback import Outcome
from desk.wire.records import Order
from desk.work.call_back import PartName
from ui.wording import terms, times

TODAY, LEFT = "今日回访", "剩 {count}"
DONE, NOT_REACHED, RATE = "有效 {count}", "未接通 {count}", "成功率 {valid}/{rung}"
RATE_TIP = "今天有效回访 {valid} 件，今天拨打过 {rung} 件（本机记录）"
LIST = "今日回访列表"
EMPTY = "今天没有要回访的工单"
PART: dict[PartName, str] = {
    PartName.APPOINTMENT: "预约",
    PartName.MORNING: "上午",
    PartName.AFTERNOON: "下午",
    PartName.EVENING: "傍晚",
}
TALKING, DIALLING = "通话中", "呼出中"
DUE_TODAY, OVERDUE = "今天到期", "已超期"
LAST_TIME, FIRST_TIME, NTH_TIME = "最后一次", "首次", "第 {count} 次"
AGREED = "约定"
RECORDED = "已记"
DIAL, DIAL_BUSY = "拨打", "正在通话"
TO_RING, NOBODY = "拨给", "未选"

VERSION = "第 {count} 版"
STEP_OF = "第 {at} 步，共 {whole} 步"
SAY, SILENT = "请说", "请判断"
SILENT_NOTE = "不问市民，按经过和市民所说判断"
NOTE, NOTE_HINT, TEXT_HINT = "请记", "不念，按数字键作答", "记市民原话，按 Enter 接着问"
OVER = "问完了。请核对左上的回答，按 Ctrl+Enter 完成。"
CHOOSE_ONE = "从左边选一件，先看右边的经过再拨打"
NEXT = "接着问下一步"
BACK = "回上一问"
ANSWER_FIELD, ANSWER_HINT = "市民的话", "记原话，按 Enter 接着问"
REMARK, REMARK_HINT, REMARK_LEAVE = "备注", "记市民原话，与回答一起存", "按 Alt+N 来记，按 Esc 回到作答"
REACHED, UNREACHED, NEXT_TIME = "接通", "未接通", "下次"
IS_REACHED = "已接通，不可选"
STEPS_LEFT = "还有 {count} 步"
NO_ORDER = "先选一件工单"
FINISH = "完成回访"
NO_MORE = "不再回访，转待结案"
EVALUATED = "记完即办结"
BAD_EVALUATED = "属实转重办，不属实转待结案"
AT_ONCE = "现在重拨，从断处接着问"
ATTEMPTS_LEFT = "剩 {count} 次"
ANOTHER_HALF = "换半天，隔 2 时以上"

OUTCOME: tuple[tuple[Outcome, str, str], ...] = (
    (Outcome.APPOINTMENT, "约定时间", "Alt+1"),
    (Outcome.REFUSED, "本人拒绝", "Alt+2"),
    (Outcome.NOT_THE_PERSON, "非本人", "Alt+3"),
    (Outcome.CUT_OFF, "中断", "Alt+4"),
    (Outcome.NO_ANSWER, "无人接听", "Alt+5"),
    (Outcome.BUSY, "占线", "Alt+6"),
    (Outcome.NO_SUCH_NUMBER, "空号停机", "Alt+7"),
)
ANSWERED: dict[str, str] = {"identity": "", "contacted": "承办单位", "solved": "问题", "satisfaction": "满意度"}
"""What stands before an answer in the line of those already given; other questions are not repeated there."""
STRANGER = "打扰您了，我们是服务回访，需要跟本人说。请问本人什么时候方便接电话？"
STRANGER_HINT = "对方问何事，也不说诉求内容。"
STRANGER_NOTE = "非本人接听时，请勿说出诉求内容。"

APPOINTMENT_TITLE = "约定回访时间"
APPOINTMENT_DAY, APPOINTMENT_TIME = "日期", "时间"
APPOINTMENT_HINT = "约在 08:30-11:30 或 14:00-20:00"
APPOINTMENT_BAD = "写成 09:30 或 0930"
APPOINTMENT_PAST = "这个时间已过，请另约"
APPOINTMENT_OUTSIDE = "这个时间不拨打，请约在 08:30-11:30 或 14:00-20:00"
OK, CANCEL = "约定", "取消"
DAY_NEAR = ("今天", "明天", "后天")

APPEAL, UNIT, ACCEPTED, REPLIED, LIMIT = "诉求", "承办", "受理", "回复", "回访期限"
UNIT_REPLY, NO_REPLY = "承办单位回复", "没有回复内容"
ATTEMPTS, ATTEMPT_COUNT = "回访记录", "{done} / {most} 次"
NO_ATTEMPTS = "还没有拨打过"
NTH_ATTEMPT = "第 {count} 次  {outcome}"
CITIZEN, OPEN_ORDERS, HISTORY = "这位市民", "在办", "历史"
NONE = "无"
HISTORY_LINE = "{count} 件"
LAST_GRADE = "上次 {grade}（{day}）"
DRAFT = "回访 {title}"
SAVED = "已存本机：{outcome}，{title}"


def who(order: Order) -> str:
    return "  ".join(part for part in (order.contact_name, order.contact_phone or order.line_phone) if part)


def attempt_word(order: Order, most: int) -> str:
    """`首次`, `第 2 次`."""
    return FIRST_TIME if not order.attempts else NTH_TIME.format(count=order.attempts + 1)


def pressing(order: Order, now: datetime, most: int) -> tuple[str, str]:
    """What presses about an order and the token of its colour; both empty where nothing does."""
    if order.appointment and order.next_attempt_at is not None:
        return times.clock(order.next_attempt_at), "amber"
    if order.due_at is not None and order.due_at <= now:
        return OVERDUE, "red"
    if order.due_at is not None and order.due_at.astimezone(CHINA).date() == now.astimezone(CHINA).date():
        return DUE_TODAY, "amber"
    if order.failed_attempts + 1 >= most:
        return LAST_TIME, "amber"
    return "", ""


def answered(question: str, label: str) -> tuple[str, str] | None:
    """The words before an answer and the answer itself, None where it is not repeated."""
    return (ANSWERED[question], label) if question in ANSWERED else None


def next_time(outcome: Outcome, moment: datetime | None, now: datetime, left: int) -> tuple[str, str]:
    """What follows an outcome: the strong words and the grey ones after them."""
    if moment is None:
        return NO_MORE, ""
    if outcome is Outcome.CUT_OFF:
        return AT_ONCE, ""
    when = times.near(moment, now)
    if outcome is Outcome.APPOINTMENT:
        return when, AGREED
    after = "" if outcome in (Outcome.BUSY, Outcome.REFUSED) else ANOTHER_HALF
    return f"{when} 后，{ATTEMPTS_LEFT.format(count=left)}", after


def saved(outcome: Outcome, satisfaction: str, title: str) -> str:
    told = terms.OUTCOME[outcome] + (f"，{terms.SATISFACTION[satisfaction]}" if satisfaction else "")
    return SAVED.format(outcome=told, title=title)


def given(facts: Sequence[str]) -> str:
    return "，".join(fact for fact in facts if fact)


def with_phrase(phrase: str, written: str) -> str:
    return f"{phrase}；{written}" if written else phrase


def listed(titles: Iterable[str]) -> str:
    return "；".join(titles)


def day_choice(days: int, moment: datetime) -> str:
    """`今天 周五`, `09-21 周一`."""
    local = moment.astimezone(CHINA).date()
    name = DAY_NEAR[days] if days < len(DAY_NEAR) else f"{local:%m-%d}"
    return f"{name} {times.weekday(local)}"


THE_CALLER = "来电人本人"
