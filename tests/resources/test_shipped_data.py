"""The tables refer to one another, and every code they name exists."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

import resources

DIVISIONS = {row["code"]: row for row in resources.read_rows("places/divisions.csv")}
CATEGORIES = {row["code"]: row for row in resources.read_rows("categories/petition.csv")}
UNITS = {row["code"]: row for row in resources.read_rows("demo/units.csv")}
STAFF = {row["staff_no"]: row for row in resources.read_rows("demo/staff.csv")}
MATTERS = resources.read_toml("demo/matters.toml")["matter"]
KNOWLEDGE = {row["id"]: row for row in resources.read_rows("demo/knowledge.csv")}


def test_a_resource_that_is_not_there_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_text("demo/nothing.csv")


def test_rows_are_fresh_each_time() -> None:
    resources.read_rows("demo/units.csv").clear()
    assert resources.read_rows("demo/units.csv")


def test_all_four_levels_of_the_city_are_there_and_each_has_its_parent() -> None:
    levels = Counter(row["level"] for row in DIVISIONS.values())
    assert levels == {"city": 1, "district": 10, "town": 118, "village": 2_248}
    assert all(row["parent"] in DIVISIONS for row in DIVISIONS.values() if row["level"] != "city")


def test_category_codes_tell_their_place_in_the_tree() -> None:
    leaves = [row for row in CATEGORIES.values() if row["level3"]]
    assert len(leaves) == 517
    for code, row in CATEGORIES.items():
        assert len(code) == 2 * sum(bool(row[level]) for level in ("level1", "level2", "level3"))
        if len(code) > 2:
            parent = CATEGORIES[code[:-2]]
            assert row["level1"] == parent["level1"]
            assert not parent["level2"] or row["level2"] == parent["level2"]


def test_units_stand_in_divisions_of_their_level() -> None:
    for unit in UNITS.values():
        assert DIVISIONS[unit["division"]]["level"] == unit["level"]
        assert unit["code"].startswith(unit["division"])
    assert len({unit["name"] for unit in UNITS.values()}) == len(UNITS)


def test_staff_have_five_digits_known_roles_and_a_name_of_their_own() -> None:
    known = {"seat", "dispatcher", "lead", "callback", "unit", "supervisor", "grid", "auditor", "admin"}
    assert all(re.fullmatch(r"\d{5}", number) for number in STAFF)
    assert len({row["name"] for row in STAFF.values()}) == len(STAFF)
    for row in STAFF.values():
        assert set(row["roles"].split(";")) <= known
        assert not row["unit"] or row["unit"] in UNITS


def test_the_hotline_is_manned_and_every_unit_has_its_clerk() -> None:
    roles = Counter(role for row in STAFF.values() for role in row["roles"].split(";"))
    assert (roles["seat"], roles["lead"], roles["callback"], roles["dispatcher"]) == (24, 3, 6, 2)
    assert (roles["auditor"], roles["admin"], roles["grid"]) == (1, 1, 20)
    assert Counter(row["unit"] for row in STAFF.values() if row["roles"] == "unit") == dict.fromkeys(UNITS, 1)
    assert (STAFF["01023"]["name"], STAFF["01033"]["name"], STAFF["00108"]["roles"]) == ("沈禾", "苏晴", "lead")


@pytest.mark.parametrize(("name", "column"), [("demo/streets.csv", "street"), ("demo/compounds.csv", "compound")])
def test_streets_and_compounds_lie_in_towns_with_villages(name: str, column: str) -> None:
    rows = resources.read_rows(name)
    with_villages = {row["parent"] for row in DIVISIONS.values() if row["level"] == "village"}
    assert {row["district"] for row in rows} == {c for c, row in DIVISIONS.items() if row["level"] == "district"}
    for row in rows:
        assert DIVISIONS[row["town"]]["parent"] == row["district"]
        assert row["town"] in with_villages
    assert len({(row["town"], row[column]) for row in rows}) == len(rows)


def test_the_school_road_is_in_yangshe() -> None:
    roads = {(row["town"], row["street"]) for row in resources.read_rows("demo/streets.csv")}
    assert ("320582100", "育才路") in roads
    assert DIVISIONS["320582100"]["name"] == "杨舍镇"


def test_the_matters_cover_all_six_appeals_with_known_categories_and_articles() -> None:
    assert len(MATTERS) >= 45
    assert {matter["appeal"] for matter in MATTERS} == set("123456")
    for matter in MATTERS:
        articles = matter.get("knowledge", [])
        articles = [articles] if isinstance(articles, str) else articles
        assert CATEGORIES[matter["category"]]["level3"], matter["key"]
        assert set(articles) <= set(KNOWLEDGE), matter["key"]
        assert not matter["direct"] or articles or matter["answers"], matter["key"]


def test_knowledge_is_concise_dated_and_filed() -> None:
    assert len(KNOWLEDGE) >= 40
    for row in KNOWLEDGE.values():
        assert row["category"] in CATEGORIES
        assert date.fromisoformat(row["valid_until"])
        assert 20 < len(row["answer"]) < 200
        assert row["keywords"]


def test_category_words_lead_to_leaves_and_emergency_words_to_a_service() -> None:
    words = resources.read_rows("text/category_words.csv")
    assert len({(row["word"], row["category_code"]) for row in words}) == len(words)
    assert all(CATEGORIES[row["category_code"]]["level3"] and 1 <= int(row["weight"]) <= 10 for row in words)
    services = {row["word"]: row["service"] for row in resources.read_rows("text/emergency.csv")}
    assert services["着火"] == "119"
    assert set(services.values()) == {"110", "119", "120", "122"}
