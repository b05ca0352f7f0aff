"""The words of the sign-in window."""

from __future__ import annotations

from desk.rules.errors import CacheUnreadable, CentralAway, DiskFull, Outage, PleaseUpdate, SessionEnded

TITLE = "12345 座席"
SUBTITLE = "便民服务热线"
CHECKING = "正在连接中心"
ONLINE = "已连到中心"
OFFLINE = "连不上中心，可离线签入"
NUMBER = "工号"
PASSWORD = "密码"
EXTENSION = "分机"
LAST_USED = "上次使用"
CAPS_LOCK = "大写锁定已开"
SHOW_PASSWORD = "显示密码"
HIDE_PASSWORD = "隐藏密码"
READY_AFTER = "签入后直接示闲"
SIGN_IN = "签入"
SIGNING_IN = "正在签入"
OFFLINE_TOO = "连不上中心时也能签入"
THEME = "界面配色"
THEMES = {"light": "浅色", "dark": "深色", "high_contrast": "高对比"}

NUMBER_MISSING = "请输入工号。"
PASSWORD_MISSING = "请输入密码。"


def drafts_left(count: int) -> str:
    return f"上次留有 {count} 份未完成工单，签入后可继续。"


def outage(error: Outage) -> str:
    """What is, then what to do."""
    for kind, words in _OUTAGES.items():
        if isinstance(error, kind):
            return words
    return "暂时不能签入。请稍后再试。"


_OUTAGES: dict[type[Outage], str] = {
    CentralAway: "连不上中心，本机也没有您的离线签入记录。请检查网络后再试，或到签入过的座席。",
    SessionEnded: "中心没有认可这次签入。请再试一次。",
    PleaseUpdate: "程序版本太旧。请更新后签入，未上传的内容都在。",
    DiskFull: "本机磁盘已满，写不进工单。请清理后再签入。",
    CacheUnreadable: "本机的工单资料打不开。请不要删除文件，联系管理员。",
}
