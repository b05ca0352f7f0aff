"""What cannot be taken as an envelope is answered with a code and a sentence, never with a failure of central's own."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from desk.rules.acts import Words
from desk.rules.order import ActKind
from desk.wire import paths
from desk.wire.acts import MOST_ACTS, MOST_BYTES
from tests.central.centre import SEAT, Centre, Colleague, fault

GOOD_ACT = b'{"id":"a","workstation":"w","seq":1,"lane":"l","kind":"add_note","args":{"words":"x"},"at":"2026-09-16T09:00:00Z"}'


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "bad_envelope"),
        (b"{", 400, "bad_envelope"),
        (b"[]", 400, "bad_envelope"),
        (b"null", 400, "bad_envelope"),
        (b'{"workstation":"w"}', 400, "bad_envelope"),
        (b'{"workstation":"w","acts":{}}', 400, "bad_envelope"),
        (b'{"workstation":"w","acts":[1]}', 400, "bad_envelope"),
        (b'{"workstation":"\xff","acts":[]}', 400, "bad_envelope"),
        (b'{"workstation":"w","acts":[' + GOOD_ACT.replace(b'"seq":1', b'"seq":"1"') + b"]}", 400, "bad_envelope"),
        (b'{"workstation":"w","acts":[' + GOOD_ACT.replace(b"09:00:00Z", b"yesterday") + b"]}", 400, "bad_envelope"),
        (b'{"workstation":"w","acts":[' + b",".join([GOOD_ACT] * (MOST_ACTS + 1)) + b"]}", 413, "too_large"),
        (b'{"workstation":"' + b"w" * MOST_BYTES + b'","acts":[]}', 413, "too_large"),
        (b"[" * 100_000, 400, "bad_envelope"),
    ],
)
def test_a_bad_envelope_is_named(centre: Centre, body: bytes, status: int, code: str) -> None:
    seat = centre.colleague(SEAT)
    answer = centre.client.post(paths.PUSH, content=body, headers=seat.headers)
    assert (answer.status_code, fault(answer).code) == (status, code)
    assert fault(answer).sentence


def test_an_empty_envelope_is_answered_with_nothing(centre: Centre) -> None:
    assert centre.colleague(SEAT).push([]) == []


def test_an_envelope_as_full_as_allowed_is_taken(centre: Centre) -> None:
    lane, seat = centre.file(), centre.colleague(SEAT)
    acts = [seat.act(lane, ActKind.NOTE, Words(words="长" * 150)) for _ in range(MOST_ACTS)]
    assert {outcome.verdict for outcome in seat.push(acts)} == {"applied"}


ASKED: list[tuple[str, Callable[[Colleague, dict[str, str]], httpx.Response]]] = [
    ("pull", lambda who, headers: who.centre.client.get(paths.PULL, headers=headers)),
    ("digest", lambda who, headers: who.centre.client.get(paths.DIGEST, headers=headers)),
    ("live", lambda who, headers: who.centre.client.get(paths.LIVE, headers=headers)),
    ("orders", lambda who, headers: who.centre.client.get(paths.ORDERS, headers=headers)),
    ("order", lambda who, headers: who.centre.client.get("/api/orders/1", headers=headers)),
    (
        "reveal",
        lambda who, headers: who.centre.client.post("/api/orders/1/reveal", json={"reason": "x"}, headers=headers),
    ),
    (
        "push",
        lambda who, headers: who.centre.client.post(paths.PUSH, json={"workstation": "w", "acts": []}, headers=headers),
    ),
    ("sign out", lambda who, headers: who.centre.client.delete(paths.SESSION, headers=headers)),
]


@pytest.mark.parametrize(("_name", "ask"), ASKED)
@pytest.mark.parametrize(
    "token", [None, "", "Bearer", "Bearer x", "Bearer a.b.c.d.e", "Basic YTpi", "Bearer access.x.1.9.y"]
)
def test_who_has_no_session_is_told_so(
    sqlite_centre: Centre, _name: str, ask: Callable[..., httpx.Response], token: str | None
) -> None:
    headers = {paths.PROTOCOL_HEADER: "1"} | ({"Authorization": token} if token is not None else {})
    answer = ask(sqlite_centre.colleague(SEAT), headers)
    assert (answer.status_code, fault(answer).code) == (401, "session_ended")


@pytest.mark.parametrize("said", [None, "", "0", "-1", "new", "\uff19", "1.5"])
def test_an_old_program_is_told_to_update_but_may_hand_in_its_work(sqlite_centre: Centre, said: str | None) -> None:
    seat = sqlite_centre.colleague(SEAT)
    headers = {name: value for name, value in seat.headers.items() if name != paths.PROTOCOL_HEADER}
    raw_headers = [(name.encode(), value.encode()) for name, value in headers.items()]
    if said is not None:
        raw_headers.append((paths.PROTOCOL_HEADER.encode(), said.encode()))
    for path in (paths.PULL, paths.DIGEST, paths.LIVE):
        answer = sqlite_centre.client.get(path, headers=raw_headers)
        assert (answer.status_code, fault(answer).code) == (426, "please_update")
    body = {"workstation": "w", "acts": []}
    assert sqlite_centre.client.post(paths.PUSH, json=body, headers=raw_headers).status_code == 200


def test_a_newer_program_is_served(sqlite_centre: Centre) -> None:
    seat = sqlite_centre.colleague(SEAT)
    headers = seat.headers | {paths.PROTOCOL_HEADER: "2"}
    assert sqlite_centre.client.get(paths.DIGEST, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("PUT", paths.PUSH, 405),
        ("GET", "/sync/pull?limit=many", 400),
        ("POST", paths.SESSION, 400),
        ("POST", paths.REFRESH, 400),
    ],
)
def test_whatever_is_asked_the_answer_has_a_code(sqlite_centre: Centre, method: str, path: str, status: int) -> None:
    headers = sqlite_centre.colleague(SEAT).headers
    answer = sqlite_centre.client.request(method, path, headers=headers, content=b"\xff{")
    assert answer.status_code == status
    assert fault(answer).code == "bad_envelope"


@pytest.mark.parametrize("limit", [-5, 0, 1, 10**12])
def test_any_number_is_a_limit(sqlite_centre: Centre, limit: int) -> None:
    assert sqlite_centre.colleague(SEAT).page("", limit).changes
    assert sqlite_centre.colleague(SEAT).get(paths.ORDERS, limit=limit).status_code == 200
