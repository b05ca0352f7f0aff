"""The sentences of an order's timeline: who did what, in the words of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.rules.order import ActKind
from desk.wire.records import TimelineEntry
from ui.wording import terms

ICON: dict[str, str] = {
    ActKind.ACCEPT: "phone",
    ActKind.ASK_MORE: "pencil",
    ActKind.FILL_MORE: "pencil",
    ActKind.ANSWER: "check_circle",
    ActKind.INVALIDATE: "ban",
    ActKind.REFUSE: "ban",
    ActKind.DISPATCH: "arrow_right",
    ActKind.REDISPATCH: "arrow_right",
    ActKind.GRANT_RETURN: "arrow_right",
    ActKind.REFUSE_RETURN: "arrow_right",
    ActKind.SIGN: "check_circle",
    ActKind.ASK_RETURN: "undo",
    ActKind.REPLY: "speech",
    ActKind.ACCEPT_REPLY: "check",
    ActKind.SEND_BACK: "undo",
    ActKind.RECORD_ATTEMPT: "callback",
    ActKind.START_REDO: "refresh",
    ActKind.CLOSE: "check_circle",
    ActKind.URGE: "bell",
    ActKind.NOTE: "pencil",
    ActKind.EDIT: "pencil",
    ActKind.REASSIGN: "people",
    "to_redo": "refresh",
    "to_to_close": "info",
    "not_reached": "info",
}
"""The icon of each kind of line; `info` for one this program does not know yet."""

NameOf = Callable[[str], str]


def sentence(entry: TimelineEntry, unit_name: NameOf, staff_name: NameOf) -> str:
    """The line's sentence; names of units and colleagues come from the callers' lists."""
    facts, who = entry.facts, entry.by_name or staff_name(entry.by)
    unit = unit_name(facts.get("unit", ""))
    kind = entry.kind
    if kind == ActKind.ACCEPT:
        channel = terms.CHANNEL.get(facts.get("channel", "phone"), "")
        return f"{who} 受理{'来电' if facts.get('channel', 'phone') == 'phone' else channel + '诉求'}"
    if kind in (ActKind.DISPATCH, ActKind.REDISPATCH):
        return f"{who} {'派给' if kind == ActKind.DISPATCH else '改派'} {unit}"
    if kind in (ActKind.GRANT_RETURN, ActKind.REFUSE_RETURN):
        return (
            f"{who} {terms.ACT[kind]}，派给 {unit}"
            if kind == ActKind.GRANT_RETURN
            else f"{who} 驳回退单，仍由 {unit} 办理"
        )
    if kind == ActKind.URGE:
        return f"市民再次来电，第 {facts.get('count', '1')} 次催办"
    if kind == ActKind.RECORD_ATTEMPT:
        return _attempt(who, facts)
    if kind == ActKind.REASSIGN:
        to = staff_name(facts.get("to", "")) if facts.get("to") else "工单池"
        return f"{who} 转派给 {to}"
    if kind == ActKind.EDIT:
        fields = "、".join(terms.FIELD.get(name, name) for name in facts.get("fields", "").split(",") if name)
        return f"{who} 修改 {fields}"
    if kind in _EVENTS:
        return _EVENTS[kind]
    return f"{unit or who} {terms.ACT.get(kind, kind)}"


_EVENTS = {
    "to_redo": "不满意且属实，转重办",
    "to_to_close": "不满意但不属实，待班长结案",
    "not_reached": "多次未接通，待班长结案",
}


def _attempt(who: str, facts: Mapping[str, str]) -> str:
    outcome = terms.OUTCOME.get(facts.get("outcome", ""), facts.get("outcome", ""))
    said = [
        terms.SATISFACTION.get(facts.get("satisfaction", ""), ""),
        terms.SOLVED.get(facts.get("solved", ""), ""),
    ]
    answers = "，".join(part for part in said if part)
    return f"{who} 第 {facts.get('attempt', '1')} 次回访，{answers or outcome}"
