"""Every answer that is no success has a code and its sentence; nothing a seat sends makes central fall over."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from central.log import place_of
from central.store.engine import StoreAway, WriteClash
from desk.rules.errors import Refusal
from desk.rules.sentences import sentence
from desk.wire.session import Fault

_log = logging.getLogger("central.api")

_STATUS = {
    "session_ended": 401,
    "bad_password": 401,
    "locked_out": 401,
    "forbidden": 403,
    "unknown_order": 404,
    "nothing_to_reveal": 404,
    "unknown_cursor": 410,
    "cursor_too_old": 410,
    "too_large": 413,
    "please_update": 426,
    "bad_envelope": 400,
}
_OTHER_REFUSAL = 422
_CODE = {401: "session_ended", 403: "forbidden", 413: "too_large"}

Ask = Request[Any, Any, Any]


def fault(status: int, code: str, field: str = "", facts: Mapping[str, str] | None = None) -> Response[Fault]:
    facts = dict(facts or {})
    body = Fault(code=code, sentence=sentence(code, facts), field=field, facts=facts)
    return Response(body, status_code=status, media_type="application/json")


def _refused(_: Ask, refusal: Refusal) -> Response[Fault]:
    status = _STATUS.get(refusal.code, _OTHER_REFUSAL)
    return fault(status, refusal.code, refusal.field, refusal.facts)


def _by_protocol(_: Ask, error: HTTPException) -> Response[Fault]:
    if error.status_code >= 500:
        return fault(error.status_code, "refused")
    return fault(error.status_code, _CODE.get(error.status_code, "bad_envelope"))


def _not_text(_: Ask, error: UnicodeDecodeError) -> Response[Fault]:
    return fault(400, "bad_envelope")


def _away(_: Ask, error: StoreAway | WriteClash) -> Response[Fault]:
    _log.error("the database does not answer", extra={"facts": place_of(error)})
    answer = fault(503, "refused")
    answer.set_header("Retry-After", "2")
    return answer


def _bug(request: Ask, error: Exception) -> Response[Fault]:
    _log.error("a request met a bug", extra={"facts": {"method": request.method, **place_of(error)}})
    return fault(500, "refused")


HANDLERS: ExceptionHandlersMap = {
    Refusal: _refused,
    HTTPException: _by_protocol,
    UnicodeDecodeError: _not_text,
    StoreAway: _away,
    WriteClash: _away,
    Exception: _bug,
}
