"""`check --watch`: it sees what changes, in a process of its own, and leaves when it is asked to."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from holdwater.__main__ import main
from holdwater.watch import changes

FIRM = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"
SOFT = "1. It is likely that the two met.\n\n2. It is possible that they agreed, given (1).\n"
CASE = "---\nholdwater: 1\n---\n\n## Points\n\n- **1** The lights went out.\n  - likely\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_changes_are_told_once() -> None:
    Path("a").write_text("1")
    Path("b").write_text("1")
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            Path("a").write_text("12")
        if len(naps) == 4:
            os.unlink("b")

    seen = changes(lambda: ["a", "b"], pause=0.5, sleep=sleep)
    assert next(seen) == ["a", "b"]
    assert next(seen) == ["a"]
    assert next(seen) == ["b"]
    assert naps == [0.5] * 4


def test_files_that_come_and_go_are_changes() -> None:
    listed = [["a"], ["a", "b"], ["b"]]
    seen = changes(lambda: listed.pop(0), sleep=lambda _: None)
    assert [next(seen), next(seen), next(seen)] == [["a"], ["b"], ["a"]]


class Child:
    """A running `check --watch`, and what it has said since it was last asked."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-X", "dev", "-m", "holdwater", "check", "--watch", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"})

    def run(self) -> str:
        """What it says up to the end of a run."""
        assert self.process.stdout is not None
        said = b""
        end = time.monotonic() + 30
        while not said.endswith(b"; Ctrl-C ends it\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, end - time.monotonic()))
            assert ready, said
            more = os.read(self.process.stdout.fileno(), 65536)
            assert more, said
            said += more
        return said.decode()


@pytest.fixture
def child() -> Iterator[type[Child]]:
    made: list[Child] = []

    class Made(Child):
        def __init__(self, *arguments: str) -> None:
            super().__init__(*arguments)
            made.append(self)

    yield Made
    for one in made:
        one.process.kill()
        one.process.wait()
        if one.process.stdout:
            one.process.stdout.close()


def test_a_file_is_checked_again_when_it_changes(child: type[Child]) -> None:
    Path("a.txt").write_text(FIRM, encoding="utf-8")
    Path("b.txt").write_text(FIRM, encoding="utf-8")
    watching = child("a.txt", "b.txt", "--select", "HW203")
    first = watching.run()
    assert "a.txt:3:10 HW203" in first
    assert "b.txt:3:10 HW203" in first
    Path("a.txt").write_text(SOFT, encoding="utf-8")
    second = watching.run()
    assert second == "\nchanged: a.txt\n\n1 file: nothing found\nwatching 2 files; Ctrl-C ends it\n"
    os.unlink("b.txt")
    assert "b.txt: is not there" in watching.run()
    Path("holdwater.toml").write_text('select = ["HW2"]\nslect = []\n', encoding="utf-8")
    assert "“slect” is no setting" in watching.run()
    Path("holdwater.toml").write_text('ignore = ["HW203"]\n', encoding="utf-8")
    Path("b.txt").write_text(FIRM, encoding="utf-8")
    watching.run()
    watching.process.send_signal(signal.SIGINT)
    rest, _ = watching.process.communicate(timeout=30)
    assert b"Traceback" not in rest
    assert watching.process.returncode == 0


def test_new_cases_in_a_folder_are_seen(child: type[Child]) -> None:
    Path("cases").mkdir()
    Path("cases/a.md").write_text(CASE, encoding="utf-8")
    watching = child("cases", "--select", "HW1")
    assert "watching 1 file;" in watching.run()
    Path("cases/b.md").write_text(CASE, encoding="utf-8")
    assert "changed: cases/b.md\n\n1 file: nothing found\nwatching 2 files" in watching.run()


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--watch", "-"]) == 2
    assert "does not go with --watch" in capsys.readouterr().err
