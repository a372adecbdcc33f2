"""The case's own tests, under `Expect`: `(4) holds at most likely`, `(4) says likely`, `origins of (4) = 1`, `HW203 at (4)`, `no HW2 at (4)`.

`H1 leads` and `H1 does not lead` need a weighing with numbers (`asks_for_numbers`); without one they are told as not run, so that no test passes
unseen.
"""

from collections.abc import Mapping

from holdwater.case.types import Expect
from holdwater.check.view import View
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic
from holdwater.typed import NamedTuple

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CLOSE = 1e-9
"""Held values are compared with this much room for rounding."""


class Verdict(NamedTuple):
    """met: None where it could not be judged. what: what was found instead, or why not."""

    met: bool | None
    what: str


def asks_for_numbers(test: Expect) -> bool:
    """Whether a test is about who leads, which only posteriors can say."""
    return tuple(test.text.lower().rstrip(".").split()[1:]) in (("leads",), ("does", "not", "lead"))


def judge(
    view: View,
    test: Expect,
    found: list[Diagnostic],
    weighed: Mapping[str, tuple[Interval | None, Interval | None]] | None,
    weighing: "Weighing | None" = None,
) -> Verdict:
    """Whether one expectation is met. `found` are the findings that were not silenced, before any is shown under another."""
    words = test.text.replace("=", " = ").rstrip(".").split()
    low = [word.lower() for word in words]
    match low:
        case [_, "leads"]:
            return _leads(view, words[0].strip("()"), True, weighing)
        case [_, "does", "not", "lead"]:
            return _leads(view, words[0].strip("()"), False, weighing)
        case ["origins", "of", point, "=", count] if count.isascii() and count.isdigit():
            id = _point(view, words[2])
            if id is None:
                return Verdict(None, f"no point is called {point}")
            there = len(view.index.origins(id))
            return Verdict(str(there) == (count.lstrip("0") or "0"), f"there {'is' if there == 1 else 'are'} {there}")
        case [point, "says", *_] if len(words) > 2:
            return _says(view, words[0], " ".join(words[2:]))
        case [point, "holds", "at", "least" | "most" as way, *_] if len(words) > 4:
            return _holds(view, words[0], way, " ".join(words[4:]), weighed)
        case [code, "at", point] if code.startswith("hw"):
            return _finds(view, words[0].upper(), words[2], found, True)
        case ["no", code, "at", point] if code.startswith("hw"):
            return _finds(view, words[1].upper(), words[3], found, False)
    return Verdict(None, "it is no test that is known")


def _leads(view: View, id: str, wanted: bool, weighing: "Weighing | None") -> Verdict:
    if id not in view.index.hypotheses:
        return Verdict(None, f"no hypothesis is called {id}")
    if weighing is None:
        return Verdict(None, "it needs the numbers of the hypotheses")
    question = next((each for each in weighing.questions if any(one.id == id for one in each.hypotheses)), None)
    if question is None or all(one.posterior is None for one in question.hypotheses):
        return Verdict(None, "there are no posteriors")
    leader = next((one for one in question.hypotheses if one.id == question.leader), None)
    share = f", in {leader.leads:.0%} of the draws" if leader is not None and leader.leads is not None else ""
    return Verdict((question.leader == id) is wanted, f"({question.leader}) leads{share}" if question.leader else "nobody leads")


def _point(view: View, written: str) -> str | None:
    id = written.strip("()")
    return id if id in view.index.claims else None


def _says(view: View, point: str, wanted: str) -> Verdict:
    id = _point(view, point)
    if id is None:
        return Verdict(None, f"no point is called {point}")
    claim, degree = view.index.claims[id], view.index.words.degree(wanted)
    if wanted.lower() == "open" or claim.open:
        return Verdict(claim.open and wanted.lower() == "open", "it is open" if claim.open else "it is not open")
    if degree is None:
        return Verdict(None, f"“{wanted}” is no degree that is known")
    said = view.degree(claim)
    return Verdict(
        said is not None and said.interval == degree.interval,
        f"it says {view.word(claim)}" if said else "it says nothing of how sure it is",
    )


def _holds(view: View, point: str, way: str, wanted: str, weighed: Mapping[str, tuple[Interval | None, Interval | None]] | None) -> Verdict:
    id, degree = _point(view, point), view.index.words.degree(wanted)
    if id is None:
        return Verdict(None, f"no point is called {point}")
    if degree is None:
        return Verdict(None, f"“{wanted}” is no degree that is known")
    if weighed is None:
        return Verdict(None, "it needs a weighing")
    held = weighed.get(id, (None, None))[1]
    if held is None:
        return Verdict(False, "it holds nothing at the as-of date")
    what = f"it holds {held.low:.3g} to {held.high:.3g}"
    if way == "most":
        return Verdict(held.high <= degree.interval.high + CLOSE, what)
    return Verdict(held.low >= degree.interval.low - CLOSE, what)


def _finds(view: View, code: str, point: str, found: list[Diagnostic], wanted: bool) -> Verdict:
    id = _point(view, point)
    if id is None:
        return Verdict(None, f"no point is called {point}")
    there = sorted({each.code for each in found if each.code.startswith(code) and id in each.points})
    return Verdict(
        bool(there) is wanted, f"{', '.join(there)} {'is' if len(there) == 1 else 'are'} found" if there else f"no {code} is found"
    )
