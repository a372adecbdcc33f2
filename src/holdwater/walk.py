"""From a text to everything that is known about it: opened as a case or read as an article, weighed, and checked."""

from collections.abc import Callable, Mapping

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText
from holdwater.typed import NamedTuple
from holdwater.weigh.types import Weighing

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.quotes import SourceFile
    from holdwater.check.view import Kept


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


def load_sources(case: Case, path: str, *, root: str | None = None, limit: int | None = None) -> "dict[str, SourceFile]":
    """The texts that the sources of a case name as `file`, by the source's id: those that a quote, an `at` or a `sha256` asks for.

    path: of the case; its sources are found from its folder. root: the topmost folder they may lie in; by default that of the project
    (see `project.find_root`). What cannot be read, or may not, is there with the reason.
    """
    wanted = [each for each in case.sources if each.file]
    quoted = any(claim.quotes or claim.place is not None for claim in case.claims)
    if case.form != "case" or not wanted or not (quoted or any(each.sha256 for each in wanted)):
        return {}
    from os.path import dirname

    from holdwater import files, project
    from holdwater.case.quotes import SourceFile

    folder = dirname(path) or "."
    top = project.find_root(folder) if root is None else root
    loaded: dict[str, SourceFile] = {}
    read: dict[str, SourceFile] = {}
    for each in wanted:
        if each.id in loaded or each.file is None:
            continue
        try:
            found = project.find_file(each.file, folder, top)
            if found not in read:
                text, digest = project.read_file(found, name=each.file, limit=limit or files.LIMIT)
                read[found] = SourceFile(text.text, digest, hidden=text.hidden)
            loaded[each.id] = read[found]
        except files.Problem as problem:
            outside = isinstance(problem, project.Outside)
            loaded[each.id] = SourceFile(None, finding=problem.finding, mend=problem.mend, outside=outside)
    return loaded


def assess(
    source: SourceText,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    fetch: "Callable[[Case], Mapping[str, SourceFile]] | None" = None,
    words: str | None = None,
    silenced: bool = False,
    tell: bool = True,
    bare: bool = False,
    numbers: bool | None = None,
    tight: bool = False,
) -> Assessment:
    """Opens, weighs and checks one text.

    Of the findings those are kept that `select` names, by codes or their beginnings (all if it is empty), and `ignore` does not. `fetch` gets
    the texts that a case quotes, as `load_sources` does; without it quotes are not looked up. `words` is the word list of a text that names
    none. With `silenced`, findings that an `allow` silences are there as well, each with its reason. Without `tell` the weighing has its numbers
    but not the sentences on how they came about; with `bare` it has nothing but what points say and hold.
    numbers: whether a case gets posteriors, and the rules about them are run; by default where one of its own tests asks who leads. tight:
    whether a case gets exact bounds, too.
    """
    case, form = open_case(source)
    if words is not None and case.words is None:
        case = case._replace(words=words)
    return judge(
        Index(case), form, select=select, ignore=ignore, sources=fetch(case) if fetch is not None else None, silenced=silenced, tell=tell,
        bare=bare, numbers=asks_who_leads(case) if numbers is None else numbers, tight=tight,
    )  # fmt: skip


def asks_who_leads(case: Case) -> bool:
    """Whether one of the case's own tests is about who leads, which only posteriors can say."""
    if not case.expects:
        return False
    from holdwater.check.expect import asks_for_numbers

    return any(map(asks_for_numbers, case.expects))


def judge(
    index: Index,
    form: tuple[Diagnostic, ...],
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    weighing: Weighing | None = None,
    sources: "Mapping[str, SourceFile] | None" = None,
    known: "Kept | None" = None,
    silenced: bool = False,
    tell: bool = True,
    bare: bool = False,
    numbers: bool = False,
    tight: bool = False,
) -> Assessment:
    """The rest of the walk for a case that is open: weighed, unless a weighing of it is at hand, and checked.

    form: what opening it found. sources: the texts that it quotes, by the source's id (`load_sources`); without them quotes are not looked up.
    known: what an earlier check has found in sentences that are still there; what this one finds is added.
    silenced: whether findings that an `allow` silences are there as well.
    """
    from holdwater.check import check
    from holdwater.check.suppress import suppress

    if weighing is None:
        from holdwater.weigh import weigh

        reckon, narrow = numbers and index.case.form == "case", tight and index.case.form == "case"
        weighing = weigh(index, tell=tell, bare=bare and not reckon, numbers=reckon, tight=narrow)
    weighed = {id: (point.said, point.held) for id, point in weighing.points.items()}
    reckoned = weighing if weighing.draws is not None or weighing.refused is not None else None
    found = check(index, weighed=weighed, weighing=reckoned, sources=sources, select=select, ignore=ignore, known=known, silenced=silenced)
    about_form, _ = suppress(index.case, form, frozenset(), keep=silenced)
    wanted = [
        finding for finding in about_form if finding.code.startswith(select or "") and not (ignore and finding.code.startswith(ignore))
    ]
    return Assessment(index, tuple(sorted((*wanted, *found), key=lambda finding: (finding.at, finding.code))), weighing)
