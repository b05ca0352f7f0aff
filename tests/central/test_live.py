"""The live stream of a real process: first bytes at once, pages in an unbroken chain, and a good-bye at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from queue import Queue

import httpx
import msgspec
import pytest

from desk.rules.acts import SeatStep, Words
from desk.rules.calendar import CHINA
from desk.rules.ids import uuid7
from desk.rules.order import ActKind
from desk.wire import paths
from desk.wire.acts import Act, raw
from desk.wire.feed import Page
from tests.central.centre import LEAD, SEAT, fault
from tests.central.served import Served


@pytest.fixture
def served(city_url: str, tmp_path: Path) -> Iterator[Served]:
    with Served(city_url, tmp_path / "log") as served:
        yield served


class Listener:
    """A stream in a thread of its own; `next` gives each event (name, data) or comment (":", text) as it comes."""

    def __init__(self, served: Served, cursor: str) -> None:
        self.events: Queue[tuple[str, str] | None] = Queue()
        self.headers = httpx.Headers()
        self._client = httpx.Client(base_url=served.client.base_url, headers=served.client.headers, timeout=20)
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._listen, args=(cursor,))
        self._thread.start()

    def _listen(self, cursor: str) -> None:
        with self._client.stream("GET", paths.LIVE, params={"cursor": cursor}) as answer:
            self.headers = answer.headers
            name = data = ""
            for line in answer.iter_lines():
                if line.startswith(":"):
                    self.events.put((":", line[1:].strip()))
                elif line.startswith("event:"):
                    name = line[6:].strip()
                elif line.startswith("data:"):
                    data = line[5:].strip()
                elif not line and data:
                    self.events.put((name, data))
                    name = data = ""
        self.events.put(None)

    def next(self) -> tuple[str, str] | None:
        return self.events.get(timeout=10)

    def page(self) -> Page:
        event = self.next()
        assert event is not None
        assert event[0] == "page"
        return msgspec.json.decode(event[1], type=Page)

    def close(self) -> None:
        self._thread.join(10)
        self._client.close()


def seat_act(state: str, number: str = SEAT) -> Act:
    now = datetime.now(CHINA)
    return Act(
        id=uuid7(int(now.timestamp() * 1000)),
        workstation="w",
        seq=1,
        lane=f"seat:{number}",
        kind=ActKind.SEAT_STATE.value,
        args=raw(SeatStep(state=state)),
        at=now,
    )


def test_a_stream_brings_each_change_in_one_chain_and_says_good_bye(served: Served) -> None:
    served.sign_in(SEAT)
    cursor = served.pull_all()
    listener = Listener(served, cursor)
    assert listener.next() == (":", "ka")
    assert listener.headers["x-accel-buffering"] == "no"
    assert listener.headers["content-type"].startswith("text/event-stream")
    for state in ("ready", "busy", "ready"):
        (outcome,) = served.push(seat_act(state))
        page = listener.page()
        assert page.previous == cursor
        assert page.at == outcome.seq
        assert [msgspec.json.decode(change.data)["state"] for change in page.changes] == [state]
        cursor = page.cursor
    pulled = served.client.get(paths.PULL, params={"cursor": cursor}).json()
    assert pulled["cursor"] == cursor
    assert served.stop() < 2
    event = listener.next()
    assert event is not None
    assert event[0] == "bye"
    assert msgspec.json.decode(event[1])["delay"] >= 0
    assert listener.next() is None
    listener.close()


def test_what_came_between_the_pull_and_the_stream_comes_first(served: Served) -> None:
    served.sign_in(SEAT)
    cursor = served.pull_all()
    served.push(seat_act("ready"))
    listener = Listener(served, cursor)
    assert listener.next() == (":", "ka")
    page = listener.page()
    assert (page.previous, len(page.changes)) == (cursor, 1)
    served.stop()
    listener.close()


def test_many_streams_hear_the_same_and_the_end_is_quick(served: Served) -> None:
    served.sign_in(LEAD)
    cursor = served.pull_all()
    listeners = [Listener(served, cursor) for _ in range(20)]
    for listener in listeners:
        assert listener.next() == (":", "ka")
    assert served.client.get(paths.HEALTH).json()["streams"] == 20
    served.push(seat_act("ready", LEAD))
    assert len({listener.page().cursor for listener in listeners}) == 1
    assert served.stop() < 2
    for listener in listeners:
        listener.close()


def test_a_unit_hears_nothing_of_what_is_not_its_own(served: Served) -> None:
    served.sign_in("20027")
    cursor = served.pull_all()
    listener = Listener(served, cursor)
    assert listener.next() == (":", "ka")
    served.sign_in(SEAT)
    served.push(seat_act("ready"))
    served.stop()
    event = listener.next()
    assert event is not None
    assert event[0] == "bye"
    listener.close()


def test_two_processes_over_one_database_tell_each_others_news(postgres_city: str, tmp_path: Path) -> None:
    with Served(postgres_city, tmp_path / "one") as one, Served(postgres_city, tmp_path / "two") as other:
        one.sign_in(SEAT)
        other.sign_in(LEAD)
        listener = Listener(other, other.pull_all())
        assert listener.next() == (":", "ka")
        one.push(seat_act("ready"))
        assert [change.id for change in listener.page().changes] == [SEAT]
        assert one.stop() < 2
        assert other.stop() < 2
        listener.close()


def test_a_stream_without_a_place_in_the_feed_is_sent_to_pull(served: Served) -> None:
    served.sign_in(SEAT)
    for cursor in ("", "nonsense"):
        answer = served.client.get(paths.LIVE, params={"cursor": cursor})
        assert (answer.status_code, fault(answer).code) == (410, "unknown_cursor")


def test_acts_pushed_on_many_lines_at_once_all_count_once(served: Served) -> None:
    served.sign_in(SEAT)
    acts = [seat_act("ready") for _ in range(40)]
    with ThreadPoolExecutor(8) as lines:
        told = [outcome for outcomes in lines.map(served.push, acts) for outcome in outcomes]
    assert {outcome.act for outcome in told} == {act.id for act in acts}
    applied = [outcome.seq for outcome in told if outcome.verdict == "applied"]
    assert len(applied) == len(set(applied))
    note = msgspec.structs.replace(acts[0], id=uuid7(1), kind=ActKind.NOTE.value, args=raw(Words(words="x")))
    assert served.push(note)[0].verdict == "rejected_kept"
