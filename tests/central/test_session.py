"""Signing in, the life of the tokens, a lost answer, a copied token, and too many guesses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import msgspec
import pytest

from central.store import reference
from desk.wire import paths
from desk.wire.records import Staff
from desk.wire.session import Session
from tests.central.centre import PASSWORD, SEAT, Centre, fault


def sign_in(centre: Centre, number: str, password: str) -> httpx.Response:
    body = {"number": number, "password": password, "workstation": "w"}
    return centre.client.post(paths.SESSION, json=body)


def refresh(centre: Centre, token: str) -> httpx.Response:
    return centre.client.post(paths.REFRESH, json={"refresh": token})


def works(centre: Centre, access: str) -> bool:
    headers = {"Authorization": f"Bearer {access}"}
    return centre.client.get(paths.ORDERS, headers=headers).status_code == 200


def test_a_session_says_who_signed_in_and_what_they_read(centre: Centre) -> None:
    session = centre.sign_in(SEAT)
    assert (session.staff.id, session.staff.name, session.staff.roles) == (SEAT, "沈禾", ("seat",))
    assert session.scopes == ("all", "hotline", f"seat:{SEAT}")
    assert session.serial == 0
    assert session.caller_salt
    assert session.now == centre.clock.at


def test_the_serial_is_the_highest_used_today(centre: Centre) -> None:
    day = f"{centre.clock.at:%y%m%d}"
    centre.file(number=f"{day}{SEAT}0017")
    centre.file(number=f"{day}{SEAT}0005")
    centre.file(number=f"260915{SEAT}0099")
    assert centre.sign_in(SEAT).serial == 17


@pytest.mark.parametrize(("number", "password"), [(SEAT, "guess"), ("99999", PASSWORD), ("", ""), ("0\0", "x\0")])
def test_a_wrong_number_is_told_nothing_a_wrong_password_is_not(centre: Centre, number: str, password: str) -> None:
    answer = sign_in(centre, number, password)
    assert (answer.status_code, fault(answer).code, fault(answer).facts) == (401, "bad_password", {})


def test_too_many_guesses_lock_the_number_even_for_the_right_password(centre: Centre) -> None:
    for _ in range(5):
        assert fault(sign_in(centre, SEAT, "guess")).code == "bad_password"
    centre.clock.pass_(minutes=3)
    locked = fault(sign_in(centre, SEAT, PASSWORD))
    assert (locked.code, locked.facts) == ("locked_out", {"minutes": "7"})
    assert sign_in(centre, "01011", PASSWORD).status_code == 200
    centre.clock.pass_(minutes=7)
    assert sign_in(centre, SEAT, PASSWORD).status_code == 200


def test_a_stranger_is_locked_out_like_anybody(centre: Centre) -> None:
    told = [fault(sign_in(centre, "99999", "guess")).code for _ in range(7)]
    assert told == ["bad_password"] * 5 + ["locked_out"] * 2


def test_the_right_password_forgets_the_wrong_ones(centre: Centre) -> None:
    for _ in range(3):
        for _ in range(4):
            sign_in(centre, SEAT, "guess")
        assert sign_in(centre, SEAT, PASSWORD).status_code == 200


def test_guessing_on_many_lines_at_once_gives_no_more_guesses(centre: Centre) -> None:
    with ThreadPoolExecutor(8) as lines:
        list(lines.map(lambda _: sign_in(centre, SEAT, "guess"), range(12)))
    assert fault(sign_in(centre, SEAT, PASSWORD)).code == "locked_out"


def test_an_access_token_lives_ten_minutes(centre: Centre) -> None:
    session = centre.sign_in(SEAT)
    centre.clock.pass_(minutes=9, seconds=59)
    assert works(centre, session.access)
    centre.clock.pass_(seconds=2)
    assert not works(centre, session.access)


def test_refreshing_gives_a_new_pair(centre: Centre) -> None:
    first = centre.sign_in(SEAT)
    centre.clock.pass_(minutes=30)
    second = msgspec.json.decode(refresh(centre, first.refresh).content, type=Session)
    assert works(centre, second.access)
    assert second.refresh != first.refresh
    assert second.staff == first.staff


def test_a_lost_answer_is_given_again_for_half_a_minute(centre: Centre) -> None:
    first = centre.sign_in(SEAT)
    lost = refresh(centre, first.refresh).json()
    centre.clock.pass_(seconds=29)
    again = refresh(centre, first.refresh).json()
    assert (again["access"], again["refresh"]) == (lost["access"], lost["refresh"])


@pytest.mark.parametrize(("steps", "seconds"), [(1, 31), (2, 1)])
def test_an_older_refresh_token_ends_the_whole_session(centre: Centre, steps: int, seconds: int) -> None:
    first = centre.sign_in(SEAT)
    newest = first
    for _ in range(steps):
        newest = msgspec.json.decode(refresh(centre, newest.refresh).content, type=Session)
    centre.clock.pass_(seconds=seconds)
    assert fault(refresh(centre, first.refresh)).code == "session_ended"
    assert refresh(centre, newest.refresh).status_code == 401
    assert not works(centre, newest.access)


def test_a_session_ends_with_its_shift(centre: Centre) -> None:
    session = centre.sign_in(SEAT)
    for _ in range(15):
        centre.clock.pass_(hours=1)
        session = msgspec.json.decode(refresh(centre, session.refresh).content, type=Session)
    centre.clock.pass_(hours=1, seconds=1)
    assert refresh(centre, session.refresh).status_code == 401


def test_signing_out_ends_this_session_and_no_other(centre: Centre) -> None:
    here, there = centre.sign_in(SEAT, workstation="w1"), centre.sign_in(SEAT, workstation="w2")
    answer = centre.client.delete(paths.SESSION, headers={"Authorization": f"Bearer {here.access}"})
    assert answer.status_code == 204
    assert not works(centre, here.access)
    assert refresh(centre, here.refresh).status_code == 401
    assert works(centre, there.access)


@pytest.mark.parametrize("token", ["", "x", "refresh.a.1.99999999999.x", "é", "refresh..1..", "a.b.c.d.e"])
def test_a_refresh_token_that_is_none_is_no_session(centre: Centre, token: str) -> None:
    assert fault(refresh(centre, token)).code == "session_ended"


def test_one_kind_of_token_does_not_do_for_the_other(centre: Centre) -> None:
    session = centre.sign_in(SEAT)
    assert not works(centre, session.refresh)
    assert refresh(centre, session.access).status_code == 401


def test_a_colleague_who_has_left_is_out_at_once(centre: Centre) -> None:
    session = centre.sign_in(SEAT)
    gone: Staff = msgspec.structs.replace(session.staff, active=False)
    centre.store.write(lambda tx: reference.put(tx, [gone], centre.clock.at))
    assert not works(centre, session.access)
    assert refresh(centre, session.refresh).status_code == 401
    assert fault(sign_in(centre, SEAT, PASSWORD)).code == "bad_password"
