"""`holdwater review`: a person decides on the proposals of a case, one at a time. The file is the only state: after each decision it is written."""

import argparse
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from holdwater import files
from holdwater.cli.arguments import add_size, make_parser
from holdwater.cli.output import FOUND, say, see_terminal
from holdwater.cli.rewrite import write_over
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.quotes import Folded
    from holdwater.case.types import Case, Place
    from holdwater.propose.decide import Open
    from holdwater.report.text import Look

_CHOICES = "[a]ccept, [c]hange, [r]eject, [s]kip, [u]ndo, [q]uit, [?] > "
_HELP = """\
  a  accept: the question mark goes, and it counts from now on
  c  change: write the line as it should be, and have that accepted
  r  reject: it is taken out, and kept under “Rejected proposals”, so that it is not proposed again
  s  skip: not now; it stays in the file as it is
  u  undo: take the last decision back; again: the one before
  q  quit: what is decided is in the file already, the rest waits there
"""


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "review",
        "[OPTION]... FILE",
        "Goes through the proposals of a case (what has a question mark) one at a time: each with its sentence, and what would change.\n"
        "Every decision is written to the file at once. Answers are read line by line from standard input.",
        "exit codes: 0 no proposal is left; 1 some are, skipped or not come to; 2 the file could not be read or written;\n130 interrupted",
    )
    made.add_argument("files", metavar="FILE", nargs=1, help="a case")
    made.add_argument(
        "--root",
        metavar="DIR",
        help="the topmost folder in which files that a case quotes may lie (default: the nearest upward with holdwater.toml, pyproject.toml "
        "or .git, else the folder of the case)",
    )
    add_size(made)
    return made


def run(options: argparse.Namespace) -> int:
    path = options.files[0]
    if path == "-":
        raise files.Problem("stdin", "is where the answers come from", "name a file")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return _Review(path, options).run()


class _Done(NamedTuple):
    """A decision that can be taken back: the text before it and after it, or the proposal that was skipped."""

    what: str
    before: str
    after: str
    skipped: tuple[str, ...] | None = None


class _Review:
    """One sitting over one file."""

    def __init__(self, path: str, options: argparse.Namespace) -> None:
        self.path = path
        self.options = options
        self.look: Look = see_terminal()
        self.done: list[_Done] = []
        self.skipped: set[tuple[str, ...]] = set()
        self.counts = {"accepted": 0, "changed": 0, "rejected": 0}
        self.texts: dict[str, SourceText | str] = {}
        self.folded: dict[str, Folded] = {}
        self.text = self._load()

    def run(self) -> int:
        from holdwater.propose.decide import list_open
        from holdwater.report.text import visible

        waiting = list_open(self.path, self.text)
        if not waiting:
            say(f"nothing is proposed in {visible(self.path)}\n")
            return 0
        say(f"{len(waiting)} proposal{'' if len(waiting) == 1 else 's'} in {visible(self.path)}\n")
        while True:
            waiting = list_open(self.path, self.text)
            left = [one for one in waiting if one.key not in self.skipped]
            if not left:
                break
            self._show(left[0], len(left))
            if not self._decide(left[0]):
                break
        left_over = len(list_open(self.path, self.text))
        told = ", ".join(f"{number} {what}" for what, number in self.counts.items() if number) or "nothing decided"
        say(f"{told}; {left_over or 'none'} left\n")
        return FOUND if left_over else 0

    def _load(self) -> str:
        from holdwater.case.parse import is_case

        source = files.load(self.path, limit=self.options.max_size)
        if not is_case(source.text):
            raise files.Unreadable(self.path, "is no case: its front matter does not say `holdwater: 1`", "make one of an article with holdwater read")
        if source.notes:
            raise files.Unreadable(self.path, source.notes[0], "save it as UTF-8 first")
        return source.text

    # Decisions

    def _decide(self, one: "Open") -> bool:
        """Asks until something is decided about a proposal. False if that is enough for now."""
        while True:
            answer = self._ask(_CHOICES)
            if answer is None:
                say("\n")
                return False
            letter = answer.strip().casefold()[:1]
            if letter == "q":
                return False
            if letter == "s":
                self.skipped.add(one.key)
                self.done.append(_Done("skipped", self.text, self.text, one.key))
                return True
            if letter == "u":
                if self._undo():
                    return True
            elif letter == "?" or letter == "h":
                say(_HELP)
            elif letter in ("a", "c", "r"):
                if self._apply(one, letter):
                    return True
            else:
                say("  a letter, please; ? says which\n")

    def _apply(self, one: "Open", letter: str) -> bool:
        """Makes a decision. False where it could not be made, and the question stands."""
        from holdwater.propose.decide import Impossible, accept, change, reject
        from holdwater.report.text import visible

        gone: tuple[str, ...] = ()
        try:
            if letter == "a":
                what, after = "accepted", accept(self.path, self.text, one)
            elif letter == "r":
                what, (after, gone) = "rejected", reject(self.path, self.text, one)
            else:
                line = self._rewrite(one)
                if line is None:
                    say("  nothing is changed\n")
                    return False
                what, after = "changed", change(self.path, self.text, one, line)
        except Impossible as reason:
            say(f"  not done: {visible(str(reason))}\n")
            return False
        if not self._save(after):
            return True
        self.done.append(_Done(what, self.text, after))
        if what == "changed":
            self._difference(self.text, after)
        self.text = after
        self.counts[what] += 1
        say(f"  {what}\n")
        for each in gone:
            say(f"  with it went {visible(each)}\n")
        return True

    def _undo(self) -> bool:
        if not self.done:
            say("  there is nothing to take back\n")
            return False
        last = self.done[-1]
        if last.skipped is not None:
            self.done.pop()
            self.skipped.discard(last.skipped)
            return True
        if not self._save(last.before):
            return True
        self.done.pop()
        self.text = last.before
        self.counts[last.what] -= 1
        say(f"  taken back: what was {last.what} waits again\n")
        return True

    def _save(self, text: str) -> bool:
        """Writes the file, unless somebody else has meanwhile; then it is read again, and False."""
        current = self._load()
        if current != self.text:
            say("  the file has been changed by somebody else: it is read again, and nothing was decided\n")
            self.text = current
            self.done.clear()
            return False
        write_over(SourceText(self.path, self.text), text)
        return True

    # What is asked

    def _ask(self, prompt: str) -> str | None:
        """One line from standard input; None at its end."""
        if sys.stdin is None:
            return None
        if sys.stdin.isatty() and sys.stdout.isatty():
            with suppress(ImportError):
                import readline  # noqa: F401  # line editing for input()
            try:
                return input(prompt)
            except EOFError:
                return None
        say(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if line:
            say("\n")
        return line.rstrip("\r\n") if line else None

    def _rewrite(self, one: "Open") -> str | None:
        """The line as the person wants it; None for the one that is there."""
        raw = self.text[one.at.start : one.at.end]
        shown = " ".join("".join(char for at, char in enumerate(raw, one.at.start) if one.field is None or at not in one.mark).split())
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if editor and sys.stdin.isatty() and sys.stdout.isatty():
            return _edit(editor, shown)
        from holdwater.report.text import visible

        say(f"  now: {visible(shown)}\n")
        line = self._ask("  new line (empty to leave it): ")
        return line.strip() if line and line.strip() else None

    # What is shown

    def _show(self, one: "Open", left: int) -> None:
        from holdwater.propose.decide import Impossible, accept
        from holdwater.report.text import visible, wrapped

        look = self.look
        kind = type(one.item).__name__.lower().replace("claim", "point")
        what = f"{kind} {one.name}" if one.field is None else f"under {one.name}"
        say(f"\n{look.paint(f'{left} to go: {what}', 'strong')}\n")
        if one.inside:
            say("  (the item it stands under is a proposal itself)\n")
        if one.field is not None:
            say("".join(f"{visible(line)}\n" for line in wrapped(f"{one.name} {one.item.text}", look, "  ", "  ")))
        self._show_premises(one)
        for words, place in self._quoted(one):
            self._show_context(words, place)
        try:
            self._difference(self.text, accept(self.path, self.text, one))
        except Impossible as reason:
            line = self.text[one.lines.start : one.lines.end].split("\n")[0]
            say(f"  {visible(line.strip())}\n  as it stands it cannot be accepted: {visible(str(reason))}\n")

    def _show_premises(self, one: "Open") -> None:
        """The items that a field names."""
        if one.field is None:
            return
        import re

        from holdwater.case.proposals import items_of
        from holdwater.case.types import Source
        from holdwater.report.text import visible, wrapped

        known = {item.id: item.text for item, _ in items_of(self._case()) if not isinstance(item, Source)}
        for found in dict.fromkeys(re.findall(r"\(([^()\s]+)\)|\b([A-Za-z][\w.-]*)(?=:|$)", one.field.value)):
            label = found[0] or found[1]
            if label in known and label != one.item.id:
                say("".join(f"{visible(line)}\n" for line in wrapped(f"({label}) {known[label]}", self.look, "    ", "    ")))

    def _quoted(self, one: "Open") -> "list[tuple[str, Place]]":
        """The words that a proposal stands on, each with its place in a source."""
        from holdwater.case.types import Claim, Quote
        from holdwater.case.values import Unreadable, read_quote

        found: list[tuple[str, Place]] = []
        for field in one.item.fields if one.field is None else (one.field,):
            raw = self.text[field.value_at.start : field.value_at.end]
            opening = raw.find('"')
            read: Quote | Unreadable | None = read_quote(raw[opening:], 0, Span(0, 0)) if opening >= 0 and raw.endswith("]") else None
            if isinstance(read, Quote) and read.place is not None:
                found.append((read.text, read.place))
        if not found and isinstance(one.item, Claim):
            if one.item.place is not None:
                found.append((one.item.text, one.item.place))
            found += [(quote.text, quote.place) for quote in one.item.quotes if quote.place is not None and one.item.place is None]
        return found

    def _show_context(self, words: str, place: "Place") -> None:
        """The sentence in its paragraph, looked up again."""
        from holdwater.case.quotes import Folded, locate
        from holdwater.report.text import visible, wrapped

        source = self._source(place.source)
        if isinstance(source, str):
            say(f"  its source {visible(place.source)} is not at hand ({visible(source)})\n")
            return
        folded = self.folded.setdefault(place.source, Folded(source.text))
        wanted = None if place.start is None or place.end is None else Span(place.start, place.end)
        located = locate(folded, words, wanted, hint=False)
        if located.status not in ("found", "elsewhere") or located.span is None:
            say(f"  its words do NOT stand in {visible(source.name)} any more\n")
            return
        at, text = located.span, source.text
        start = max(text.rfind("\n\n", 0, at.start) + 1, at.start - 300, 0)
        end = text.find("\n\n", at.end)
        end = min(len(text) if end < 0 else end, at.end + 200)
        before, after = text[start : at.start], text[at.end : end]
        moved = "" if located.status == "found" else ", not where it was said to stand"
        line = source.place(at.start)[0]
        say(f"  {visible(source.name)}, line {line}{moved}:\n")
        shown = f"{before}⟦{text[at.start : at.end]}⟧{after}"
        if self.look.plain:
            shown = shown.replace("⟦", "[[").replace("⟧", "]]")
        for each in wrapped(shown, self.look, "  | ", "  | "):
            say(f"{visible(each)}\n")

    def _difference(self, before: str, after: str) -> None:
        """The lines that differ, and no others."""
        from difflib import SequenceMatcher

        from holdwater.report.text import visible

        ours, theirs = before.splitlines(), after.splitlines()
        head = 0
        while head < min(len(ours), len(theirs)) and ours[head] == theirs[head]:
            head += 1
        tail = 0
        while tail < min(len(ours), len(theirs)) - head and ours[-1 - tail] == theirs[-1 - tail]:
            tail += 1
        one, two = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
        for what, first, last, third, fourth in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if what != "equal":
                say("".join(self.look.paint(f"  - {visible(line.strip())}", "error") + "\n" for line in one[first:last]))
                say("".join(self.look.paint(f"  + {visible(line.strip())}", "note") + "\n" for line in two[third:fourth]))

    def _case(self) -> "Case":
        from holdwater.case.parse import parse

        return parse(SourceText(self.path, self.text)).case

    def _source(self, id: str) -> SourceText | str:
        """The text of a source, or why it is not to be had."""
        if id not in self.texts:
            from holdwater.cli.propose import read_source

            try:
                self.texts[id] = read_source(self._case(), id, self.path, self.options.root, self.options.max_size)
            except files.Problem as problem:
                self.texts[id] = problem.finding
        return self.texts[id]


def _edit(editor: str, line: str) -> str | None:
    """The line after the person's editor had it; None where it is the same, or the editor failed."""
    import shlex
    import subprocess
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="holdwater-") as folder:
        path = os.path.join(folder, "proposal.md")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(f"{line}\n")
        try:
            code = subprocess.call([*shlex.split(editor), path])
        except (OSError, ValueError):
            code = -1
        if code != 0:
            return None
        with open(path, encoding="utf-8", errors="replace") as stream:
            written = " ".join(stream.read().split())
    return written if written and written != line else None
