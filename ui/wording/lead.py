"""The words of the lead's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from desk.rules.errors import Refusal
from desk.rules.seat import SeatState
from desk.rules.sentences import sentence
from ui.wording import terms, times

SEATS, PRESENT = "座席", "在席 {present} / {whole}"
COUNTED = "{state} {count}"
IN_HAND = "在手 {count}"
SPOKEN = "{name}，{state} {timer}，在手 {hand} 件，临近 {near} 件，超期 {over} 件"
LONG_CALL, LONG_WRAP_UP = "通话较长", "过 {minutes} 分"
NO_SEATS = "本班没有座席"
LONG: dict[str, timedelta] = {SeatState.TALKING: timedelta(minutes=6), SeatState.WRAP_UP: timedelta(minutes=3)}
SIGNED_OUT_TIMER = "—"

POOL = "工单池"
TABLE = "工单池列表"
EMPTY_POOL = "这里没有工单"
HELD_BY = "{name} 在手 {count}"
FILTERS: dict[str, str] = {"all_open": "全部在办", "unassigned": "未分配", "due_soon": "临近", "overdue": "超期"}
CHECKED, NOTHING_CHECKED = "已选 {count}", "勾选工单后改派"
CHECK_ALL, UNCHECK = "全选", "全不选"
TO_POOL = "收回到池"
REASSIGN = "改派"

DRY_RUN, NOT_DONE, DONE, UNDONE = "改派预演", "尚未执行", "已执行", "已撤销"
CLOSE = "关闭"
FROM, TO = "从", "到"
NOBODY = "未分配"
POOL_TARGET = "工单池"
ADD_PERSON = "加一位：姓名、工号或首字母"
REMOVE_PERSON = "不给这位"
FEWEST = "在手最少者先得"
AFTER = "改派后：{hands}"
WILL_GO, CANNOT = "{count} 将改派", "{count} 不能"
WENT, WENT_BACK = "{count} 已改派", "{count} 已退回原处"
SHARE = "{name} +{count}"
CHOOSE_TARGET = "先选改派给谁"
EXECUTE = "改派 {count} 件"
UNDO = "撤销"
UNDO_UNTIL = "{time} 前可撤销"
UNDO_HINT = "执行后 10 分钟内可撤销"
MORE = "其余 {count} 件"
REASON, REASON_HINT = "原因", "为什么改派，可不填"
REASSIGNED = "已存本机：改派 {count} 件"
UNDID = "已存本机：撤销 {count} 件"
TO_UNDO_NONE = "没有可撤销的改派"

DECIDE, RETURNS = "待裁定", "退单 {count}"
NO_RETURNS = "没有待裁定的退单"
RETURN = "退单"
NTH_RETURN = "第 {count} 次退单"
LAST_RETURN = "第 {count} 次退单，再退由班长指定"
GRANT, REFUSE = "同意", "驳回"
SEE_ORDER = "看工单"


def state_word(state: str) -> str:
    return terms.SEAT_STATE.get(state, state)


def counted(state: str, count: int) -> str:
    return COUNTED.format(state=state_word(state), count=count)


def slow(state: str, lapse: timedelta) -> str:
    """The word beside a timer that runs long; empty while it does not."""
    if state not in LONG or lapse < LONG[state]:
        return ""
    return LONG_CALL if state == SeatState.TALKING else LONG_WRAP_UP.format(minutes=int(lapse.total_seconds()) // 60)


def why_not(refusal: Refusal) -> str:
    return sentence(refusal.code, refusal.facts)


def hands(after: Sequence[tuple[str, int]]) -> str:
    return AFTER.format(hands="，".join(f"{name} {count} 件" for name, count in after))


def undo_until(moment: datetime) -> str:
    return UNDO_UNTIL.format(time=times.clock(moment))


def short_number(number: str) -> str:
    """Day and serial: `0915·0007`."""
    return f"{number[2:6]}·{number[11:]}"


def listed(parts: Iterable[str]) -> str:
    return "，".join(parts)
