"""What comes out of a command: its exit code, its answer on standard output, what there is to say beside it on standard error."""

import os
import sys
from io import TextIOWrapper

from holdwater import files

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.report.text import Look

FOUND, FAILED = 1, 2


def say(text: str) -> None:
    """Writes to standard output, as it is."""
    if sys.stdout is None:
        raise files.Refused("stdout", "is closed", "send the output to a file")
    sys.stdout.write(text)


def use_machine_output() -> None:
    """UTF-8 with plain line feeds, whatever the locale: what programs and files expect."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def complain(problem: files.Problem) -> None:
    """Says on standard error what is wrong and what mends it."""
    _stderr(f"holdwater: {problem.where}: {problem.finding}\n  mend: {problem.mend}\n")


def remark(name: str, note: str) -> None:
    """Says on standard error what is good to know."""
    _stderr(f"holdwater: note: {name}: {note}\n")


def warn(text: str) -> None:
    """Says on standard error what belongs there, as it stands: without a line end where it has none."""
    from holdwater.report.text import visible

    if sys.stderr is not None:
        if sys.stdout is not None:
            sys.stdout.flush()
        head = "\r" if text.startswith("\r") else ""
        tail = text[-1:] if text.endswith(("\n", "\r")) else ""
        inner = text[len(head) : len(text) - len(tail)]
        sys.stderr.write(head + "\n".join(map(visible, inner.split("\n"))) + tail)
        sys.stderr.flush()


def _stderr(text: str) -> None:
    from holdwater.report.text import visible

    if sys.stderr is not None:
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.stderr.write("".join(visible(line) + "\n" for line in text.splitlines()))


def silence() -> None:
    """Sends what is still to be written nowhere, so that the interpreter does not stumble over it at its end."""
    if sys.stdout is None:
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def see_terminal() -> "Look":
    """What standard output can show: its width, colours, and letters beyond ASCII."""
    from holdwater.report.text import Look

    out = sys.stdout
    plain = "utf" not in (getattr(out, "encoding", None) or "").lower()
    if out is None or not out.isatty():
        return Look(plain=plain)
    try:
        width = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size(out.fileno()).columns
    except (ValueError, OSError):
        width = 80
    return Look(max(40, width), not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb", plain)


class Progress:
    """Says on a terminal how far something is that takes more than a second; on anything else it is silent. Call it with done and total."""

    __slots__ = ("_next", "_shown", "_what")

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = False
        self._next = 0.0

    def __enter__(self) -> "Progress":
        from time import monotonic

        self._next = monotonic() + 1
        return self

    def __call__(self, done: int, total: int) -> None:
        from time import monotonic

        if sys.stderr is not None and sys.stderr.isatty() and monotonic() >= self._next:
            self._next = monotonic() + 0.2
            self._shown = True
            sys.stderr.write(f"\r{self._what}: {100 * done // max(1, total)} %")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown and sys.stderr is not None:
            sys.stderr.write("\r" + " " * (len(self._what) + 8) + "\r")
            sys.stderr.flush()
