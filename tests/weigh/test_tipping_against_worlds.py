"""Tipping points against every world: the leader stays up to the value, changes beyond it, and never changes where there is none."""

import re
from math import isnan

import pytest
from hypothesis import given, settings

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import take_middles
from holdwater.weigh.graph import build_graph, range_priors
from holdwater.weigh.harvest import answer, connect
from holdwater.weigh.leading import start_races
from holdwater.weigh.parameters import Parameter
from holdwater.weigh.tipping import find_tippings
from tests.weigh.rivals import rivals
from tests.weigh.worlds import Role, Worlds, value

TRIALS = settings(max_examples=15, deadline=None, derandomize=True)
CLEAR = 1e-7
"""Gaps between two hypotheses below this are not looked into."""


def read_roles(parameter: Parameter) -> list[Role]:
    """What the oracle calls a parameter, read from the name that people are shown."""
    kind, name = parameter.key.partition("\x1e")[0], parameter.name
    ids = re.findall(r"\(([^()]+)\)", name)
    if kind == "prior":
        return [("prior", name.removeprefix("prior of "))]
    if kind == "if":
        item, _, under = name.removesuffix(", left blank").partition(" under ")
        return [("if", item.strip("()"), one) for one in re.findall(r"[HJ]\d", under)]
    if kind in ("degree", "otherwise"):
        return [(kind, ids[0])]
    if kind in ("because", "against"):
        return [(kind, ids[0], frozenset(ids[1:]))]
    if kind == "undercuts":
        return [("undercuts", ids[0], ids[1], frozenset(ids[2:]))]
    if kind == "grade":
        return [("grade", name.removeprefix("grade of "))]
    origin = name.removeprefix(f"{kind} of ").removesuffix(f" on ({ids[0]})").removesuffix(f"’s denial of ({ids[0]})")
    return [(kind, ids[0], origin, "denial" in name)]


def find_leader(case: Case, asked: tuple[str, ...], moved: dict[Role, float]) -> tuple[str | None, bool]:
    """Who leads, and whether that is clear."""
    worlds = Worlds(case, moved=moved)
    cells = [cell.hypothesis for id in worlds.present for cell in worlds.claims[id].rows] + [
        cell.hypothesis for one in case.watch for cell in one.rows
    ]
    able = [id for id in asked if id in cells]

    def first(joint: dict[str, float]) -> tuple[str | None, bool]:
        ranked = sorted(able, key=lambda id: -joint[id])
        if not ranked or not joint[ranked[0]]:
            return None, bool(able)
        gap = (joint[ranked[0]] - joint[ranked[1]]) / joint[ranked[0]] if len(ranked) > 1 else 1.0
        return (ranked[0] if gap > CLEAR else None), gap > CLEAR or gap < 1e-13

    leader, clear = first(worlds.answer().joint)
    if leader is None:
        return None, clear
    home = set(asked)
    blank = {
        id
        for id in worlds.present
        if (rows := worlds.rows(id)) and set(rows) == home and leader not in [cell.hypothesis for cell in worlds.claims[id].rows]
    }
    blank |= {
        one.id
        for one in case.watch
        if one.id in worlds.told
        and one.rows
        and {cell.hypothesis for cell in one.rows} <= home
        and leader not in [c.hypothesis for c in one.rows]
    }
    if blank:
        other, also_clear = first(Worlds(case, moved=moved, rowless=frozenset(blank)).answer().joint)
        return (leader if other == leader else None), also_clear
    return leader, clear


@TRIALS
@given(rivals(most=3, dated=False))
def test_tipping_points(case: Case) -> None:
    index = Index(case)
    graph = build_graph(index, range_priors(case, index.words))
    circuit = connect(compile_case(index, graph), 5_000_000)
    questions = {question.id: question for question in case.questions}
    races = start_races(index, graph, circuit, 0, None, 5_000_000)
    tippings = find_tippings(circuit, races)
    posteriors = answer(circuit, take_middles(circuit.model))
    for race, posterior in zip(races, posteriors, strict=True):
        leader, clear = find_leader(case, race.asked.hypotheses, {})
        if not clear or isnan(posterior[0, 0]):
            continue
        mine = {one.parameter: one for one in tippings if one.question == race.asked.id}
        if leader is None:
            assert not mine
            continue
        for parameter in circuit.model.parameters[1:]:
            roles, middle = read_roles(parameter), parameter.interval.mid
            if roles[0][0] == "prior" and not any(one.prior is None or value(one.prior) for one in questions[race.asked.id].hypotheses):
                continue  # all zero means equal: a jump, not a line
            tip = mine.get(parameter.name)

            def look(at: float, roles: list[Role] = roles, asked: tuple[str, ...] = race.asked.hypotheses) -> tuple[str | None, bool]:
                return find_leader(case, asked, dict.fromkeys(roles, at))

            if tip is None:
                for at in (0.0, 0.05, 0.3, 0.7, 1.0):
                    found, sure = look(at)
                    assert found == leader or not sure or at in (0.0, 1.0), (parameter.name, at)
                continue
            assert tip.leader == leader
            assert tip.inside == (parameter.interval.low - 1e-9 <= tip.value <= parameter.interval.high + 1e-9)
            reach = tip.value - middle
            for share in (0.5, 0.999, -0.5, -0.999):
                if 0 <= middle + share * reach <= 1:
                    found, sure = look(middle + share * reach)
                    assert found == leader or not sure, (parameter.name, share)
            beyond = tip.value + (1e-5 if reach > 0 else -1e-5)
            if 0 <= beyond <= 1:
                found, sure = look(beyond)
                assert not sure or found != leader, parameter.name
                assert not sure or found == tip.next, parameter.name
            if 0 < tip.value < 1:
                values = Worlds(case, moved=dict.fromkeys(roles, tip.value)).answer().joint
                ranked = sorted((values[id] for id in race.asked.hypotheses), reverse=True)
                assert ranked[0] == pytest.approx(ranked[1], rel=1e-6) or race.variants or not all(race.asked.examined)
