"""A stream of events cut at any byte is the same stream."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.link.events import LONGEST_EVENT, Event, EventParser, EventTooLong

TEXT = (
    '\ufeffretry: 1500\r\n: ka\n\nid: 41\nevent: page\ndata: {"词":\rdata: "井盖"}\r\n\r\n'
    "data:路灯\n\nevent: bye\n\ndata\n\nid: 42\n\n"
)
EVENTS = [
    Event(name="", data="ka", comment=True),
    Event("page", '{"词":\n"井盖"}', "41"),
    Event("message", "路灯", "41"),
    Event("message", "", "41"),
]


@given(st.lists(st.integers(0, len(TEXT.encode())), max_size=40))
def test_a_stream_cut_at_any_byte_is_the_same_stream(cuts: list[int]) -> None:
    whole = TEXT.encode()
    places = [0, *sorted(cuts), len(whole)]
    parser = EventParser()
    events = [event for start, end in pairwise(places) for event in parser.feed(whole[start:end])]
    assert events == EVENTS
    assert parser.retry == 1.5
    assert parser.last_id == "42"


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_no_bytes_break_the_parser(chunks: list[bytes]) -> None:
    parser = EventParser()
    for chunk in chunks:
        parser.feed(chunk)


@given(st.text("abc: \n中", max_size=40), st.sampled_from(["\n", "\r", "\r\n"]))
def test_all_three_ends_of_line_say_the_same(text: str, end: str) -> None:
    plain = EventParser().feed((text + "\n\n").encode())
    parser = EventParser()
    other = [event for byte in (text + "\n\n").replace("\n", end).encode() for event in parser.feed(bytes([byte]))]
    assert other == plain


def test_a_line_without_end_is_a_broken_stream() -> None:
    parser = EventParser()
    for _ in range(LONGEST_EVENT // 65536):
        parser.feed(b"x" * 65536)
    with pytest.raises(EventTooLong):
        parser.feed(b"x")
