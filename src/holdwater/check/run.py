"""The door of this room: every rule over one case, findings in text order, one entry for one fault."""

from collections.abc import Iterable, Mapping

from holdwater.case.index import Index
from holdwater.check.rules import RULES, UNDER, load
from holdwater.check.suppress import suppress
from holdwater.check.view import Kept, View
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic, Mark

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.quotes import SourceFile
    from holdwater.weigh.types import Weighing

Weighed = Mapping[str, tuple[Interval | None, Interval | None]]


def check(
    index: Index,
    *,
    weighed: Weighed | None = None,
    weighing: "Weighing | None" = None,
    sources: "Mapping[str, SourceFile] | None" = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    known: Kept | None = None,
    silenced: bool = False,
) -> tuple[Diagnostic, ...]:
    """What the rules find, sorted by place, then code; silenced findings are left out.

    weighed: for each point what it says and what it holds; rules that compare the two are left out without it.
    weighing: one with numbers; rules about posteriors are left out without it, and the case's own tests about them wait.
    sources: the texts that the case quotes, by the id of the source; rules that look quotes up are left out without them.
    select, ignore: codes or their beginnings ("HW2"); what is selected (by default everything) and not ignored is told. The case's own tests
    (`Expect`) speak of every rule, so where they are to be told every rule is run.
    known: what an earlier run has found in sentences that are still there. silenced: silenced findings are there as well, with the reason in their
    field `silenced`.
    """
    view = View(index, known)
    chosen, refused = tuple(select), tuple(ignore)
    found: list[Diagnostic] = []

    def wants(code: str) -> bool:
        return (not chosen or code.startswith(chosen)) and not (refused and code.startswith(refused))

    tested = bool(index.case.expects) and (wants("HW126") or wants("HW609"))
    ran: set[str] = set()
    quotations = None
    if sources:
        from holdwater.check.quotations import Quotations

        quotations = Quotations(view, sources)
    for rule in RULES:
        if (
            rule.form not in ("both", index.case.form)
            or (rule.needs == "sources" and quotations is None)
            or (rule.needs == "numbers" and weighing is None)
            or rule.on == "elsewhere"
            or not (tested or wants(rule.code))
        ):
            continue
        if rule.on and not view.having(rule.on):
            ran.add(rule.code)
            continue
        module = load(rule)
        if hasattr(module, "check"):
            ran.add(rule.code)
            found.extend(module.check(view))
        elif hasattr(module, "check_weighed") and weighed is not None:
            ran.add(rule.code)
            found.extend(module.check_weighed(view, weighed))
        elif weighing is not None and hasattr(module, "check_numbers"):
            ran.add(rule.code)
            found.extend(module.check_numbers(view, weighing))
        elif quotations is not None and hasattr(module, "check_quotes"):
            ran.add(rule.code)
            found.extend(module.check_quotes(quotations))
    told, about = suppress(index.case, found, frozenset(ran), keep=silenced)
    kept = [each for each in told if each.silenced is None]
    if tested:
        about += _expected(view, kept, weighed, weighing)
        kept = [each for each in kept if wants(each.code)]
    about = [each for each in about if wants(each.code)]
    apart = [each for each in told if each.silenced is not None and wants(each.code)]
    return tuple(sorted((*merge(kept), *about, *apart), key=_place))


def _expected(view: View, kept: list[Diagnostic], weighed: Weighed | None, weighing: "Weighing | None") -> list[Diagnostic]:
    """The case's own tests that are not met or could not be run. Every rule has to have been run."""
    from holdwater.check.expect import judge
    from holdwater.check.rules import hw126_expectation_failed, hw609_expectation_not_run

    told = []
    for test in view.case.expects:
        verdict = judge(view, test, kept, weighed, weighing)
        points = tuple(word.strip("()") for word in test.text.split() if word.strip("()") in view.index.claims and "(" in word)
        if verdict.met is None:
            told.append(hw609_expectation_not_run.report(test, verdict.what, points))
        elif not verdict.met:
            told.append(hw126_expectation_failed.report(test, verdict.what, points))
    return told


def _place(finding: Diagnostic) -> tuple[int, int, str, str]:
    return (finding.at.start, finding.at.end, finding.code, finding.message)


def merge(found: list[Diagnostic]) -> list[Diagnostic]:
    """One entry for one fault: what a graver explanation covers becomes a mark of it."""
    above: dict[str, list[str]] = {}
    for first, second in UNDER:
        above.setdefault(second, []).append(first)
    by_point: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(found):
        for point in each.points if each.code == "HW201" else each.points[:1]:
            by_point.setdefault((each.code, point), []).append(place)
    into: dict[int, int] = {}
    for place, each in enumerate(found):
        for code in above.get(each.code, ()):
            near = (other for point in each.points[:2] for other in by_point.get((code, point), ()))
            host = next(
                (other for other in near if _meet(found[other], each) and (found[other].severity, each.severity) != ("note", "warning")),
                None,
            )
            if host is not None:
                into[place] = host
                break
    under: dict[int, list[Diagnostic]] = {}
    for place in into:
        host = place
        while host in into:
            host = into[host]
        under.setdefault(host, []).append(found[place])
    merged = []
    for place, each in enumerate(found):
        if place in into:
            continue
        marks = tuple(Mark(other.at, f"{other.code} {other.message}") for other in under.get(place, ()))
        merged.append(each._replace(marks=each.marks + marks) if marks else each)
    return merged


def _meet(one: Diagnostic, other: Diagnostic) -> bool:
    """Are the two about one place: the same stretch of text, or the same points?"""
    return one.at.overlaps(other.at) or set(other.points) <= set(one.points)
