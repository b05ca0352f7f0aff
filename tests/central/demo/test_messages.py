"""Messages from a CSV file: everything said is kept, a bad row is named, the others come in."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.demo.cells import moment
from central.demo.facts import Story
from central.demo.messages import COLUMNS, Problem, read_messages
from desk.rules.calendar import CHINA
from tests.central.demo.test_stories import replayed

GOOD = {
    "id": "1",
    "user": "网友甲",
    "title": "路灯不亮",
    "time": "2024/4/25 9:32:09",
    "text": "学校门口的路灯三天不亮，晚上看不见路。",
    "reply": "您好，路灯已修复。",
    "reply_time": "2024/4/28 14:56:53",
}


def table(*rows: dict[str, str] | list[str]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(list(row.values()) if isinstance(row, dict) else row for row in rows)
    return text.getvalue()


def read(*rows: dict[str, str] | list[str]) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    return read_messages(table(*rows).encode(), 1)


def only(row: dict[str, str]) -> Story:
    (story,), problems = read(row)
    assert problems == ()
    return story


def test_a_row_becomes_a_story_with_its_reply_at_its_time() -> None:
    story = only(GOOD)
    assert (story.title, story.content, story.contact_name) == ("路灯不亮", GOOD["text"], "网友甲")
    assert story.accepted_at == datetime(2024, 4, 25, 9, 32, 9, tzinfo=CHINA)
    assert [step.kind for step in story.steps] == ["accept_order", "sign_order", "reply_order"]
    assert (story.steps[-1].words, story.steps[-1].at) == (
        "您好，路灯已修复。",
        datetime(2024, 4, 28, 14, 56, 53, tzinfo=CHINA),
    )
    assert (story.state, replayed(story)["state"]) == ("replied", "replied")


def test_the_category_comes_from_the_words() -> None:
    assert only(GOOD).category == "010204"
    assert only({**GOOD, "title": "你好", "text": "你好"}).category == "029999"


def test_a_message_without_a_reply_waits_at_its_unit() -> None:
    story = only({**GOOD, "reply": "", "reply_time": ""})
    assert (story.state, replayed(story)["state"]) == ("dispatched", "dispatched")


def test_line_breaks_and_emoji_stay_and_control_characters_go() -> None:
    story = only(
        {**GOOD, "title": "路灯\n不亮", "text": "第一行\r\n第二行\t有制表符\x00\x07\u202e，家人👨‍👩‍👧😡\n\n末行 "}
    )
    assert story.content == "第一行\n第二行 有制表符，家人👨‍👩‍👧😡\n\n末行"
    assert story.title == "路灯 不亮"


@pytest.mark.parametrize("length", [2_000, 2_001, 4_100, 9_999])
def test_a_very_long_text_is_kept_whole(length: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(length))
    story = only({**GOOD, "text": text, "reply": text})
    before = [step.words for step in story.steps if step.kind == "add_note" and step.at == story.accepted_at]
    assert len(story.content) == 2_000
    assert story.content + "".join(words.removeprefix("（续前文）") for words in before) == text
    after = [step.words for step in story.steps if step.at > story.accepted_at and step.words]
    assert "".join(words.removeprefix("（续前文）") for words in after) == text
    assert all(len(step.words) <= 2_000 for step in story.steps)
    assert replayed(story)["state"] == "replied"


def test_a_very_long_title_is_kept_whole() -> None:
    title = "关于" * 400
    story = only({**GOOD, "title": title})
    assert len(story.title) == 60
    assert "".join(s.words.removeprefix("原标题：") for s in story.steps if s.kind == "add_note") == title


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({**GOOD, "time": "昨天下午"}, "time"),
        ({**GOOD, "time": "2024/13/45 9:32:09"}, "time"),
        ({**GOOD, "reply_time": "待定"}, "reply_time"),
        ({**GOOD, "reply_time": "2024/4/24 9:00:00"}, "reply_time"),
        ({**GOOD, "reply": ""}, "reply"),
        ({**GOOD, "title": " ", "text": "\x00"}, "text"),
        ({**GOOD, "text": "路灯\ufffd\ufffd不亮"}, "text"),
        (["1", "只有两格"], ""),
    ],
)
def test_a_bad_row_is_named_by_row_and_column_and_the_others_come_in(
    row: dict[str, str] | list[str], column: str
) -> None:
    stories, problems = read(GOOD, row, {**GOOD, "id": "3"})
    assert len(stories) == 2
    assert [(problem.row, problem.column) for problem in problems] == [(3, column)]
    assert problems[0].words


def test_a_header_without_a_needed_column_is_a_problem_of_the_first_row() -> None:
    assert read_messages(b"id,user,title,time,text\n1,a,b,2024/1/1,c\n", 1) == (
        (),
        (Problem(1, "reply", "the header lacks reply, reply_time"),),
    )
    assert read_messages(b"", 1)[1][0].row == 1


def test_columns_may_stand_in_another_order_and_empty_lines_are_passed_over() -> None:
    shuffled = dict(reversed(GOOD.items()))
    text = ",".join(shuffled) + "\n\n" + ",".join(shuffled.values()) + "\n,,,,,,\n"
    stories, problems = read_messages(text.encode(), 1)
    assert (len(stories), problems) == (1, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_office_programs_are_read(encoding: str) -> None:
    (story,), problems = read_messages(table(GOOD).encode(encoding), 1)
    assert (story.title, problems) == ("路灯不亮", ())


def test_bytes_that_are_no_text_spoil_their_row_alone() -> None:
    data = table(GOOD, {**GOOD, "user": "XX"}).encode().replace(b"XX", b"\xff\xff")
    stories, problems = read_messages(data, 1)
    assert (len(stories), [(problem.row, problem.column) for problem in problems]) == (1, [(3, "user")])


def test_the_same_seed_gives_the_same_stories_and_oldest_come_first() -> None:
    rows = [{**GOOD, "time": f"2024/4/{day} 8:00:00"} for day in (20, 3, 11)]
    stories, _ = read(*rows)
    assert [story.accepted_at.day for story in stories] == [3, 11, 20]
    assert read(*rows)[0] == stories
    assert len({story.number for story in stories}) == 3


def test_old_messages_can_be_moved_to_the_present_by_whole_weeks() -> None:
    now = datetime(2026, 9, 18, 15, 20, tzinfo=CHINA)
    (story,), _ = read_messages(table(GOOD).encode(), 1, now)
    (plain,), _ = read_messages(table(GOOD).encode(), 1)
    moved = story.accepted_at - plain.accepted_at
    assert moved % timedelta(weeks=1) == timedelta()
    assert now - timedelta(weeks=1) < story.steps[-1].at <= now
    assert story.steps[-1].at - story.accepted_at == plain.steps[-1].at - plain.accepted_at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019/4/25 9:32:09", (2019, 4, 25, 9, 32, 9)),
        ("2019-04-25 09:32", (2019, 4, 25, 9, 32, 0)),
        (" 2019.4.5T23:59:59.123 ", (2019, 4, 5, 23, 59, 59)),
        ("2019年4月25日 9:32", (2019, 4, 25, 9, 32, 0)),
        ("2019/4/25", (2019, 4, 25, 0, 0, 0)),
    ],
)
def test_moments_are_read_in_the_forms_people_write(text: str, expected: tuple[int, ...]) -> None:
    found = moment(text)
    assert found is not None
    assert found.timetuple()[:6] == expected
    assert found.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize("text", ["", "2019", "25/4/2019", "2019/2/30 9:00", "2019/4/25 25:00:00", "9:32"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_reported_and_never_raise(data: bytes) -> None:
    read_messages(data, 1)
    read_messages(",".join(COLUMNS).encode() + b"\n" + data, 1)


@given(st.text(max_size=300), st.text(max_size=80), st.text(max_size=300))
def test_any_text_in_the_cells_yields_a_lawful_story_or_a_problem(text: str, title: str, reply: str) -> None:
    encodable = {name: value.encode("utf-8", "ignore").decode() for name, value in
                 {"text": text, "title": title, "reply": reply}.items()}  # fmt: skip
    stories, problems = read({**GOOD, **encodable})
    assert len(stories) + len(problems) >= 1
    for story in stories:
        assert replayed(story)["state"] == story.state
