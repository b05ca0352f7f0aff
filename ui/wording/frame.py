"""The words of the frame around the pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from ui.wording import times

HOTLINE = "12345"
WINDOW_TITLE = "苏州 12345 座席"
RAIL_KEYS = "Ctrl+1–{last}"
PAGES: dict[str, tuple[str, str]] = {
    "intake": ("受理", "phone"),
    "queue": ("工单", "order"),
    "call_back": ("回访", "callback"),
    "lead": ("班长", "people"),
}
SEARCH = "搜索工单、电话、地址"
PALETTE_HINT = "输入要做的事，或拼音首字母"
NOTHING_FOUND = "没有相符的操作"

HOLD, UNHOLD, MUTE, UNMUTE, HANG_UP, ANSWER = "保持", "恢复", "静音", "取消静音", "挂断", "接听"
DIALLING = "呼出中"
WAITING_FOR_CALLS = "等待来电"
NOT_TAKING_CALLS = "不接来电"
UNFINISHED = "未完成 {count}"
NEW_ORDER = "新工单"
NO_TITLE = "未写内容"
RINGING = "来电"
OPEN_ORDERS = "在办 {count} 件"
NO_OPEN_ORDERS = "无在办"

ONLINE = "在线"
CATCHING_UP = "正在追赶 {count}"
OFFLINE_SINCE = "离线 自 {time}"
SIGNED_OUT = "登录已过期"
NEEDS_UPDATE = "请更新程序"
BRAKED = "同步已停，请核对"
TO_UPLOAD = "待上传 {count}"
TO_HANDLE = "需您处理 {count}"
DRAWER_TITLE = "待上传"
DRAWER_CLOSE = "收起"
DRAWER_EMPTY = "没有待上传的内容"
AWAY = "{time} 起连不上中心，请照常受理。"
AWAY_NOTE = "内容已存本机，恢复后按先后自动上传。"
RETRY_NOW = "现在重试"
RETRY_IN = "{seconds} 秒后自动重试"
WAITING_NTH = "等待，第 {place} 件"
ACKNOWLEDGED = "中心已确认"
NEEDS_YOU = "需要您处理"
SEND_AGAIN, DROP = "重新上传", "不再上传"
DROPPED = "已移出。内容在本机另存 30 天。"
DRAWER_NOTE = "资料更新至 {time}。编号由本机给出，上传后不变。"
NEVER_SYNCED = "尚未同步。编号由本机给出，上传后不变。"

LAST_SYNC = "最近同步 {time}"
EXTENSION = "分机 {number}"
TODAY = "今日受理 {accepted} · 直接答复 {answered}"
THEME = {"light": "浅色", "dark": "深色", "high_contrast": "高对比"}
LOOK = "外观"
LOCK_OR_LEAVE = "签出"
SIGN_OUT = "签出"
BUG_TITLE = "程序出错了"
BUG_WORDS = "这一步没有完成。已输入的内容都在本机。请重试；若再出现，请告诉班长。"
CLOSE = "知道了"


DISK_FULL = "本机磁盘已满，没有存上。请不要关闭窗口，腾出空间后再试。"
AWAY_SHORT = "连不上中心，请照常受理。"
SAVED_AT = "{time} 存"
BEING_WRITTEN = "正在填"


def waiting_line(state: str) -> str:
    """What stands beside the pill when nobody is on the line."""
    return {"ready": WAITING_FOR_CALLS, "ringing": "", "talking": ""}.get(state, NOT_TAKING_CALLS)


def watermark(number: str, name: str, now: datetime) -> str:
    return f"{number} {name} {times.date_line(now)}"


def saved(moment: datetime) -> str:
    return f"已存本机 {times.clock_seconds(moment)}"


def retry_in(lapse: timedelta) -> str:
    return RETRY_IN.format(seconds=max(1, round(lapse.total_seconds())))
