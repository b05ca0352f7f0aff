"""What stands beside the form: elements, suggestions, the title, the deadline, the line to read back, knowledge."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk.rules.acts import Intake
from desk.rules.calendar import CHINA
from desk.rules.deadline import SpanKind, Step
from desk.rules.order import State
from desk.rules.text import TITLE_LENGTH
from desk.wire.records import Article, Category, Division, Unit
from desk.work.find_elements import NAMES, ask_for, find_elements, missing
from desk.work.knowledge import matching
from desk.work.read_back import MATTER_LENGTH, read_back
from desk.work.show_deadline import show_deadline
from desk.work.suggest import Suggester, emergencies, title_for

CALL = (
    "王女士来电反映：今天早上7点左右送孩子上学，走到育才路与东环路路口，育才小学北门外人行横道上有一处雨水井盖松动，"
    "一侧翘起约3厘米，车辆驶过响声很大。希望尽快加固或更换，放学前先设警示。"
)
FRIDAY = datetime(2026, 9, 18, 9, 28, tzinfo=CHINA)


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    categories = [
        Category(id=row["code"], path=tuple(row[level] for level in ("level1", "level2", "level3") if row[level]))
        for row in resources.read_rows("categories/petition.csv")
    ]
    divisions = [
        Division(id=row["code"], name=row["name"], level=row["level"], parent=row["parent"])
        for row in resources.read_rows("places/divisions.csv")
    ]
    units = [
        Unit(id="city", name="市城管局", level="city", division="320500", duties=("井盖", "路灯")),
        Unit(id="gusu", name="姑苏区城管局", level="district", division="320508", duties=("井盖",)),
        Unit(id="huqiu", name="虎丘区城管局", level="district", division="320505", duties=("井盖", "雨水")),
    ]
    return Suggester(categories, units, divisions)


def test_four_elements_are_found_where_they_stand_and_the_fifth_is_asked_for() -> None:
    found = {place.name: CALL[place.start : place.start + place.length] for place in find_elements(CALL)}
    assert found["who"] == "王女士"
    assert found["where"] == "育才路与东环路路口"
    assert found["cause"] == "雨水井盖松动"
    assert missing(CALL) == ("course",)
    assert all(ask_for(name) for name in NAMES)


@given(st.text(max_size=300))
def test_any_text_at_all_is_looked_through(text: str) -> None:
    for place in find_elements(text):
        assert 0 <= place.start < place.start + place.length <= len(text)
    assert len(title_for("王女士", text)) <= TITLE_LENGTH
    emergencies(text)


def test_the_category_is_suggested_with_a_share_and_only_from_words_that_are_known(suggester: Suggester) -> None:
    best, *_ = suggester.categories(CALL)
    assert best.code == "010204"
    assert 0.3 < best.share < 1
    assert suggester.categories("嗯嗯啊啊") == ()


def test_the_unit_of_the_division_goes_before_the_citys_and_says_why(suggester: Suggester) -> None:
    near = suggester.unit(CALL, "010204", "320508")
    assert near is not None
    assert near.code == "gusu"
    assert near.because == "职责含“井盖”；姑苏区的诉求由其承办"
    anywhere = suggester.unit(CALL)
    assert anywhere is not None
    assert anywhere.code == "city"
    assert suggester.unit("咨询医保", "", "320508") is None


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("王女士", CALL, "关于王女士反映育才路与东环路路口雨水井盖松动的问题"),
        ("", "咨询医保异地备案怎么办理，谢谢", "关于市民反映医保异地备案怎么办理的问题"),
        ("李先生", "", ""),
    ],
)
def test_the_title_is_proposed_from_the_words(name: str, text: str, title: str) -> None:
    assert title_for(name, text) == title


def test_an_emergency_is_named_once_for_each_service() -> None:
    found = emergencies("楼下着火了，浓烟很大，有人晕倒")
    assert [(one.service, one.word) for one in found] == [("119", "着火"), ("120", "晕倒")]


def test_the_deadline_is_told_as_people_read_it() -> None:
    dispatch, sign, handle = show_deadline(FRIDAY, "3", "2")
    assert [story.step for story in (dispatch, sign, handle)] == [Step.DISPATCH, Step.SIGN, Step.HANDLE]
    assert handle.due_at == datetime(2026, 9, 24, 17, 30, tzinfo=CHINA)
    told = [
        (line.kind, line.first_day.day, line.last_day.day, line.make_up, line.last_ordinal) for line in handle.lines
    ]
    assert told == [
        (SpanKind.FIRST_DAY, 18, 18, False, 0),
        (SpanKind.REST_DAY, 19, 19, False, 0),
        (SpanKind.COUNTED, 20, 20, True, 1),
        (SpanKind.COUNTED, 21, 24, False, 5),
    ]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)), st.sampled_from("123456"), st.sampled_from("123"))
def test_the_lines_of_a_deadline_leave_no_gap(at: datetime, appeal: str, urgency: str) -> None:
    start = at.replace(tzinfo=CHINA)
    for story in show_deadline(start, appeal, urgency):
        moments = [start, *(line.end for line in story.lines)]
        assert [line.start for line in story.lines] == moments[:-1]
        assert moments[-1] == story.due_at


def test_the_caller_hears_what_was_said_and_what_follows() -> None:
    form = Intake(number="", then=State.DISPATCHED, content=CALL)
    assert read_back(form, "姑苏区城管局", datetime(2026, 9, 24, 17, 30, tzinfo=CHINA)) == (
        "您反映育才路与东环路路口雨水井盖松动，希望尽快加固或更换，放学前先设警示。",
        "我们转姑苏区城管局办理，9 月 24 日前答复您。这样对吗？",
    )
    assert read_back(Intake(number="", then=State.DISPATCHED), "", FRIDAY) == ("", "")


def test_knowledge_that_fits_and_is_valid_comes_best_first() -> None:
    articles = [
        Article(id="1", title="路灯不亮怎么报修", answer="…", keywords=("路灯",)),
        Article(id="2", title="井盖松动由谁负责", answer="…", keywords=("井盖", "松动"), valid_until="2026-12-31"),
        Article(id="3", title="井盖松动（旧）", answer="…", keywords=("井盖", "松动"), valid_until="2026-01-01"),
    ]
    assert [article.id for article in matching(articles, CALL, date(2026, 9, 18))] == ["2"]


def test_an_article_that_shares_a_word_said_in_passing_is_not_offered_beside_one_that_fits() -> None:
    articles = [
        Article(id="1", title="井盖松动由谁负责", answer="…", keywords=("井盖", "松动")),
        Article(id="2", title="未成年人首次办身份证要带什么", answer="…", keywords=("身份证", "孩子")),
        Article(id="3", title="电瓶车进楼道充电怎么处理", answer="…", keywords=("电瓶车", "电动车")),
    ]
    assert [article.id for article in matching(articles, CALL + "已有电动车颠簸。", date(2026, 9, 18))] == ["1"]
    assert [article.id for article in matching(articles, "有人把电动车推进楼道充电", date(2026, 9, 18))] == ["3"]


def test_a_matter_without_end_is_read_back_as_far_as_a_breath_goes() -> None:
    form = Intake(number="", then=State.DISPATCHED, content="<b>长</b>" + "长" * 2000)
    said, _ = read_back(form, "", FRIDAY)
    assert said.startswith("您反映<b>长</b>长")
    assert said.endswith("等。")
    assert len(said) < MATTER_LENGTH + 10
