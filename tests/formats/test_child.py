"""The process that parses: what it may not do, and what becomes of it when it does."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from holdwater import files
from holdwater.formats import Limits, child, extract
from holdwater.formats.document import Document, Draft, Piece, pack, unpack
from holdwater.source import Metadata

PAGE = b"<p>The lock was shut at six in the evening, as the keeper said.</p>"


def in_child(code: str) -> str:
    """What a program prints once it has locked itself up."""
    program = "import sys, os, ctypes, socket, subprocess, io\nfrom holdwater.formats import lock\nlock.limit(10**9, 5)\nlock.lock()\n" + code
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip() + done.stderr.strip()[-300:]


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/hostname')",
        "open('new.txt', 'w')",
        "os.open('/etc/hostname', os.O_RDONLY)",
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.listdir('/')",
        "os.remove('x')",
        "os.mkdir('x')",
        "import sqlite3",
    ],
)
def test_a_locked_process_is_refused(code: str) -> None:
    told = in_child(f"try:\n    {code}\nexcept PermissionError:\n    print('refused')")
    assert told == "refused"


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine not in ("x86_64", "aarch64"), reason="the filter of calls is for Linux")
def test_calls_that_pass_python_by_are_refused_too() -> None:
    told = in_child(
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "for call in (lambda: libc.open(b'/etc/hostname', 0), lambda: libc.socket(2, 1, 0), lambda: libc.unlink(b'x'), lambda: libc.fork()):\n"
        "    print(call(), ctypes.get_errno())"
    )
    assert told.split("\n") == ["-1 1"] * 4


def test_a_child_that_loops_is_stopped_by_its_computing_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "from holdwater.formats import lock; lock.limit(10**9, 1)\nwhile True: pass")
    with pytest.raises(files.Unreadable, match="computing"):
        extract("html", "a.html", PAGE, limits=Limits(computing=1, clock=30))


def test_a_child_that_sleeps_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(files.Unreadable, match=r"longer to read than 0.5 seconds"):
        extract("html", "a.html", PAGE, limits=Limits(clock=0.5))
    assert time.monotonic() - began < 10


def test_a_child_that_wants_all_memory_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    start = "from holdwater.formats import child\ndef answer(*_): return len(b'x' * 2 * 10**9)\n"
    start += "child._answer = answer\nchild.main(['html', '1000000000', '20'])"
    monkeypatch.setattr(child, "_START", start)
    with pytest.raises(files.Unreadable, match="more than 1,000 MB of memory"):
        extract("html", "a.html", PAGE, limits=Limits(clock=29))


def test_a_child_that_talks_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import sys\nwhile True: sys.stdout.write('x' * 65536)")
    with pytest.raises(files.Unreadable, match="more than 100,000 bytes"):
        extract("html", "a.html", PAGE, limits=Limits(answer=100_000))


@pytest.mark.parametrize(
    "answer",
    ["", "{", "[]", "null", '{"text": 3}', "[" * 100_000, '{"text":"a","metadata":[],"places":[[5,"x"]],"apart":[],"hidden":[],"cut":[],"notes":[]}',
     '{"text":"a","metadata":[],"places":[],"apart":[],"hidden":[[0,9,"x"]],"cut":[],"notes":[]}',
     '{"text":"a","metadata":[1],"places":[],"apart":[],"hidden":[],"cut":[],"notes":[]}',
     '{"text":"ab","metadata":[],"places":[],"apart":[],"hidden":[[1,2,"x"],[0,1,"y"]],"cut":[],"notes":[]}'],
)  # fmt: skip
def test_an_answer_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(child, "_START", f"print({answer!r})")
    with pytest.raises(files.Unreadable, match="no answer that can be understood"):
        extract("html", f"{len(answer)}.html", PAGE, limits=Limits(clock=28.0 + len(answer) % 97 / 100))


def test_an_answer_survives_the_pipe() -> None:
    draft = Draft()
    draft.metadata = Metadata("Title \ud800", None, "2024-03-04")
    draft.body = [Piece("One \ud800 \0 𝟙 line", "p 1"), Piece("two", "p 2")]
    draft.miss("the end")
    draft.apart = [Piece("a note", "p 9", "a footnote")]
    draft.hidden = [Piece("unseen", "p 3", "hidden by its style")]
    made = draft.finish()
    assert made.text == "One \ufffd \ufffd 𝟙 line\n\ntwo\n\na note\n\nunseen\n"
    assert unpack(pack(made)) == made
    source = made.as_source("a.html", "a web page", "0" * 64)
    assert source.text[: source.body_end].strip().endswith("two")
    assert source.quote(source.hidden[0].at) == "unseen"
    assert source.quote(source.apart[0].at) == "a note"
    assert source.quote(source.cut[0].at) == "two"
    assert [source.original_place(at) for at in (0, 5, 16, 22, 30)] == ["p 1", "p 1", "p 2", "p 9", "p 3"]
    assert Document("").as_source("a", "a PDF", "").original_place(0) is None


def test_a_text_that_is_too_long_is_cut_and_said_to_be() -> None:
    draft = Draft()
    draft.body = [Piece("x" * 8_000_000), Piece("y" * 8_000_000), Piece("z")]
    made = draft.finish()
    assert made.text == "x" * 8_000_000 + "\n"
    assert "left out" in made.cut[0].what


def test_what_is_missing_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    block = "import sys; sys.modules['selectolax'] = None; sys.modules['pypdfium2'] = None; "
    monkeypatch.setattr(child, "_START", block + child._START)
    monkeypatch.setattr(child, "_KEPT", {})
    for kind, package in (("html", "selectolax"), ("pdf", "pypdfium2")):
        with pytest.raises(files.Unreadable, match=package) as caught:
            extract(kind, f"a.{kind}", PAGE)
        assert caught.value.mend == "pip install 'holdwater[formats]'"
    mail = b"From: a@b.example\nMIME-Version: 1.0\n\nThe lock was shut.\n"
    assert extract("eml", "a.eml", mail).text == "The lock was shut.\n"


def test_a_child_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(child, "_KEPT", {})
    extract("html", "a.html", PAGE)
    assert os.listdir(tmp_path) == []


def test_the_same_comes_out_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    found: set[str] = set()
    for locale in ("C", "de_DE.UTF-8", "tr_TR.UTF-8"):
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("PYTHONHASHSEED", str(len(found)))
        monkeypatch.setattr(child, "_KEPT", {})
        found.add(extract("html", "a.html", "<p>Die Schleuse war zu – sagt er. İ".encode()).text)
    assert found == {"Die Schleuse war zu – sagt er. İ\n"}


def test_documents_are_read_side_by_side() -> None:
    out: list[str] = []
    threads = [threading.Thread(target=lambda n=n: out.append(extract("html", "a", b"<p>Page %d of it.</p>" % n).text)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(out) == [f"Page {n} of it.\n" for n in range(4)]
