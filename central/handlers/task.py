"""An act as it is to be carried out: who, what, and its form as far as it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from desk.rules.acts import Args
from desk.rules.calendar import CHINA
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.acts import Act, form_of

_STORABLE = re.compile(r"[0-9A-Za-z_.:-]{1,64}")
_EARLIEST = datetime(2000, 1, 1, tzinfo=CHINA)
_FAST_CLOCK = timedelta(minutes=5)
"""A seat's clock may be this much ahead; beyond it the time of arrival is taken."""


@dataclass(frozen=True, slots=True)
class Submission:
    """An act and who did it."""

    actor: Actor
    act: Act


@dataclass(frozen=True, slots=True)
class Task:
    """`form` is a Refusal where the act cannot be read. `mark` is the fingerprint of what was meant."""

    actor: Actor
    act: Act
    sent: Act
    mark: bytes
    form: Args | Refusal

    @property
    def kind(self) -> ActKind:
        return ActKind(self.act.kind)


def task_of(submission: Submission, now: datetime) -> Task:
    sent = submission.act
    act = sent
    if sent.at.tzinfo is not None and sent.at > now + _FAST_CLOCK:
        act = msgspec.structs.replace(sent, at=now)
    return Task(submission.actor, act, sent, fingerprint(sent), _form(sent))


def fingerprint(act: Act) -> bytes:
    """The same for an act sent again in other bytes, another for another meaning."""
    try:
        args = msgspec.json.encode(msgspec.json.decode(act.args), order="sorted")
    except (msgspec.DecodeError, UnicodeDecodeError):
        args = bytes(act.args)
    parts = (act.lane.encode(), act.kind.encode(), str(act.base_version).encode(), act.at.isoformat().encode(), args)
    return sha256(b"\0".join(parts)).digest()


def storable(name: str) -> bool:
    """Whether a name given by a seat can be a key."""
    return _STORABLE.fullmatch(name) is not None


def _form(act: Act) -> Args | Refusal:
    if not storable(act.lane):
        return Refusal("bad_form", "lane", detail="lane")
    if act.at.tzinfo is None or act.at < _EARLIEST:
        return Refusal("bad_form", "at", detail="at")
    try:
        return form_of(act)
    except Refusal as refusal:
        return refusal
