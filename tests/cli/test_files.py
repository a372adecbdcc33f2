"""What is taken in as text, and what is written: whole, or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from holdwater import files

TEXT = "Zürich – “likely” 𝟙\r\n"


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (TEXT.encode("utf-8"), False),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), False),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), True),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), True),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), True),
    ],
)
def test_the_byte_order_mark_says_the_encoding(tmp_path: Path, data: bytes, noted: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = files.load(str(path))
    assert source.text == TEXT
    assert bool(source.notes) == noted


def test_what_is_not_utf8_is_read_as_windows_1252_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9 \x93so\x94 \x81")
    source = files.load(str(path))
    assert source.text == "café “so” \x81"
    assert "Windows-1252" in source.notes[0]
    assert "byte 3" in source.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "finding"),
    [
        ("a.txt", b"a\0b", "not a text"),
        ("a.txt", b"\xff\xfea\0b", "breaks off"),
        ("a.txt", b"\xff\xfe\0\xd8", "breaks off"),
        ("a.txt", b"\xff\0", "not a text"),
        ("a.txt", b"%PDF-1.7 and so on", "a PDF"),
        ("a.HTML", b"<p>x", "a web page"),
        ("a.docx", b"PK\x03\x04", "a Word document"),
        ("a.txt", b"x" * 101, "larger than 100 bytes"),
    ],
)
def test_what_is_no_text_is_said_to_be_none(tmp_path: Path, name: str, data: bytes, finding: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(files.Unreadable, match=finding) as caught:
        files.load(str(path), limit=100)
    assert caught.value.where == str(path)
    assert caught.value.mend


def test_a_text_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert len(files.load(str(path), limit=100).text) == 100


@pytest.mark.parametrize(
    ("name", "finding"), [("none.txt", "is not there"), ("", "is not there"), ("a\0b", "no name"), ("x" * 5000, "cannot be read")]
)
def test_a_name_that_leads_nowhere(name: str, finding: str) -> None:
    with pytest.raises(files.Unreadable, match=finding):
        files.load(name)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(files.Unreadable, match="is a folder"):
        files.load(str(tmp_path))
    with pytest.raises(files.Refused, match="is a folder"):
        files.write(str(tmp_path), "x", force=True)


def test_a_device_is_read_no_further_than_the_limit() -> None:
    with pytest.raises(files.Unreadable, match="larger than 1,000 bytes"):
        files.load("/dev/zero", limit=1000)


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(files.Refused, match="--force"):
        files.write(str(path), "ours")
    assert path.read_text(encoding="utf-8") == "theirs"
    assert files.write(str(path), "theirs") is False
    assert files.write(str(path), "ours", force=True)
    assert path.read_text(encoding="utf-8") == "ours"
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_file_of_our_own_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("x" * 380 + "made by us", encoding="utf-8")
    assert files.write(str(path), "new, made by us", own="made by us")
    path.write_text("x" * 400 + "made by us", encoding="utf-8")
    with pytest.raises(files.Refused, match="did not make it"):
        files.write(str(path), "newer, made by us", own="made by us")


def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to("a.md")
    files.write(str(link), "new", force=True)
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write(str(tmp_path / "a"), "x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["none/a.md", "a\0b", "x" * 5000])
def test_a_name_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(files.Refused):
        files.write(str(tmp_path / name), "x")
    assert os.listdir(tmp_path) == []


def test_a_device_is_written_to_and_stays_a_device() -> None:
    assert files.write("/dev/null", "x")
    assert not Path("/dev/null").is_file()


def test_what_cannot_be_encoded_is_made_visible(tmp_path: Path) -> None:
    files.write(str(tmp_path / "a"), "a\ud800b")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "a\\ud800b"


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(files.Refused, match="no space left"):
        files.write(str(path), "new", force=True)
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a"]


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    """A process that does nothing but replace a file is killed again and again; the file is always one of the two."""
    path = tmp_path / "a"
    texts = {"a" * 300_000, "b" * 300_000}
    path.write_text("a" * 300_000, encoding="utf-8")
    code = "import sys, itertools\nfrom holdwater import files\nprint('on', flush=True)\n"
    code += "for c in itertools.cycle('ba'): files.write(sys.argv[1], c * 300_000, force=True)"
    for number in range(8):
        with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.01 + 0.007 * number)
            process.send_signal(signal.SIGKILL)
        assert path.read_text(encoding="utf-8") in texts
    files.write(str(path), "whole", force=True)
    assert os.listdir(tmp_path) == ["a"]


# What killed writers leave


def _dead() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    return process.pid


def _leave(folder: Path, name: str, *, days: float = 0) -> Path:
    path = folder / name
    path.write_text("half a fi")
    then = time.time() - days * 86_400
    os.utime(path, (then, then))
    return path


@pytest.mark.skipif(os.name != "posix", reason="whether a process lives cannot be asked without harm")
def test_the_next_write_takes_away_what_dead_writers_left(tmp_path: Path) -> None:
    dead = _dead()
    gone = [_leave(tmp_path, f".holdwater-{dead}-{number}.tmp") for number in (0, 1, 17)]
    elsewhere = tmp_path / "below"
    elsewhere.mkdir()
    kept = _leave(elsewhere, f".holdwater-{dead}-0.tmp")
    files.write(str(tmp_path / "a.txt"), TEXT)
    assert not any(path.exists() for path in gone)
    assert kept.exists()
    assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()


def test_a_living_writer_keeps_its_file_for_a_day(tmp_path: Path) -> None:
    fresh = _leave(tmp_path, f".holdwater-{os.getpid()}-0.tmp")
    nearly = _leave(tmp_path, f".holdwater-{os.getpid()}-1.tmp", days=0.99)
    old = _leave(tmp_path, f".holdwater-{os.getpid()}-2.tmp", days=1.01)
    files.write(str(tmp_path / "a.txt"), TEXT)
    assert (fresh.exists(), nearly.exists(), old.exists()) == (True, True, False)


@pytest.mark.parametrize(
    "name",
    ["holdwater-{}-0.tmp", ".holdwater-{}-0.tmp.md", ".holdwater-{}.tmp", ".holdwater-{}-.tmp", ".holdwater--0.tmp", ".holdwater-x{}-0.tmp",
     ".holdwater-{}-0-1.tmp", ".holdwater-+{}-0.tmp", ".holdwater-²-0.tmp", ".holdwater-{}-0", ".tmp", ".holdwater-0-0.tmp"],
)  # fmt: skip
def test_no_other_name_is_touched(tmp_path: Path, name: str) -> None:
    other = _leave(tmp_path, name.format(_dead()))
    files.write(str(tmp_path / "a.txt"), TEXT)
    assert other.exists()


def test_what_is_no_plain_file_is_not_swept(tmp_path: Path) -> None:
    dead = _dead()
    precious = _leave(tmp_path, "precious.txt", days=3)
    (tmp_path / f".holdwater-{dead}-0.tmp").symlink_to(precious)
    (tmp_path / f".holdwater-{dead}-1.tmp").mkdir()
    files.write(str(tmp_path / "a.txt"), TEXT)
    assert precious.read_text() == "half a fi"
    assert (tmp_path / f".holdwater-{dead}-0.tmp").is_symlink()
    assert (tmp_path / f".holdwater-{dead}-1.tmp").is_dir()


def test_somebody_elses_file_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = _leave(tmp_path, f".holdwater-{_dead()}-0.tmp", days=3)
    monkeypatch.setattr(os, "getuid", lambda: os.stat(tmp_path).st_uid + 1, raising=False)
    files.write(str(tmp_path / "a.txt"), TEXT)
    assert left.exists()


def test_a_folder_that_cannot_be_listed_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert files.write(str(tmp_path / "a.txt"), TEXT)
    assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()
