"""The feed: a snapshot and the log after it give what central holds, whatever the page and whoever writes meanwhile."""

from __future__ import annotations

import threading
from datetime import timedelta

import msgspec
import pytest

from central.store import feed
from central.store.dataset import begin_incarnation
from central.store.engine import Store
from central.store.feed import Line
from desk.rules.acts import Words
from desk.rules.order import ActKind, State
from desk.wire import paths
from desk.wire.feed import Operation
from desk.wire.records import Kind, Order
from tests.central.centre import LEAD, SEAT, START, UNIT, Centre, Replica, fault


@pytest.mark.parametrize("limit", [1, 7, 500, 5000])
def test_a_snapshot_is_the_same_in_pages_of_any_size(sqlite_city: str, limit: int) -> None:
    with Centre(sqlite_city) as centre:
        lane = centre.file()
        lead = centre.colleague(LEAD)
        if limit == 1:  # one record a page is slow; the last kinds are what matters
            lead = centre.clerk(UNIT)
        whole = lead.pull(5000).records
        lead.replica = Replica()
        assert lead.pull(limit if limit > 1 else 50).records == whole
        assert lead.replica.ids(Kind.ORDER) == {lane}
        assert lead.digest() == lead.replica.digest()


def test_what_changes_during_a_snapshot_comes_after_it(centre: Centre) -> None:
    lanes = [centre.file(State.ACCEPTED) for _ in range(3)]
    lead = centre.colleague(LEAD)
    count = begun = 0
    while True:
        page = lead.page(lead.replica.cursor, 400)
        lead.replica.apply(page)
        if not page.more:
            break
        count += 1
        begun = begun or page.head
        assert page.at == 0 if count < 9 else page.at >= begun
        centre.colleague(SEAT).do(lanes[count % 3], ActKind.URGE, Words(words="催"))
        if count == 4:
            lanes.append(centre.file(State.ACCEPTED))
        if count > 12:
            break
    lead.pull()
    assert lead.replica.ids(Kind.ORDER) == set(lanes)
    assert lead.digest() == lead.replica.digest()
    assert sum(lead.replica.of(Order, lane).urge_count for lane in lanes) == count


def test_a_page_ends_where_a_transaction_ends(centre: Centre) -> None:
    lead, seat = centre.colleague(LEAD), centre.colleague(SEAT)
    lane = centre.file()
    lead.pull()
    for size in (1, 4, 9):
        seat.push([seat.act(lane, ActKind.NOTE, Words(words=f"第{size}批")) for _ in range(size)])
    sizes = []
    more = True
    while more:
        page = lead.page(lead.replica.cursor, 5)
        lead.replica.apply(page)
        sizes.append(len(page.changes))
        more = page.more
    assert sizes == [5, 9]


def test_a_change_that_concerns_others_moves_the_cursor_and_brings_nothing(centre: Centre) -> None:
    clerk = centre.clerk("32058208")
    before = clerk.pull().cursor
    centre.file()
    page = clerk.page(before)
    assert (page.changes, page.more, page.at) == ((), False, page.head)
    assert page.cursor != before


def test_an_outcome_names_the_number_at_which_its_effect_stands(centre: Centre) -> None:
    lane = centre.file()
    outcome = centre.colleague(SEAT).do(lane, ActKind.NOTE, Words(words="补充"))
    lead = centre.colleague(LEAD)
    lead.pull()
    assert lead.replica.at == outcome.seq
    assert "补充" in [line.words for line in lead.replica.timeline(lane)]


@pytest.mark.parametrize("broken", ["x", "a.b.c.d.e", "....", "口令", "é.1.1.x.y"])
def test_a_cursor_that_is_none_makes_the_seat_start_over(centre: Centre, broken: str) -> None:
    answer = centre.colleague(LEAD).get(paths.PULL, cursor=broken)
    if answer.status_code == 200:  # it names another dataset, so this one introduces itself
        assert answer.json()["cursor"] == ""
    else:
        assert (answer.status_code, fault(answer).code) == (410, "unknown_cursor")


def test_a_cursor_is_signed_and_its_readers_own(centre: Centre) -> None:
    cursor = centre.colleague(LEAD).pull().cursor
    named, _, signature = cursor.rpartition(".")
    forged = f"{named[:-2]}AA.{signature}"
    assert fault(centre.colleague(LEAD).get(paths.PULL, cursor=forged)).code == "unknown_cursor"
    assert fault(centre.colleague(SEAT).get(paths.PULL, cursor=cursor)).code == "unknown_cursor"


def test_a_cursor_of_another_central_is_told_which_one_this_is(sqlite_city: str, postgres_city: str) -> None:
    with Centre(sqlite_city) as one, Centre(postgres_city) as other:
        page = other.colleague(LEAD).page(one.colleague(LEAD).pull().cursor)
        assert (page.cursor, page.more, page.changes) == ("", True, ())
        assert (
            page.dataset
            == other.client.get(paths.HEALTH).json()["dataset"]
            != one.client.get(paths.HEALTH).json()["dataset"]
        )


def test_a_restored_central_says_so(centre: Centre) -> None:
    cursor = centre.colleague(LEAD).pull().cursor
    centre.store.write(begin_incarnation)
    page = centre.colleague(LEAD).page(cursor)
    assert (page.incarnation, page.cursor, page.more) == (2, "", True)


def test_a_cursor_older_than_the_log_must_start_over(centre: Centre) -> None:
    lead = centre.colleague(LEAD)
    old = lead.pull().cursor
    centre.file()
    new = lead.pull().cursor
    centre.store.write(lambda tx: feed.forget(tx, START + timedelta(days=1)))
    assert fault(lead.get(paths.PULL, cursor=old)).code == "cursor_too_old"
    assert lead.page(new).changes == ()


def test_a_page_is_compressed_for_who_can_read_it(centre: Centre) -> None:
    lead = centre.colleague(LEAD)
    headers = lead.headers | {"Accept-Encoding": "gzip, zstd"}
    packed = centre.client.get(paths.PULL, headers=headers)
    assert packed.headers["content-encoding"] == "zstd"
    for refused in ("identity", "zstd;q=0", ""):
        plain = centre.client.get(paths.PULL, headers=headers | {"Accept-Encoding": refused})
        assert "content-encoding" not in plain.headers
        assert plain.json() == packed.json()


def test_no_reader_ever_misses_what_slow_writers_commit(city_url: str) -> None:
    """Writers that dawdle between their rows and their commit; a reader that looks all the while."""
    store, writers, each = Store(city_url), 6, 25
    with store.reading() as tx:
        at = first = feed.head_of(tx)
    started = threading.Barrier(writers + 1)

    def write(name: int) -> None:
        started.wait()
        for number in range(each):
            lines = [Line("hotline", Operation.PUT, Kind.SEAT.value, f"{name}-{number}", 1)] * (number % 3 + 1)
            with store.writing() as tx:
                feed.append(tx, lines, START)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(writers)]
    for thread in threads:
        thread.start()
    started.wait()
    seen: list[int] = []
    done = False
    while True:
        with store.reading() as tx:
            rows, at, more = feed.read(tx, at, ["hotline"], 10)
        seen += [row.seq for row in rows]
        if done and not more and not rows:
            break
        done = not any(thread.is_alive() for thread in threads)
    store.close()
    expected = writers * sum(number % 3 + 1 for number in range(each))
    assert seen == list(range(first + 1, first + expected + 1))


def test_a_page_tells_its_json_as_the_protocol_says(centre: Centre) -> None:
    body = centre.colleague(LEAD).get(paths.PULL, limit=1).json()
    assert {"dataset", "incarnation", "scope_epoch", "previous", "cursor", "head", "at", "more"} <= body.keys()
    (change,) = body["changes"]
    assert (change["op"], change["kind"], change["scope"]) == ("put", "division", "all")
    assert msgspec.json.encode(change["data"])
