"""A script is checked before anybody reads it to a citizen, and told in plain words what to mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import resources
from desk.rules.errors import Refusal
from desk.script.check import problems
from desk.script.script import read_script, shipped_script

Table = dict[str, Any]


def question(table: Table, name: str) -> Table:
    return next(entry for entry in table["question"] if entry["id"] == name)


def found(change: Callable[[Table], object]) -> set[tuple[str, str, str]]:
    table = resources.read_toml("scripts/result.toml")
    change(table)
    return {(problem.code, problem.question, problem.answer) for problem in problems(read_script(table))}


def test_the_shipped_script_has_nothing_to_mend() -> None:
    assert problems(shipped_script("result")) == ()


def first_answer(name: str, **fields: str) -> Callable[[Table], object]:
    return lambda table: question(table, name)["answers"][0].update(fields)


def without(name: str) -> Callable[[Table], object]:
    def change(table: Table) -> None:
        goes_to = question(table, name).get("goes_to") or question(table, name)["answers"][0]["goes_to"]
        table["question"] = [entry for entry in table["question"] if entry["id"] != name]
        for entry in table["question"]:
            for way in [entry, *entry["answers"]] if "answers" in entry else [entry]:
                if way.get("goes_to") == name:
                    way["goes_to"] = goes_to

    return change


CASES: list[tuple[Callable[[Table], object], tuple[str, str, str]]] = [
    (lambda table: table.update(question=[]), ("no_questions", "", "")),
    (lambda table: table["question"].append(question(table, "solved")), ("duplicate_question", "solved", "")),
    (first_answer("solved", key="2"), ("duplicate_key", "solved", "2")),
    (first_answer("solved", value="partly"), ("duplicate_value", "solved", "")),
    (lambda table: question(table, "solved").update(answers=[]), ("no_answers", "solved", "")),
    (first_answer("solved", goes_to=""), ("nowhere_to_go", "solved", "1")),
    (first_answer("solved", goes_to="nirgends"), ("unknown_target", "solved", "1")),
    (first_answer("solved", outcome="9.9"), ("unknown_outcome", "solved", "1")),
    (first_answer("solved", goes_to="contacted"), ("loop", "solved", "")),
    (
        lambda table: table["question"].append(question(table, "farewell") | {"id": "alone"}),
        ("unreachable", "alone", ""),
    ),
    (first_answer("farewell", goes_to="farewell"), ("no_end", "farewell", "")),
    (lambda table: question(table, "reason").update(goes_to="remark"), ("can_be_skipped", "justified", "4")),
    (first_answer("contacted", goes_to="farewell"), ("can_be_skipped", "satisfaction", "")),
    (first_answer("satisfaction", value="6"), ("unknown_value", "satisfaction", "")),
    (first_answer("satisfaction", value="6"), ("missing_value", "satisfaction", "")),
    (without("solved"), ("missing_question", "solved", "")),
    (without("identity"), ("missing_question", "identity", "")),
    (without("identity"), ("tells_too_early", "contacted", "")),
    (lambda table: question(table, "reason").update(required=False), ("missing_question", "reason", "")),
    (lambda table: question(table, "solved").update(say="{天气}好吗？"), ("unknown_slot", "solved", "")),
    (lambda table: question(table, "solved").update(say="{标题"), ("unreadable", "solved", "")),
    (
        lambda table: question(table, "not_the_person").update(say="是{标题}的事"),
        ("tells_too_early", "not_the_person", ""),
    ),
    (
        lambda table: question(table, "farewell_early").update(say="{单位}再见"),
        ("tells_too_early", "farewell_early", ""),
    ),
    (lambda table: question(table, "identity").update(say="{标题}是您反映的吗？"), ("tells_too_early", "identity", "")),
]


@pytest.mark.parametrize(("change", "problem"), CASES, ids=[case[1][0] + " " + case[1][1] for case in CASES])
def test_a_mistake_is_found_and_placed(change: Callable[[Table], object], problem: tuple[str, str, str]) -> None:
    assert problem in found(change)


def test_every_problem_has_its_sentence() -> None:
    told = {problem[0] for _, problem in CASES}
    assert told == set(resources.read_toml("sentences/script_problems.toml"))


def test_a_table_of_another_shape_is_refused_with_its_place() -> None:
    table = resources.read_toml("scripts/result.toml")
    question(table, "solved")["kind"] = "riddle"
    with pytest.raises(Refusal) as refusal:
        read_script(table)
    assert "$.question[2].kind" in refusal.value.facts["detail"]
