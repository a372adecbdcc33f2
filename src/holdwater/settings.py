"""A project's settings: `holdwater.toml`, or `[tool.holdwater]` in `pyproject.toml`, whichever is found first on the way up from a text.

What is written there is taken as it is or refused with its line; nothing is passed over. docs/settings.md says what each key means.
"""

import os
import re

from holdwater import files
from holdwater.check.rules import RULES
from holdwater.diagnostics import SEVERITIES, Severity
from holdwater.lexicon import SCALES
from holdwater.typed import Any, NamedTuple

NAMES = ("holdwater.toml", "pyproject.toml")
"""What settings are called, the first one found in a folder counts. A `pyproject.toml` without `[tool.holdwater]` is passed over."""


class Settings(NamedTuple):
    """What a project wants. None, and empty, is what it does not say. Patterns are taken from `folder`, that of the file at `path`."""

    path: str
    folder: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: Severity | None = None
    fail_on: Severity | None = None
    words: str | None = None
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


_KEYS = ("select", "ignore", "severity", "fail-on", "words", "per-file-ignores", "include", "exclude")


def find_settings(folder: str, known: dict[str, Settings | None] | None = None) -> Settings | None:
    """The settings that hold in a folder: its own, else those of the nearest folder upward, as far as the one that holds `.git`.

    known: by real folder, what earlier calls have found; what this one finds is added. Raises `files.Unreadable`, which names the line, where
    settings cannot be understood.
    """
    known = {} if known is None else known
    passed = []
    found: Settings | None = None
    at = os.path.realpath(folder)
    while at not in known:
        passed.append(at)
        found = next((read for name in NAMES if (read := _read_in(at, name)) is not None), None)
        above = os.path.dirname(at)
        if found is not None or above == at or os.path.exists(os.path.join(at, ".git")):
            break
        at = above
    else:
        found = known[at]
    known.update(dict.fromkeys(passed, found))
    return found


def _read_in(folder: str, name: str) -> Settings | None:
    path = os.path.join(folder, name)
    return read_settings(path) if os.path.isfile(path) else None


def read_settings(path: str) -> Settings | None:
    """The settings in one file; None for a `pyproject.toml` that holds none. Raises `files.Unreadable`."""
    shown = _shown(path)
    shared = os.path.basename(path) == "pyproject.toml"
    try:
        with open(path, encoding="utf-8", newline="") as stream:
            text = stream.read()
    except (OSError, ValueError) as error:
        raise files.Unreadable(shown, "cannot be read as settings", "settings are TOML, in UTF-8; --no-config does without them") from error
    if shared and not _may_speak(text):
        return None
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, at = str(error).rpartition(" (at ")  # later Pythons say it in numbers, too; this is how all do
        place = re.match(r"line (\d+), column (\d+)", at)
        where = f"{shown}:{place[1]}:{place[2]}" if place else f"{shown}:{len(text.splitlines()) or 1}"
        raise files.Unreadable(where, f"is not TOML ({what[:1].lower()}{what[1:]})", "correct the line") from error
    except RecursionError as error:
        raise files.Unreadable(shown, "is nested too deeply", "settings need two levels") from error
    if shared:
        tools = data.get("tool")
        if not isinstance(tools, dict) or "holdwater" not in tools:
            return None
        data = tools["holdwater"]
    return _Reader(shown, text, shared).settings(path, data)


def _may_speak(text: str) -> bool:
    """Whether a `pyproject.toml` can hold our table: so the settings of other programs need not be read, or be right."""
    bare = text.replace(" ", "").replace("\t", "").replace('"', "").replace("'", "")
    return "holdwater" in bare and any(opening in bare for opening in ("tool.holdwater", "[tool]", "tool="))


def ignored_in(settings: Settings, path: str) -> tuple[str, ...]:
    """The codes that `per-file-ignores` leaves out in one file."""
    inside = _inside(settings, path)
    return () if inside is None else tuple(code for pattern, codes in settings.per_file_ignores if fits(pattern, inside) for code in codes)


def words_for(settings: Settings, path: str) -> str | None:
    """The word list for the texts that name none, as the text at `path` would name it: a file is named from the folder of the text.

    Raises `files.Problem` for a file that the text may not have.
    """
    if settings.words is None or settings.words in SCALES:
        return settings.words
    from holdwater.lexicon.own import load_own

    folder = os.path.realpath(os.path.dirname(path) or os.curdir)
    written = os.path.relpath(os.path.join(settings.folder, settings.words), folder).replace(os.sep, "/")
    load_own(written, folder)
    return written


def is_included(settings: Settings, path: str) -> bool:
    """Whether the settings name this file as an article to be checked."""
    inside = _inside(settings, path)
    return inside is not None and any(fits(pattern, inside) for pattern in settings.include)


def is_excluded(settings: Settings, path: str) -> bool:
    """Whether the settings keep this file or folder out."""
    inside = _inside(settings, path)
    return inside is not None and any(fits(pattern, inside) for pattern in settings.exclude)


def fits(pattern: str, path: str) -> bool:
    """Whether a path, from the folder of the settings and with forward slashes, is what the pattern names, or lies in a folder that it names.

    `*` and `?` stand for what is between two slashes, `**` for any folders. A pattern without a slash fits at every depth.

    >>> fits("*.txt", "wires/2031/a.txt"), fits("wires/*.txt", "wires/2031/a.txt"), fits("wires/**/*.txt", "wires/a.txt"), fits("old/", "old/a.md")
    (True, False, True, True)
    """
    wanted = [part for part in pattern.split("/") if part not in ("", ".")]
    if not wanted:
        return False
    if "/" not in pattern.rstrip("/"):
        wanted.insert(0, "**")
    return _fits(wanted, path.split("/"))


def _fits(wanted: list[str], parts: list[str]) -> bool:
    """Whether the pattern matches the parts, or as many of them as lead to a folder on the way; a table of places, so never slow."""
    from fnmatch import fnmatchcase

    places = {0}
    for part in [*parts, None]:
        while True:  # `**` may stand for nothing
            more = {place + 1 for place in places if place < len(wanted) and wanted[place] == "**"} - places
            if not more:
                break
            places |= more
        if len(wanted) in places and wanted[-1] != "**":
            return True
        if part is None:
            return len(wanted) in places
        places = {
            following
            for place in places
            if place < len(wanted)
            for following in ((place,) if wanted[place] == "**" else (place + 1,) if fnmatchcase(part, wanted[place]) else ())
        }
    return False


def _inside(settings: Settings, path: str) -> str | None:
    """The path from the folder of the settings; None for one outside it."""
    try:
        inside = os.path.relpath(os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path)), settings.folder)
    except ValueError:  # another drive
        return None
    return None if inside.split(os.sep, 1)[0] == os.pardir else inside.replace(os.sep, "/")


def _shown(path: str) -> str:
    """As messages call it: from here where it lies in or just above, so that a terminal can open it."""
    try:
        from_here = os.path.relpath(path)
    except ValueError:
        return path
    return from_here if len(from_here) < len(path) else path


class _Reader:
    """One reading of a table; every complaint names the line of the key."""

    def __init__(self, shown: str, text: str, shared: bool) -> None:
        self.shown = shown
        self.text = text
        self.shared = shared

    def settings(self, path: str, data: Any) -> Settings:
        if not isinstance(data, dict):
            raise self._wrong("holdwater", "is no table", "write [tool.holdwater]")
        for key in data:
            if key not in _KEYS:
                from difflib import get_close_matches

                close = get_close_matches(key, _KEYS, n=1)
                raise self._wrong(key, f"“{key}” is no setting", f"did you mean {close[0]}?" if close else f"settings are {', '.join(_KEYS)}")
        return Settings(
            path,
            os.path.realpath(os.path.dirname(path)),
            self._codes("select", data["select"]) if "select" in data else None,
            self._codes("ignore", data["ignore"]) if "ignore" in data else None,
            self._severity(data, "severity"),
            self._severity(data, "fail-on"),
            self._words(data, os.path.dirname(path)),
            self._per_file(data),
            self._patterns(data, "include"),
            self._patterns(data, "exclude"),
        )

    def _codes(self, key: str, value: Any) -> tuple[str, ...]:
        codes = tuple(code.strip().upper() for code in self._texts(key, value, 'codes or their beginnings, ["HW2", "HW305"]'))
        for code in codes:
            if not any(rule.code.startswith(code) for rule in RULES):
                from difflib import get_close_matches

                close = get_close_matches(code, [rule.code for rule in RULES], n=1)
                raise self._wrong(key, f"“{code}” is no rule", (f"did you mean {close[0]}? " if close else "") + "holdwater rules lists them")
        return codes

    def _severity(self, data: dict[str, Any], key: str) -> Severity | None:
        if key not in data:
            return None
        for severity in SEVERITIES:
            if data[key] == severity:
                return severity
        raise self._wrong(key, f"{key} is {_spelt(data[key])}", f"write one of {', '.join(SEVERITIES)}, in quotation marks")

    def _words(self, data: dict[str, Any], folder: str) -> str | None:
        if "words" not in data:
            return None
        if data["words"] in SCALES:
            return str(data["words"])
        if isinstance(data["words"], str) and ("." in data["words"] or "/" in data["words"]):
            from holdwater.lexicon.own import load_own

            try:
                load_own(data["words"], folder)
            except files.Problem as problem:
                raise self._wrong("words", f"the word list {problem.where} {problem.finding}", problem.mend) from problem
            return data["words"]
        mend = f"write one of {', '.join(SCALES)}, or a file, in quotation marks"
        raise self._wrong("words", f"words is {_spelt(data['words'])}", mend)

    def _per_file(self, data: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        table = data.get("per-file-ignores", {})
        if not isinstance(table, dict):
            raise self._wrong("per-file-ignores", "per-file-ignores is no table", 'write [per-file-ignores] and under it "drafts/*.md" = ["HW4"]')
        return tuple((pattern, self._codes(pattern, codes)) for pattern, codes in table.items())

    def _patterns(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        return self._texts(key, data.get(key, []), 'patterns, ["wires/**/*.txt"]')

    def _texts(self, key: str, value: Any, wanted: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self._wrong(key, f"“{key}” is {_spelt(value)}", f"write a list of {wanted}")
        return tuple(value)

    def _wrong(self, key: str, finding: str, mend: str) -> files.Unreadable:
        return files.Unreadable(f"{self.shown}{self._line(key)}", finding, mend)

    def _line(self, key: str) -> str:
        """`:3`, the line on which a key is written; nothing where it cannot be told."""
        here = not self.shared
        wanted = re.compile(rf"""^\s*(?:[\w."'-]+\.)?["']?{re.escape(key)}["']?\s*[=.]|^\s*\[.*\b{re.escape(key)}\b.*\]""")
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.lstrip().startswith("["):
                here = not self.shared or "holdwater" in line
            if here and wanted.search(line):
                return f":{number}"
        return ""


def _spelt(value: Any) -> str:
    """A value as it might be written, not too long."""
    kinds = {bool: "true or false", dict: "a table", list: "a list"}
    shown = f"“{value}”" if isinstance(value, str) else kinds.get(type(value), str(value))
    return shown if len(shown) < 60 else shown[:59] + "…"
