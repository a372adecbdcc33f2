"""Reasons as small tables: all premises true, any line going through, objections taking away, and loops by their least solution.

Tables of many parents are written as chains of tables of three variables, so that no table grows with the number of lines to a point.
"""

from collections.abc import Callable, Mapping, Sequence

from holdwater.typed import NamedTuple
from holdwater.weigh.draft import UNIT, ZERO, Draft, Entry, chance, rest


class Fuse(NamedTuple):
    """What breaks a line: the variable that does when true, and the parameter of how surely."""

    variable: int
    strength: int


class Wire(NamedTuple):
    """A step or an objection in the network: premises by variable, its strength as a parameter, and its undercutters."""

    premises: tuple[int, ...]
    strength: int
    fuses: tuple[Fuse, ...] = ()


AND = (UNIT, ZERO, UNIT, ZERO, UNIT, ZERO, ZERO, UNIT)
OR = (UNIT, ZERO, ZERO, UNIT, ZERO, UNIT, ZERO, UNIT)


def join(draft: Draft, variables: Sequence[int], owner: str) -> int:
    """A variable that is true when all of these are: at least one."""
    joined = variables[0]
    for variable in variables[1:]:
        out = draft.add_variable(owner)
        draft.add_table((joined, variable, out), AND)
        joined = out
    return joined


def fire(draft: Draft, wire: Wire, owner: str) -> int:
    """A variable that is true when a line goes through: its premises are true, it holds, and no undercutter breaks it."""
    holds, fails = chance(wire.strength), rest(wire.strength)
    out = draft.add_variable(owner)
    if wire.premises:
        draft.add_table((join(draft, wire.premises, owner), out), (UNIT, ZERO, fails, holds))
    else:
        draft.add_table((out,), (fails, holds))
    for fuse in wire.fuses:
        broken = draft.add_variable(owner)
        draft.add_table((out, fuse.variable, broken), (UNIT, ZERO, UNIT, ZERO, ZERO, UNIT, chance(fuse.strength), rest(fuse.strength)))
        out = broken
    return out


def conclude(
    draft: Draft, out: int, lead: Sequence[Entry], given: Sequence[int], steps: Sequence[Wire], objections: Sequence[Wire], owner: str
) -> None:
    """Write P(out = 1 | …) = [1 − (1 − leak) · Π over steps (1 − σ)] · Π over objections (1 − t).

    lead: the leak as entries (false, true), once for each state of the variable in `given`, if there is one; empty: no leak at all.
    """
    lines = [*((step, _support) for step in steps), *((line, _object) for line in objections)]
    before: int | None = None
    if lead or not steps:
        before = draft.add_variable(owner) if lines else out
        draft.add_table((*given, before), tuple(lead) or (UNIT, ZERO))
    for number, (line, act) in enumerate(lines, 1):
        to = draft.add_variable(owner) if number < len(lines) else out
        act(draft, before, line, to, owner)
        before = to


def _trigger(draft: Draft, wire: Wire, owner: str) -> tuple[int, Entry, Entry]:
    """The variable that sets a line off, and its entries for failing and going through then."""
    if wire.fuses:
        return fire(draft, wire, owner), ZERO, UNIT
    return join(draft, wire.premises, owner), rest(wire.strength), chance(wire.strength)


def _support(draft: Draft, before: int | None, step: Wire, to: int, owner: str) -> None:
    variable, fails, holds = _trigger(draft, step, owner)
    if before is None:
        draft.add_table((variable, to), (UNIT, ZERO, fails, holds))
    else:
        draft.add_table((before, variable, to), (UNIT, ZERO, fails, holds, ZERO, UNIT, ZERO, UNIT))


def _object(draft: Draft, before: int | None, line: Wire, to: int, owner: str) -> None:
    variable, fails, holds = _trigger(draft, line, owner)
    if before is None:
        draft.add_table((variable, to), (ZERO, UNIT, holds, fails))
    else:
        draft.add_table((before, variable, to), (UNIT, ZERO, UNIT, ZERO, ZERO, UNIT, holds, fails))


class Member(NamedTuple):
    """A point of a loop. base: what makes it true from outside; kept: true when no objection strikes, None where there is none.

    steps: those from within: the premises within the loop, by number, and the variable of the line going through when these are true.
    """

    base: int
    kept: int | None
    steps: tuple[tuple[tuple[int, ...], int], ...]


def settle(draft: Draft, members: Mapping[int, Member], finals: Mapping[int, int], owner: Callable[[int], str]) -> None:
    """Give the points of a loop the least solution in every world: true only through what starts outside.

    finals: the variable of each point. A few points are chosen so that without them no loop is left. Beginning with these false, the others are
    worked out one after another, then the chosen ones from them; so many times as there are chosen ones, and the others once more. A point
    that is true has a derivation without repetition, in which the chosen points appear one after another, so that is enough: exact.
    """
    chosen = choose_feedback(members)
    others = _sort(members, set(chosen))
    now: dict[int, int] = {}
    for turn in range(len(chosen) + 1):
        for number in others:
            now[number] = _work_out(draft, members[number], now, finals[number] if turn == len(chosen) else None, owner(number))
        if turn < len(chosen):
            last = turn == len(chosen) - 1
            made = {number: _work_out(draft, members[number], now, finals[number] if last else None, owner(number)) for number in chosen}
            now.update(made)


def _work_out(draft: Draft, member: Member, now: Mapping[int, int], out: int | None, owner: str) -> int:
    """One reading of a point, from the present readings of the others; those that have none yet are false."""
    parts = [member.base]
    for premises, line in member.steps:
        if all(premise in now for premise in premises):
            parts.append(join(draft, [line, *(now[premise] for premise in premises)], owner))
    made = parts[0]
    tables = [(part, OR) for part in parts[1:]] + ([(member.kept, AND)] if member.kept is not None else [])
    for number, (part, table) in enumerate(tables):
        to = out if out is not None and number == len(tables) - 1 else draft.add_variable(owner)
        draft.add_table((made, part, to), table)
        made = to
    if out is not None and not tables:
        draft.add_table((made, out), (UNIT, ZERO, ZERO, UNIT))
        made = out
    return made


def choose_feedback(members: Mapping[int, Member]) -> tuple[int, ...]:
    """Points without which no loop is left: always the one with most lines to and from it among those still in a loop. Few, not fewest."""
    below = {number: {one for premises, _ in member.steps for one in premises} for number, member in members.items()}
    chosen: list[int] = [number for number in below if number in below[number]]
    left = _peel({number: under - set(chosen) for number, under in below.items() if number not in chosen})
    while left:
        used = dict.fromkeys(left, 0)
        for under in left.values():
            for one in under:
                used[one] += 1
        number = max(left, key=lambda one: (used[one] * len(left[one]), -one))
        chosen.append(number)
        left = _peel({other: under - {number} for other, under in left.items() if other != number})
    return tuple(chosen)


def _peel(below: dict[int, set[int]]) -> dict[int, set[int]]:
    """What is left when points that rest on nothing here, and points that nothing here rests on, are taken away again and again."""
    above: dict[int, set[int]] = {number: set() for number in below}
    for number, under in below.items():
        under &= below.keys()
        for one in under:
            above[one].add(number)
    waiting = [number for number in below if not below[number] or not above[number]]
    left = dict(below)
    while waiting:
        number = waiting.pop()
        if number not in left:
            continue
        for one in left.pop(number):
            above[one].discard(number)
            if not above[one]:
                waiting.append(one)
        for one in above[number]:
            if one in left:
                left[one].discard(number)
                if not left[one]:
                    waiting.append(one)
    return left


def _sort(members: Mapping[int, Member], without: set[int]) -> list[int]:
    """The points other than those in `without`, each after the ones it rests on."""
    waiting = {
        number: {one for premises, _ in member.steps for one in premises} - without
        for number, member in members.items()
        if number not in without
    }
    above: dict[int, list[int]] = {}
    for number, under in waiting.items():
        for one in under:
            above.setdefault(one, []).append(number)
    ready = sorted((number for number, under in waiting.items() if not under), reverse=True)
    order: list[int] = []
    while ready:
        number = ready.pop()
        order.append(number)
        for one in above.get(number, ()):
            waiting[one].discard(number)
            if not waiting[one]:
                ready.append(one)
    return order
