"""The table of moves: every cell of state x act x role is allowed exactly when the table says so."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from desk.rules.errors import Refusal
from desk.rules.order import ENDED, MOVES, OPEN, ActKind, State, allowed_acts, check_move
from desk.rules.roles import Role


@pytest.mark.parametrize(("state", "kind"), list(product(State, [move.kind for move in MOVES])))
def test_a_move_is_allowed_exactly_where_the_table_says_so(state: State, kind: ActKind) -> None:
    line = next(move for move in MOVES if move.kind is kind)
    for role in Role:
        allowed = state in line.sources and role in line.roles
        if allowed:
            assert check_move(kind, state, frozenset({role})) is line
            assert kind in allowed_acts(state, frozenset({role}))
        else:
            with pytest.raises(Refusal) as refused:
                check_move(kind, state, frozenset({role}))
            assert refused.value.code == ("wrong_state" if role in line.roles else "not_your_role")


def test_each_kind_of_act_has_one_line() -> None:
    kinds = [move.kind for move in MOVES]
    assert len(kinds) == len(set(kinds))


def test_every_open_state_is_reached_and_left_and_no_ended_state_is_left() -> None:
    reached = {target for move in MOVES for target in move.targets}
    moving = {source for move in MOVES if move.targets for source in move.sources}
    assert reached >= OPEN
    assert moving >= OPEN
    assert not ENDED & moving


def test_every_order_can_come_to_an_end() -> None:
    ending = set(ENDED)
    for _ in State:
        ending |= {source for move in MOVES if move.targets & ending for source in move.sources}
    assert ending == set(State)


def test_the_architecture_prints_the_table_as_it_is() -> None:
    page = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for move in MOVES:
        sources = ", ".join(state for state in State if state in move.sources)
        targets = ", ".join(state for state in State if state in move.targets) or "–"
        roles = ", ".join(role for role in Role if role in move.roles)
        assert f"| `{move.kind}` | {sources} | {targets} | {roles} |" in page
