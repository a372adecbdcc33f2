"""From a text to everything that is known about it: opened as a case or read as an article, weighed, and checked."""

from typing import NamedTuple

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText
from holdwater.weigh.types import Weighing


class Assessment(NamedTuple):
    """A walk taken to its end. `diagnostics` are those of form and of reasoning together, in text order."""

    index: Index  # type: ignore[assignment]  # in place of the method of tuples
    diagnostics: tuple[Diagnostic, ...]
    weighing: Weighing


def open_case(source: SourceText) -> tuple[Case, tuple[Diagnostic, ...]]:
    """The case that a text is (front matter with `holdwater: 1`), or that an article holds, and the findings about its form."""
    if source.text.startswith(("---", "\ufeff---")):  # without front matter it is no case, and the parser need not be loaded
        from holdwater.case.parse import is_case, parse

        if is_case(source.text):
            return parse(source)
    from holdwater.read import read

    return read(source), ()


def assess(source: SourceText, *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Assessment:
    """Opens, weighs and checks one text.

    Of the findings those are kept that `select` names, by codes or their beginnings (all if it is empty), and `ignore` does not.
    """
    case, form = open_case(source)
    return judge(Index(case), form, select=select, ignore=ignore)


def judge(
    index: Index,
    form: tuple[Diagnostic, ...],
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    weighing: Weighing | None = None,
) -> Assessment:
    """The rest of the walk for a case that is open: weighed, unless a weighing of it is at hand, and checked. `form`: what opening it found."""
    from holdwater.check import check
    from holdwater.check.suppress import suppress

    if weighing is None:
        from holdwater.weigh import weigh

        weighing = weigh(index)
    weighed = {id: (point.said, point.held) for id, point in weighing.points.items()}
    found = check(index, weighed=weighed, select=select, ignore=ignore)
    about_form, _ = suppress(index.case, form, frozenset())
    wanted = [
        finding for finding in about_form if finding.code.startswith(select or "") and not (ignore and finding.code.startswith(ignore))
    ]
    return Assessment(index, tuple(sorted((*wanted, *found), key=lambda finding: (finding.at, finding.code))), weighing)
