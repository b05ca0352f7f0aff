"""The five elements are found in what people say, and not where they are not."""

from __future__ import annotations

import re

import pytest

import resources

ELEMENTS = resources.read_toml("text/elements.toml")


def found(text: str) -> dict[str, str]:
    """The first match of each element that has one."""
    hits: dict[str, str] = {}
    for name, element in ELEMENTS.items():
        for pattern in element["patterns"]:
            if (match := re.search(pattern, text)) and name not in hits:
                hits[name] = match.group()
    return hits


def test_the_five_elements_are_named_like_the_fields_and_each_has_a_question() -> None:
    assert list(ELEMENTS) == ["who", "when", "where", "cause", "course"]
    assert all(element["ask"].endswith("？") for element in ELEMENTS.values())


def test_a_full_account_lacks_only_what_was_not_told() -> None:
    text = (
        "王女士来电反映：今天早上 7 点左右送孩子上学，走到育才路与东环路路口，人行横道上有一处雨水井盖松动，"
        "一侧翘起约 3 厘米，已有电动车在此颠簸险些摔倒。希望尽快加固，放学前先设警示。"
    )
    assert found(text) == {
        "who": "王女士",
        "when": "今天早上 7 点左右",
        "where": "育才路与东环路路口",
        "cause": "雨水井盖松动",
    }


@pytest.mark.parametrize(
    ("text", "element", "words"),
    [
        ("之前已多次向物业反映，一直没有改善", "course", "已多次向物业反映"),
        ("此前拨打过12345，处理后又反弹", "course", "此前拨打过12345"),
        ("导致一楼进水", "course", "导致一楼进水"),
        ("9月3日下午发现关门", "when", "9月3日下午"),
        ("近半个月来每晚施工", "when", "近半个月来"),
        ("彩香一村3幢2单元停水", "where", "彩香一村3幢2单元"),
        ("东环路118号门口路灯不亮", "where", "东环路118号门口"),
        ("东环路118号门口路灯不亮", "cause", "路灯不亮"),
        ("老板拖欠工资不给", "cause", "拖欠工资"),
    ],
)
def test_an_element_is_found_in_the_ways_people_say_it(text: str, element: str, words: str) -> None:
    assert found(text)[element] == words


@pytest.mark.parametrize("text", ["至今没有人来", "老板跑路了", "线路老化"])
def test_words_that_only_look_like_a_time_or_a_road_are_passed_over(text: str) -> None:
    assert not {"when", "where"} & set(found(text))
