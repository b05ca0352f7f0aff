"""The words of the intake page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from desk.rules.calendar import CHINA
from desk.rules.deadline import Limit, SpanKind, Step
from desk.rules.ids import OrderNumber
from desk.rules.number import grouped, is_number
from desk.rules.order import State
from ui.wording import terms, times

# ---- caller column
LINE_NUMBER = "来电号码"
NUMBER_PLACEHOLDER = "输入来电号码"
WAITING_HINT = "没有来电也可以直接记录。"
REVEAL = "查看"
HIDE = "隐藏"
HIDES_SOON = "30 秒后自动隐藏"
OPEN_ORDERS = "在办"
HISTORY = "历史"
FIRST_CALL = "首次来电，没有历史工单。"
URGE = "催办"
URGE_WORDS = "市民怎么说"
NEEDS_URGE_WORDS = "请记下市民的话。"
CANCEL = "取消"
OPEN_ORDER = "打开工单"
NO_LIMIT = "未定期限"


def calls(count: int) -> str:
    return f"第 {count} 次来电"


def satisfied(good: int, asked: int) -> str:
    return f"满意 {good} / 有效回访 {asked}"


def urged(count: int) -> str:
    return f"已催 {count} 次" if count else ""


# ---- form
NEW_ORDER = "新工单"
NUMBER_LATER = "编号在开始记录时给出"
CONTENT = "诉求内容"
CONTENT_HINT = "照市民的话记：谁、什么时候、在哪里、什么事、经过怎样"
TITLE = "标题"
AUTO_TITLE = "自动拟题"
PLACE = "地点"
PLACE_HINT = "路名门牌、小区或路口"
DIVISION = "区划"
DIVISION_HINT = "输入名称或拼音首字母"
CATEGORY = "分类"
CATEGORY_HINT = "输入名称或拼音首字母"
SUGGESTIONS = "建议"
SUGGESTED = "建议"
ALREADY_CHOSEN = "分类已由您选定，建议不会改动它"
UNIT = "承办单位"
UNIT_HINT = "输入名称、职责或拼音首字母"
NOTHING_FOUND = "没有找到，请换个词"
APPEAL = "类型"
URGENCY = "紧急度"
CONTACT = "联系人"
NAME_HINT = "称呼"
PHONE = "联系电话"
SAME_NUMBER = "同来电"
CONFIDENTIAL = "保密"
ANONYMOUS = "匿名"
WANTS_CALL_BACK = "需要回访"
READ_BACK = "念给市民"
READ_BACK_LATER = "记下诉求后，这里给出念给市民核对的话。"
INVALID = "无效"
DIRECT_ANSWER = "直接答复"
ACCEPT_ONLY = "只受理"
DISPATCH = "派单"
DISCARD = "放弃"
RESTORE = "撤回"
DISCARDED = "已放弃这份草稿。"
UNSAVED = "未能存到本机，稍后再存"
SAVING = "正在存"
ANSWER = "答复内容"
ANSWER_HINT = "说给市民听的答复，办结时随单保存"
ANSWER_CLOSE = "答复并办结"
EMERGENCY = "转紧急热线"
NO_EMERGENCY = "不是险情"
HELP = "参考"
CLOSE = "收起"


def take_suggestion(at: int) -> str:
    return f"采用第 {at} 个分类建议"


def known_order(digit: int) -> str:
    return f"催办或查看第 {digit} 件已有工单"


def saved(moment: datetime) -> str:
    return f"已存本机 {times.clock_seconds(moment)}"


def ask(missing: str, question: str) -> tuple[str, str]:
    """What is still missing, and the question to ask for it."""
    return f"还缺“{terms.ELEMENT[missing]}”，可问：", f"“{question}”"


def spoken_name(said: str) -> str:
    """A citizen's own way of being addressed, if that is what was said: `王女士`."""
    return said if 2 <= len(said) <= 4 and said.endswith(("女士", "先生", "老师", "阿姨", "师傅")) else ""


HEARD = "已记到"
NOT_HEARD = "还没有记到"
ELEMENTS_FOUND = "五要素已齐。"


def share(part: float) -> str:
    return f"{round(part * 100)}%"


def emergency(word: str, line: str) -> str:
    return f"听到“{word}”，请确认是否转 {line}。"


def transfer(line: str) -> str:
    return f"转 {line}"


def transferred(line: str, moment: datetime) -> str:
    """The line added to the order's content."""
    return f"（{times.clock_seconds(moment)} 已转 {line}）"


def press_again(length: int) -> str:
    return f"已记 {length} 字，再按 F9 作无效，按 Esc 继续填写。"


_DONE = {
    State.ACCEPTED: "已受理",
    State.DISPATCHED: "已派单",
    State.CLOSED: "已答复并办结",
    State.INVALID: "已作无效",
    State.NOT_ACCEPTED: "不予受理",
}


def filed(then: State, number: str) -> str:
    return f"{_DONE[then]} {number}"


def promise(due_at: datetime) -> str:
    return f"答复期限 {times.day_and_time(due_at)}"


FILED_HERE = "已存本机，联上中心即上传。"


def urge_done(number: str) -> str:
    return f"已催办 {number}，市民的话已附上。"


def linked(number: str) -> str:
    return f"已催办并关联 {number}，不再另立工单。"


NEEDS_WORDS = "请先记下市民的话，再催办并关联。"
DISK_FULL = "本机磁盘写不进，内容还在这里。请清理磁盘后再按一次。"
NOT_FILED = "没有存成，内容还在这里。请稍后再按一次。"


def draft_title(title: str, content: str) -> str:
    return (title or content.strip())[:16] or "未写内容"


# ---- help column
KNOWLEDGE = "知识"
NO_KNOWLEDGE = "记下诉求后，这里列出可答的条目。"
ANSWER_THUS = "按此答复"
NEARBY = "附近相似"
NEARBY_LATER = "记下诉求后，这里列出附近相似的工单。"
NO_NEARBY = "近 90 天同区没有相似工单。"
LINK = "催办并关联"
LOOK = "查看"
LIMITS = "期限"
FROM_NOW = "受理"
UNCERTAIN = "明年放假安排未公布，按周末推算。"


def can_answer(count: int) -> str:
    return f"{count} 条可答"


def valid_until(day: str) -> str:
    return f"有效至 {day}"


def until(day: str) -> str:
    return f"至 {day[:7]}" if day else "长期"


def pieces_found(count: int) -> str:
    return f"{count} 件，近 90 天"


def step_line(step: Step, limit: Limit, urgency: str) -> str:
    """`派单，紧急限 1 小时`; handling goes by the kind of appeal: `处置，限 5 个工作日，次日起算`."""
    name = terms.STEP[step]
    if step is Step.HANDLE:
        return f"{name}，限 {times.limit(limit)}，次日起算"
    return f"{name}，{terms.URGENCY[urgency]}限 {times.limit(limit)}"


def limit_time(due_at: datetime) -> str:
    return f"{due_at.astimezone(CHINA):%m-%d %H:%M}"


def span_days(first: date, last: date) -> str:
    return times.day(first) if first == last else f"{first:%m-%d} 至 {last:%m-%d}"


def span_counts(kind: SpanKind, name: str, make_up: bool, ordinals: tuple[int, int]) -> str:
    first, last = ordinals
    counted = f"第 {first} 日" if first == last else f"第 {first}–{last} 日"
    said: Mapping[SpanKind, str] = {
        SpanKind.COUNTED: ("调休上班，" if make_up else "") + counted,
        SpanKind.FIRST_DAY: "当日不计",
        SpanKind.OFF_HOURS: "下班，不计",
        SpanKind.REST_DAY: "休息，不计",
        SpanKind.HOLIDAY: f"{name or '放假'}，不计",
    }
    return said[kind]


def grouped_number(number: str) -> str:
    return grouped(OrderNumber(number)) if is_number(number) else number
