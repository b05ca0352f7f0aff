"""How an act travels, and what central answers to it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from desk.rules.acts import FORMS, Args
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.wire.records import Conflict


class Act(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing an operator did. `id` UUIDv7; `lane` the order id (or `seat:<number>`); `base_version` the version looked at."""

    id: str
    workstation: str
    seq: int
    lane: str
    kind: str
    base_version: int = 0
    args: msgspec.Raw
    at: datetime


class Verdict(StrEnum):
    """What became of an act; all five are final, and none loses a word."""

    APPLIED = "applied"
    MERGED = "merged"
    CONFLICT_KEPT = "conflict_kept"
    SUPERSEDED = "superseded"
    REJECTED_KEPT = "rejected_kept"


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Central's answer to one act. `seq`: the feed number at which its effect stands; `code`/`facts`: the refusal, if one."""

    act: str
    verdict: Verdict
    seq: int = 0
    code: str = ""
    field: str = ""
    facts: dict[str, str] = {}
    conflicts: tuple[Conflict, ...] = ()


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """One envelope of acts: at most 200, and at most 256 KiB."""

    workstation: str
    acts: tuple[Act, ...]


class Pushed(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome for each act, in the same order."""

    outcomes: tuple[Outcome, ...]


MOST_ACTS = 200
MOST_BYTES = 256 * 1024


def form_of(act: Act) -> Args:
    """The act's form, of the type its kind asks for; Refusal `unknown_act` or `bad_form`."""
    try:
        kind = ActKind(act.kind)
    except ValueError:
        raise Refusal("unknown_act", kind=act.kind) from None
    try:
        return msgspec.json.decode(act.args, type=FORMS[kind])
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal("bad_form", detail=str(error)) from error


def raw(form: Args) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(form))
