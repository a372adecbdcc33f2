"""`holdwater weigh`: rival hypotheses with their bands, said against held point by point, and what carries the weight; also as a what-if."""

import argparse

from holdwater import files
from holdwater.cli.arguments import EXIT_CODES, add_files, add_size, make_parser
from holdwater.cli.each import do_each
from holdwater.cli.output import Progress, remark, say, see_terminal, use_machine_output
from holdwater.source import SourceText

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.index import Index
    from holdwater.case.types import Case
    from holdwater.weigh import Weighing

MOST_DRAWS = 1_000_000


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "weigh",
        "[OPTION]... FILE",
        "What the words and the structure hold: bands for rival hypotheses, what carries the leader, where the lead would change, what to\n"
        "look for next; and for every point what is said, what the reasons hold, and what was assumed. The file stays as it is.",
        EXIT_CODES,
    )
    add_files(made, many=False)
    made.add_argument("--format", choices=("text", "json"), default="text", help="json: schema holdwater/weigh/1")
    made.add_argument("--why", metavar="ID", help="only this point, with the way to it from below: every reason, and how its numbers came about")
    made.add_argument(
        "--set",
        metavar="ID=VALUE",
        action="append",
        default=[],
        dest="sets",
        help='what if: a point at a degree, a prior, a grade or an outcome, as in "(8)=unlikely", "H1=0.3", "mod=B", "W1=yes"',
    )
    made.add_argument("--without", metavar="ID", action="append", default=[], help="what if: a point, a source or an outcome left out")
    made.add_argument("--words", metavar="LIST", help="read the words by this list: icd203, phia, nato, ipcc, kent; or as readers do: readers")
    made.add_argument("--as-of", metavar="DATE", help="what was known on this day, as in 2017-02-03")
    made.add_argument("--draws", metavar="N", type=_draws, default=2000, help="how many times every word is drawn from its range (default: 2000)")
    made.add_argument("--seed", metavar="N", type=_seed, default=0, help="which draws (default: 0)")
    made.add_argument("--numbers", action="store_true", help="posteriors and exact bounds for an article, too; a case has them anyway")
    made.add_argument("--bounds", action="store_true", help="said and held alone, without draws")
    add_size(made)
    return made


def run(options: argparse.Namespace) -> int:
    from holdwater.case.index import Index
    from holdwater.walk import open_case

    if options.numbers and options.bounds:
        raise files.Problem("--bounds", "leaves out what --numbers asks for", "give one of the two")

    def one(source: SourceText) -> int:
        case, form = open_case(source)
        unread = sum(finding.severity == "error" for finding in form)
        if unread:
            what = "1 place cannot be read as meant and counts" if unread == 1 else f"{unread} places cannot be read as meant and count"
            remark(source.name, f"{what} as not written: holdwater check says which")
        index = Index(_suppose(case, options))
        weighing = _weigh(index, options)
        if options.format == "json":
            from holdwater.report import json
            from holdwater.weigh.as_object import weigh_object

            use_machine_output()
            say(json.dump(weigh_object(weighing)))
            return 0
        from holdwater.report.weighing import tell_path, weighing_table

        if options.why is not None:
            say(tell_path(index, weighing, _point(index, options.why), see_terminal()))
        else:
            say(_supposed(options) + weighing_table(index, weighing, see_terminal()) + _findings(index, weighing))
        return 0

    return do_each(options.files, options.max_size, one)


def _weigh(index: "Index", options: argparse.Namespace) -> "Weighing":
    from holdwater.weigh import weigh

    wants = (index.case.form == "case" or options.numbers) and not options.bounds
    if not wants:
        return weigh(index)
    with Progress("weighing") as progress:
        return weigh(index, numbers=True, tight=True, seed=options.seed, draws=options.draws, progress=progress)


def _findings(index: "Index", weighing: "Weighing") -> str:
    """What the rules on numbers and the case's own tests say of a weighing, a line each; nothing where they have nothing to say."""
    from holdwater.report.weighing import finding_rows
    from holdwater.walk import judge

    if weighing.draws is None:
        return ""
    found = judge(index, (), select=("HW126", "HW6"), weighing=weighing).diagnostics
    return "".join(row + "\n" for row in finding_rows(found, see_terminal()))


def _suppose(case: "Case", options: argparse.Namespace) -> "Case":
    """The case as the options would have it."""
    from holdwater.case.index import Index
    from holdwater.weigh.whatif import suppose

    if options.words is not None:
        case = case._replace(words=_list(options.words))
    if options.as_of is not None:
        case = case._replace(as_of=_date(options.as_of))
    if options.sets or options.without:
        case = suppose(Index(case), tuple(options.sets), tuple(options.without))
    return case


def _list(name: str) -> str:
    from holdwater.lexicon import load_words

    try:
        load_words(name)
    except KeyError as error:
        raise files.Problem(f"--words {name}", "is no word list", str(error.args[0])) from error
    return name


def _date(text: str) -> str:
    from holdwater.case.dates import is_date

    if not is_date(text):
        raise files.Problem(f"--as-of {text}", "is no day, month or year", "write it as 2017-02-03")
    return text


def _point(index: "Index", written: str) -> str:
    id = written.strip().removeprefix("(").removesuffix(")").strip()
    if id in index.claims:
        return id
    from difflib import get_close_matches

    close = get_close_matches(id, list(index.claims), n=1)
    raise files.Problem(f"--why {written}", "is no point of the case", f"did you mean ({close[0]})?" if close else "give the label of a point")


def _supposed(options: argparse.Namespace) -> str:
    """What was supposed, for the head of an answer."""
    parts = [f"--set {one}" for one in options.sets] + [f"--without {one}" for one in options.without]
    from holdwater.report.text import visible

    return visible(f"Supposing {' '.join(parts)}") + "\n\n" if parts else ""


def _draws(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 7 and 1 <= int(text) <= MOST_DRAWS):
        raise argparse.ArgumentTypeError(f"draws are a number from 1 to {MOST_DRAWS:,}; not {text!r}")
    return int(text)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise argparse.ArgumentTypeError(f"a seed is a whole number of up to 18 digits; not {text!r}")
    return int(text)
