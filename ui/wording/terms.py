"""The field's words for states, acts, roles, kinds and answers."""

from __future__ import annotations

from desk.rules.callback import Outcome, Satisfaction, Solved
from desk.rules.deadline import Step
from desk.rules.order import ActKind, State
from desk.rules.roles import Role
from desk.rules.seat import SeatState

STATE: dict[str, str] = {
    State.DRAFT: "草稿",
    State.ACCEPTED: "已受理",
    State.NEEDS_MORE: "待补充",
    State.DISPATCHED: "已派单",
    State.RETURN_ASKED: "退单待审",
    State.IN_HAND: "处置中",
    State.REPLIED: "已回复",
    State.TO_CALL_BACK: "待回访",
    State.REDO: "重办",
    State.TO_CLOSE: "待结案",
    State.CLOSED: "已办结",
    State.INVALID: "无效",
    State.NOT_ACCEPTED: "不予受理",
}

ACT: dict[str, str] = {
    ActKind.ACCEPT: "受理",
    ActKind.ASK_MORE: "退回补充",
    ActKind.FILL_MORE: "补充",
    ActKind.ANSWER: "直接答复",
    ActKind.INVALIDATE: "作无效",
    ActKind.REFUSE: "不予受理",
    ActKind.DISPATCH: "派单",
    ActKind.SIGN: "签收",
    ActKind.ASK_RETURN: "申请退单",
    ActKind.GRANT_RETURN: "同意退单",
    ActKind.REFUSE_RETURN: "驳回退单",
    ActKind.REDISPATCH: "改派",
    ActKind.REPLY: "回复",
    ActKind.ACCEPT_REPLY: "审核通过",
    ActKind.SEND_BACK: "退回重答",
    ActKind.RECORD_ATTEMPT: "回访",
    ActKind.START_REDO: "交办重办",
    ActKind.CLOSE: "结案",
    ActKind.URGE: "催办",
    ActKind.NOTE: "补充说明",
    ActKind.EDIT: "修改",
    ActKind.REASSIGN: "转派",
    ActKind.SEAT_STATE: "座席状态",
}

APPEAL: dict[str, str] = {"1": "咨询", "2": "求助", "3": "投诉", "4": "举报", "5": "建议", "6": "表扬"}
URGENCY: dict[str, str] = {"1": "一般", "2": "紧急", "3": "特急"}
CHANNEL: dict[str, str] = {
    "phone": "电话",
    "app": "随手拍",
    "wechat": "微信",
    "web": "网站",
    "grid": "网格上报",
    "letter": "信箱",
}
STEP: dict[str, str] = {
    Step.DISPATCH: "派单",
    Step.SIGN: "签收",
    Step.HANDLE: "处置",
    Step.CALL_BACK: "回访",
}
ROLE: dict[str, str] = {
    Role.SEAT: "话务员",
    Role.DISPATCHER: "派单员",
    Role.LEAD: "班长",
    Role.CALL_BACK: "回访员",
    Role.UNIT: "承办单位",
    Role.SUPERVISOR: "督办员",
    Role.GRID: "网格员",
    Role.AUDITOR: "审计员",
    Role.ADMIN: "管理员",
}
SEAT_STATE: dict[str, str] = {
    SeatState.SIGNED_OUT: "未签入",
    SeatState.READY: "示闲",
    SeatState.RINGING: "振铃",
    SeatState.TALKING: "通话中",
    SeatState.WRAP_UP: "整理",
    SeatState.BUSY: "示忙",
    SeatState.BREAK: "小休",
    SeatState.TRAINING: "学习",
}
OUTCOME: dict[str, str] = {
    Outcome.COMPLETED: "完成",
    Outcome.PARTIAL: "部分完成",
    Outcome.APPOINTMENT: "约定时间",
    Outcome.REFUSED: "本人拒绝",
    Outcome.NOT_THE_PERSON: "非本人接听",
    Outcome.OTHER_LANGUAGE: "语言不通",
    Outcome.UNCLEAR: "听不清",
    Outcome.CUT_OFF: "通话中断",
    Outcome.NO_ANSWER: "无人接听",
    Outcome.BUSY: "占线",
    Outcome.BARRED: "拦截",
    Outcome.LINE_FAULT: "线路故障",
    Outcome.NO_SUCH_NUMBER: "空号",
    Outcome.SUSPENDED: "停机",
    Outcome.NUMBER_CHANGED: "号码易主",
    Outcome.TO_LEAD: "转班长",
}
SOLVED: dict[str, str] = {Solved.YES: "已解决", Solved.PARTLY: "部分解决", Solved.NO: "未解决"}
SATISFACTION: dict[str, str] = {
    Satisfaction.VERY_SATISFIED: "非常满意",
    Satisfaction.SATISFIED: "满意",
    Satisfaction.BASICALLY: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
    Satisfaction.VERY_DISSATISFIED: "非常不满意",
}
FIELD: dict[str, str] = {
    "content": "诉求内容",
    "title": "标题",
    "place": "地点",
    "division": "区划",
    "category": "分类",
    "unit": "承办单位",
    "appeal": "类型",
    "urgency": "紧急度",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "line_phone": "来电号码",
    "answer": "答复",
    "reason": "原因",
    "words": "内容",
    "justified": "是否属实",
    "appointment_at": "约定时间",
}
QUEUE: dict[str, str] = {
    "my_open": "待我处理",
    "my_accepted": "我受理的",
    "my_returned": "退回给我",
    "to_dispatch": "待派单",
    "to_sign": "待签收",
    "in_hand": "处置中",
    "return_asked": "退单待审",
    "to_review": "待审核",
    "to_call_back": "待回访",
    "to_redo": "重办与待结案",
    "due_soon": "24 小时内到期",
    "overdue": "已超期",
    "all_open": "全部在办",
    "everything": "全部工单",
}
ELEMENT: dict[str, str] = {"who": "何人", "when": "何时", "where": "何地", "cause": "何事", "course": "经过"}
