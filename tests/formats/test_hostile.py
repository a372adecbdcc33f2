"""Documents made to do harm end in a text or a finding, within the limits, and the parent goes on."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from holdwater import files
from holdwater.formats import Limits, extract
from holdwater.source import SourceText
from tests.formats.hostile import WITNESS, Hostile, build

SECRET = "canary-7f31-do-not-read"
LIMITS = Limits(computing=3, clock=20.0)  # less than usual, so that all of them together take less than a minute
ROOT = Path(__file__).parents[2]


def end(hostile: Hostile) -> tuple[Hostile, SourceText | None, str, float]:
    """What became of a document: its text, or the finding; and how long it took."""
    began = time.monotonic()
    try:
        source, finding = extract(hostile.kind, hostile.name, hostile.data, limits=LIMITS), ""
    except files.Unreadable as problem:
        source, finding = None, str(problem)
    return hostile._replace(data=b""), source, finding, time.monotonic() - began


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Hostile, SourceText | None, str, float]]:
    canary = tmp_path_factory.mktemp("canary") / "secret.txt"
    canary.write_text(SECRET, encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:  # the work is done in other processes
        return list(pool.map(end, build(str(canary))))


def test_there_are_enough_of_them(ends: list[tuple[Hostile, SourceText | None, str, float]]) -> None:
    names = [hostile.name for hostile, *_ in ends]
    assert len(names) == len(set(names)) >= 120
    assert {hostile.kind for hostile, *_ in ends} == {"html", "pdf", "docx", "eml"}


def test_each_ends_as_it_should(ends: list[tuple[Hostile, SourceText | None, str, float]]) -> None:
    wrong = []
    for hostile, source, finding, _ in ends:
        read = source is not None and WITNESS in source.text[: source.body_end]
        told = bool(finding) or (source is not None and (bool(source.text.strip()) or bool(source.cut)))
        if not told or (hostile.expect == "witness" and not read) or (hostile.expect == "refused" and source is not None):
            wrong.append((hostile.name, finding))
    assert wrong == []


def test_each_ends_in_time(ends: list[tuple[Hostile, SourceText | None, str, float]]) -> None:
    assert [(hostile.name, took) for hostile, _, _, took in ends if took > 30] == []


def test_what_is_hidden_is_told_and_not_read(ends: list[tuple[Hostile, SourceText | None, str, float]]) -> None:
    looked_at = 0
    for hostile, source, _, _ in ends:
        if hostile.hidden is None:
            continue
        looked_at += 1
        assert source is not None, hostile.name
        assert hostile.hidden not in source.text[: source.body_end], hostile.name
        assert any(hostile.hidden in source.quote(passage.at) for passage in source.hidden), hostile.name
    assert looked_at >= 24


def test_no_other_file_shows_in_what_comes_out(ends: list[tuple[Hostile, SourceText | None, str, float]]) -> None:
    for hostile, source, finding, _ in ends:
        shown = finding + ("" if source is None else source.text + repr((source.notes, source.metadata, source.cut, source.hidden)))
        assert SECRET not in shown, hostile.name
        assert "root:" not in shown, hostile.name
    assert not Path("/tmp/holdwater-out.txt").exists()
    assert not Path("/etc/holdwater-out").exists()


WATCH = """
import sys
from importlib import import_module
from tests.formats.hostile import build
from holdwater.formats import charset
from holdwater.formats.document import Unfit
readers = {kind: import_module("holdwater.formats." + kind) for kind in ("html", "pdf", "docx", "eml")}
documents = [each for each in build(sys.argv[1]) if each.expect == "witness" and len(each.data) < 100_000]
for each in documents:
    charset.load_codecs(each.data)
seen = []
watching = False
def hook(event, arguments):
    if watching and (event == "open" or event.startswith(("socket.", "subprocess.", "os.", "urllib.", "shutil.", "tempfile."))):
        seen.append((event, str(arguments)[:200]))
sys.addaudithook(hook)
watching = True
for each in documents:
    try:
        readers[each.kind].read(each.data)
    except (Unfit, RecursionError):
        pass
watching = False
print(len(documents), seen)
"""


def test_no_reader_tries_to_open_anything(tmp_path: Path) -> None:
    """Without the lock, which would refuse: the readers do not even ask."""
    done = subprocess.run([sys.executable, "-c", WATCH, str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    count, _, seen = done.stdout.strip().partition(" ")
    assert int(count) >= 50
    assert seen == "[]"
