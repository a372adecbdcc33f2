"""A file replaced by a better version of itself, or the difference shown: what `check --fix` and `fmt` do."""

from holdwater import files
from holdwater.source import SourceText


def write_over(source: SourceText, text: str) -> None:
    """Replaces the text of a file, unless it is no longer the text that was read."""
    if files.load(source.name, limit=max(files.LIMIT, 4 * len(source.text) + 4)).text != source.text:
        raise files.Refused(source.name, "has changed since it was read, and was left as it is", "try again")
    files.write(source.name, _mark_of(source.name) + text, force=True)


def _mark_of(path: str) -> str:
    """The byte order mark that a file begins with, which reading takes off."""
    try:
        with open(path, "rb") as stream:
            return "\ufeff" if stream.read(3) == b"\xef\xbb\xbf" else ""
    except OSError:
        return ""


def difference(source: SourceText, text: str, how: str) -> str:
    """What changes, as `diff -u` says it; only a line feed ends a line."""
    from difflib import unified_diff
    from io import StringIO

    from holdwater.report.text import visible

    before, after = (list(StringIO(each, newline="\n")) for each in (source.text, text))
    lines = []
    for line in unified_diff(before, after, visible(source.name), f"{visible(source.name)} ({how})"):
        ending = "\r\n" if line.endswith("\r\n") else "\n"
        lines.append(visible(line.removesuffix(ending)) + (ending if line.endswith(ending) else "\n\\ No newline at end of file\n"))
    return "".join(lines)
