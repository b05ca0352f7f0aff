"""Times, days and durations as the desk says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desk.rules.calendar import CHINA, china_calendar
from desk.rules.deadline import Level, Limit, LimitUnit, level, time_left

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_UNITS = {
    LimitUnit.WORKDAY: "个工作日",
    LimitUnit.WORKHOUR: "工作时",
    LimitUnit.HOUR: "小时",
    LimitUnit.MINUTE: "分钟",
}


def weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def clock(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%H:%M")


def clock_seconds(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%H:%M:%S")


def near(moment: datetime, now: datetime) -> str:
    """`今天 17:30`, `昨天 09:10`, `明天 10:00`, otherwise `09-11 09:12`, with the year when it is another."""
    local, today = moment.astimezone(CHINA), now.astimezone(CHINA).date()
    days = {0: "今天", -1: "昨天", 1: "明天"}
    distance = (local.date() - today).days
    if distance in days:
        return f"{days[distance]} {local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"


def day_and_time(moment: datetime) -> str:
    """`09-24 周四 17:30`."""
    local = moment.astimezone(CHINA)
    return f"{local:%m-%d} {weekday(local.date())} {local:%H:%M}"


def day(when: date) -> str:
    return f"{when:%m-%d} {weekday(when)}"


def date_line(moment: datetime) -> str:
    """`2026-09-18 周五 09:30`."""
    local = moment.astimezone(CHINA)
    return f"{local:%Y-%m-%d} {weekday(local.date())} {local:%H:%M}"


def ago(moment: datetime, now: datetime) -> str:
    days = (now.astimezone(CHINA).date() - moment.astimezone(CHINA).date()).days
    return "今天" if days <= 0 else "昨天" if days == 1 else f"{days} 天前"


def timer(lapse: timedelta) -> str:
    """`02:14`, or `1:02:14` past an hour."""
    seconds = max(0, int(lapse.total_seconds()))
    hours, minutes, seconds = seconds // 3600, seconds % 3600 // 60, seconds % 60
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def worked(length: timedelta) -> str:
    """Working time in days of a working day's length, hours and minutes: `1 天 5 时`, `2 时 10 分`, `40 分`."""
    minutes = int(abs(length).total_seconds()) // 60
    day_minutes = int(china_calendar().day_length().total_seconds()) // 60
    days, rest = divmod(minutes, day_minutes)
    hours, minutes = divmod(rest, 60)
    parts = [f"{days} 天"] if days else []
    if hours:
        parts.append(f"{hours} 时")
    if minutes and not days:
        parts.append(f"{minutes} 分")
    return " ".join(parts) or "不到 1 分"


def countdown(due_from: datetime | None, due_at: datetime | None, now: datetime) -> tuple[str, str]:
    """The level (`calm`, `near`, `over`, or empty without a limit) and the words: `剩 2 时 10 分`, `超期 1 天 5 时`."""
    if due_at is None:
        return "", ""
    how = level(due_from or due_at, due_at, now) if due_from else (Level.OVER if now >= due_at else Level.CALM)
    left = worked(time_left(now, due_at))
    return how.value, f"超期 {left}" if how is Level.OVER else f"剩 {left}"


def limit(limit: Limit) -> str:
    """`5 个工作日`, `2 工作时`, `20 分钟`."""
    return f"{limit.amount} {_UNITS[limit.unit]}"
