"""Numbers, masks, bigrams, merges, seat states, ids and sentences."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.bigram import bigrams, folded, query_tokens
from desk.rules.caller import caller_key
from desk.rules.errors import Refusal
from desk.rules.ids import StaffNumber, uuid7
from desk.rules.masking import masked_name, masked_phone, masked_text
from desk.rules.merge import merge
from desk.rules.number import grouped, is_number, order_number, serial_of
from desk.rules.seat import CHOSEN, SeatState, check_step
from desk.rules.sentences import refusal_sentences, sentence
from desk.rules.text import clean


def test_a_number_says_day_seat_and_serial() -> None:
    number = order_number(date(2026, 9, 18), StaffNumber("01023"), 17)
    assert (number, grouped(number), serial_of(number), is_number(number)) == (
        "260918010230017", "260918 01023 0017", 17, True,
    )  # fmt: skip


@pytest.mark.parametrize(("seat", "serial"), [("01023", 0), ("01023", 10000), ("1", 1), ("o1023", 1)])
def test_a_number_that_cannot_be_is_refused(seat: str, serial: int) -> None:
    with pytest.raises(Refusal):
        order_number(date(2026, 9, 18), StaffNumber(seat), serial)


@pytest.mark.parametrize(
    ("clear", "masked"),
    [("13812345678", "138****5678"), ("0512-58123456", "0512****456"), ("01062345678", "010****678"), ("110", "***")],
)
def test_a_phone_number_is_masked(clear: str, masked: str) -> None:
    assert masked_phone(clear) == masked


@pytest.mark.parametrize(("clear", "masked"), [("张三", "张*"), ("欧阳小明", "欧***"), ("王女士", "王女士"), ("", "")])
def test_a_name_is_masked(clear: str, masked: str) -> None:
    assert masked_name(clear) == masked


def test_numbers_inside_free_text_are_masked() -> None:
    assert masked_text("联系13812345678，编号260918010230017") == "联系138****5678，编号260918010230017"


WORDS = st.text(alphabet="雨水井盖松动路灯不亮 ab1，", max_size=12)


@given(WORDS, st.data())
def test_every_part_of_two_or_more_characters_is_found(text: str, data: st.DataObject) -> None:
    for run in re.findall("[\u4e00-\u9fff]{2,}", folded(text)):
        start = data.draw(st.integers(0, len(run) - 2))
        part = run[start : start + data.draw(st.integers(2, len(run) - start))]
        assert set(query_tokens(part)) <= set(bigrams(text))


@given(WORDS)
def test_a_lone_character_is_found_as_a_prefix(text: str) -> None:
    for sign in re.findall("[\u4e00-\u9fff]", folded(text)):
        (wanted,) = query_tokens(sign)
        assert any(token.startswith(wanted.removesuffix("*")) for token in bigrams(text))


FIELDS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3))


@given(FIELDS, FIELDS, st.dictionaries(st.sampled_from("abc"), st.integers(0, 9)), st.integers(0, 9))
def test_a_merge_takes_or_asks_and_never_drops(
    wanted: dict[str, int], current: dict[str, int], versions: dict[str, int], base: int
) -> None:
    merged = merge(wanted, base, current, versions)
    assert not set(merged.taken) & set(merged.clashes)
    for field, value in wanted.items():
        assert merged.taken.get(field, merged.clashes.get(field, current.get(field))) == value
    assert all(versions.get(field, 0) > base for field in merged.clashes)


def test_ids_sort_by_time_and_are_version_seven() -> None:
    early, late = uuid7(1_000), uuid7(2_000)
    assert early < late
    assert UUID(late).version == 7


def test_a_caller_is_known_again_however_the_number_is_written() -> None:
    assert caller_key("138 1234 5678", "salt") == caller_key("+8613812345678", "salt") != caller_key("13812345678", "b")
    assert caller_key("", "salt") == ""


@pytest.mark.parametrize("state", SeatState)
def test_a_seat_never_leaves_a_call_but_into_wrap_up_or_out(state: SeatState) -> None:
    allowed = {SeatState.TALKING: {SeatState.TALKING, SeatState.WRAP_UP, SeatState.SIGNED_OUT}}
    if state in allowed:
        for to in SeatState:
            if to not in allowed[state]:
                with pytest.raises(Refusal, match="seat_state"):
                    check_step(state, to)
    else:
        assert any(to in CHOSEN for to in SeatState)
        check_step(state, state)


def test_an_unknown_code_of_a_newer_central_still_has_a_sentence() -> None:
    assert "no_such_code" in sentence("no_such_code", {})


def test_every_refusal_raised_in_the_code_has_its_sentence() -> None:
    root = Path(__file__).parents[2]
    raised = set()
    for folder in ("desk", "central", "local_cache", "ui"):
        for module in (root / folder).rglob("*.py"):
            raised |= set(re.findall(r"Refusal\(\s*\"([a-z_]+)\"", module.read_text(encoding="utf-8")))
    assert raised <= set(refusal_sentences())


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
