"""Looking at a clear number: for a reason, by the hotline, and on a record nobody can change unseen."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import delete, update

from central.store import access_log
from central.store.access_log import Look
from central.store.tables import access_log as table
from desk.wire import paths
from tests.central.centre import AUDITOR, LEAD, LINE, PHONE, SEAT, UNIT, Centre, Colleague, fault


def reveal(who: Colleague, order: str, reason: str) -> httpx.Response:
    return who.post(f"/api/orders/{order}/reveal", {"reason": reason})


def test_the_clear_name_and_number_come_for_a_reason_and_are_recorded(centre: Centre) -> None:
    lane = centre.file()
    answer = reveal(centre.colleague(SEAT), lane, " 回电核实地点 ")
    assert answer.json() == {"contact_name": "张小明", "contact_phone": PHONE, "line_phone": LINE}
    with centre.store.reading() as tx:
        assert access_log.looks(tx) == [Look(centre.clock.at, SEAT, "reveal", lane, "回电核实地点")]
        assert access_log.first_broken(tx) is None


@pytest.mark.parametrize("reason", ["", "   ", "\0"])
def test_without_a_reason_nothing_is_shown(centre: Centre, reason: str) -> None:
    answer = reveal(centre.colleague(SEAT), centre.file(), reason)
    assert (answer.status_code, fault(answer).code) == (422, "reason_to_reveal")
    with centre.store.reading() as tx:
        assert access_log.looks(tx) == []


def test_only_the_hotline_looks(centre: Centre) -> None:
    lane = centre.file()
    for who in (centre.clerk(UNIT), centre.colleague(AUDITOR)):
        assert fault(reveal(who, lane, "想看")).code == "forbidden"


def test_where_there_is_no_number_there_is_nothing_to_reveal(centre: Centre) -> None:
    lane = centre.file(contact_name="", contact_phone="", line_phone="")
    assert fault(reveal(centre.colleague(SEAT), lane, "回电")).code == "nothing_to_reveal"
    assert fault(reveal(centre.colleague(SEAT), "nothing", "回电")).code == "unknown_order"


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (update(table).where(table.c.seq == 2).values(reason="别的理由"), 2),
        (update(table).where(table.c.seq == 2).values(who=LEAD), 2),
        (delete(table).where(table.c.seq == 2), 2),
        (delete(table).where(table.c.seq == 3), 3),
    ],
)
def test_a_line_changed_or_taken_out_afterwards_is_found(centre: Centre, harm: object, found: int) -> None:
    lane = centre.file()
    for reason in ("一", "二", "三"):
        reveal(centre.colleague(SEAT), lane, reason)
    centre.store.write(lambda tx: tx.execute(harm))  # type: ignore[call-overload]  # any of the statements above
    with centre.store.reading() as tx:
        assert access_log.first_broken(tx) == found


def test_health_needs_no_session_and_tells_no_secret(centre: Centre) -> None:
    told = centre.client.get(paths.HEALTH).json()
    assert told["ok"] is True
    assert set(told) == {"ok", "dataset", "incarnation", "head", "protocol", "version", "streams"}


def test_the_api_describes_itself(centre: Centre) -> None:
    told = centre.client.get("/schema/openapi.json").json()
    assert {paths.PUSH, paths.PULL, paths.LIVE, paths.DIGEST, paths.SESSION, paths.REFRESH} <= set(told["paths"])
    body = told["paths"][paths.PUSH]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["properties"]["acts"]["items"]["required"]) == {
        "id",
        "workstation",
        "seq",
        "lane",
        "kind",
        "args",
        "at",
    }
