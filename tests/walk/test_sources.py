"""The files that a case quotes: found from its folder, never outside its project, and looked up by `holdwater check` itself."""

import json
import os
import random
import socket
from hashlib import sha256
from pathlib import Path

import pytest

from holdwater import files, project
from holdwater.case.parse import parse
from holdwater.case.quotes import SourceFile
from holdwater.case.types import Case
from holdwater.cli import run
from holdwater.source import SourceText
from holdwater.walk import load_sources

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
LOG = "The harbour master said that the launch did not stop at the buoy.\r\nIt is very likely that the anchor was raised by hand.\r\n"
QUOTE = "the launch did not stop at the buoy"


def case_with(file: str, *, quote: str = f'"{QUOTE}" [log]', sha: str | None = None) -> str:
    fields = f"  - file: {file}\n" + (f"  - sha256: {sha}\n" if sha else "")
    points = f"## Points\n\n1. The harbour master said that it went on.\n    - quote: {quote}\n\n"
    return f"---\nholdwater: 1\n---\n\n{points}## Sources\n\n- **log** The log\n{fields}"


def parsed(text: str) -> Case:
    return parse(SourceText("case.md", text)).case


def loaded(folder: Path, file: str, root: Path | None = None) -> SourceFile:
    found = load_sources(parsed(case_with(file)), str(folder / "case.md"), root=None if root is None else str(root))
    return found["log"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A project with a case folder and a file beside it, and a secret outside."""
    (tmp_path / "secret.txt").write_text(LOG, encoding="utf-8")
    inside = tmp_path / "house"
    (inside / "cases" / "deep").mkdir(parents=True)
    (inside / "texts").mkdir()
    (inside / "pyproject.toml").write_text("", encoding="utf-8")
    (inside / "texts" / "log.txt").write_bytes(LOG.encode())
    (inside / "cases" / "log.txt").write_bytes(LOG.encode())
    return inside


@pytest.mark.parametrize("marker", project.MARKERS)
def test_the_root_is_the_nearest_folder_with_a_marker(tmp_path: Path, marker: str) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (tmp_path / "a" / marker).mkdir()
    assert project.find_root(str(deep)) == os.path.realpath(tmp_path / "a")
    (deep.parent / marker).write_text("", encoding="utf-8")
    assert project.find_root(str(deep)) == os.path.realpath(deep.parent)


def test_without_a_marker_the_root_is_the_folder_itself(tmp_path: Path) -> None:
    if any((above / marker).exists() for above in tmp_path.parents for marker in project.MARKERS):
        pytest.skip("the folder for temporary files lies in a project")
    assert project.find_root(str(tmp_path)) == os.path.realpath(tmp_path)


def test_files_inside_are_read_with_their_sum(house: Path) -> None:
    expected = SourceFile(LOG, sha256(LOG.encode()).hexdigest())
    assert loaded(house / "cases", "log.txt") == expected
    assert loaded(house / "cases", "../texts/log.txt") == expected
    assert loaded(house / "cases", "./deep/../log.txt") == expected
    assert loaded(house / "cases" / "deep", "../../texts/log.txt", house) == expected


@pytest.mark.parametrize(
    "file",
    [
        "../../secret.txt", "../../../secret.txt", "deep/../../../secret.txt", "../" * 60 + "etc/passwd", "/etc/passwd", "//etc/passwd", "\\\\host\\file",
        "C:/secret.txt", "c:secret.txt", "file:///etc/passwd", "https://example.org/log.txt", "..", ".", "../..", "../.git/config", ".hidden.txt",
        ".git/../../../secret.txt",
    ],
)  # fmt: skip
def test_files_outside_are_refused(house: Path, file: str) -> None:
    (house / ".git").mkdir()
    (house / ".git" / "config").write_text("secret", encoding="utf-8")
    (house / "cases" / ".hidden.txt").write_text(LOG, encoding="utf-8")
    (house / "cases" / ".git").mkdir(exist_ok=True) if file.startswith(".git/") else None
    found = loaded(house / "cases", file, house)
    assert found.text is None
    assert found.outside or file in (".", "..")
    assert found.finding
    assert found.mend


def test_a_narrower_root_refuses_what_lies_beside_it(house: Path) -> None:
    assert loaded(house / "cases", "../texts/log.txt", house / "cases").outside
    assert loaded(house / "cases", "../../secret.txt", house.parent).text == LOG


def test_links_are_followed_only_inside(house: Path) -> None:
    (house / "cases" / "in.txt").symlink_to(house / "texts" / "log.txt")
    (house / "cases" / "out.txt").symlink_to(house.parent / "secret.txt")
    (house / "cases" / "away").symlink_to(house.parent)
    (house / "cases" / "round.txt").symlink_to(house / "cases" / "round.txt")
    assert loaded(house / "cases", "in.txt").text == LOG
    for file in ("out.txt", "away/secret.txt", "away/house/../secret.txt"):
        assert loaded(house / "cases", file).outside, file
    assert loaded(house / "cases", "away/house/texts/log.txt").text == LOG
    assert loaded(house / "cases", "round.txt").text is None


def test_what_is_no_file_is_told(house: Path) -> None:
    os.mkfifo(house / "cases" / "pipe.txt")
    server = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    try:
        os.chdir(house / "cases")  # the name of a socket is short
        server.bind("s.txt")
    finally:
        os.chdir(here)
        server.close()
    (house / "cases" / "nul.txt").write_bytes(b"a\0b")
    (house / "cases" / "text.pdf").write_bytes(b"%PDF-1.7")
    for file, finding in [
        ("missing.txt", "is not there"), ("deep", "is a folder"), ("pipe.txt", "is no ordinary file"), ("s.txt", "cannot be read"),
        ("nul.txt", "is not a text"), ("text.pdf", "is a PDF"), ("x" * 300 + ".txt", "cannot be read"), ("log.txt/log.txt", "cannot be read"),
    ]:  # fmt: skip
        found = loaded(house / "cases", file)
        assert found.text is None
        assert found.finding is not None
        assert found.finding.startswith(finding), (file, found)
        assert not found.outside


def test_a_file_over_the_limit_is_not_read(house: Path) -> None:
    case = parsed(case_with("log.txt"))
    assert load_sources(case, str(house / "cases" / "case.md"), limit=len(LOG))["log"].text == LOG
    found = load_sources(case, str(house / "cases" / "case.md"), limit=len(LOG) - 1)["log"]
    assert found.text is None
    assert found.finding is not None
    assert "larger" in found.finding


def test_no_path_leads_out(house: Path) -> None:
    """Two thousand paths put together from what leads astray: whatever is read lies in the project."""
    (house / "cases" / "away").symlink_to(house.parent)
    parts = [
        "..",
        ".",
        "away",
        "deep",
        "house",
        "log.txt",
        "secret.txt",
        "texts",
        "",
        "~",
        "\u202e",
        "a\0b",
        "%2e%2e",
        "..\\..",
        " ",
        "CON",
        "\udc80",
        "é",
    ]
    chance = random.Random(5)
    inside = os.path.realpath(house)
    read = 0
    for _ in range(2000):
        file = chance.choice(("", "", "", "/")) + "/".join(chance.choice(parts) for _ in range(chance.randint(1, 7)))
        try:
            found = project.find_file(file, str(house / "cases"), str(house))
        except files.Problem:
            continue
        read += 1
        assert found.startswith(inside + os.sep)
        assert found == os.path.realpath(found)
    assert read > 50


def test_nothing_is_opened_that_nothing_asks_for(house: Path) -> None:
    text = case_with("/etc/passwd").replace(f'    - quote: "{QUOTE}" [log]\n', "")
    assert load_sources(parsed(text), str(house / "cases" / "case.md")) == {}
    asked = parsed(text.replace("passwd\n", "passwd\n  - sha256: 00\n"))
    assert load_sources(asked, str(house / "cases" / "case.md"))["log"].outside


def codes(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    found = json.loads(capsys.readouterr().out)
    return [(each["code"], each["severity"]) for file in found["files"] for each in file["diagnostics"] if each["code"] >= "HW313"]


def test_check_looks_quotes_up_by_itself(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = house / "cases" / "case.md"

    def checked(text: str, *options: str) -> tuple[int, list[tuple[str, str]]]:
        path.write_text(text, encoding="utf-8")
        code = run(["check", str(path), "--format", "json", "--select", "HW31,HW32", *options])
        return code, codes(capsys)

    note = ("HW321", "note")  # the point itself names the speaker
    good = sha256(LOG.encode()).hexdigest()
    assert checked(case_with("../texts/log.txt", sha=good)) == (0, [note])
    assert checked(case_with("../texts/log.txt", sha=good.upper())) == (0, [note])
    assert checked(case_with("log.txt", sha="0" * 64)) == (1, [note, ("HW317", "warning")])
    assert checked(case_with("log.txt", quote='"the launch did stop at the buoy"')) == (1, [("HW314", "error")])
    assert checked(case_with("../../secret.txt")) == (1, [("HW318", "error")])
    assert checked(case_with("../../secret.txt"), "--root", str(house.parent)) == (0, [note])
    assert checked(case_with("gone.txt")) == (1, [("HW318", "warning")])
    assert run(["check", str(path), "--root", str(path)]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_a_source_that_changes_is_found_out(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, log = house / "cases" / "case.md", house / "cases" / "log.txt"
    path.write_text(case_with("log.txt", sha=sha256(LOG.encode()).hexdigest()), encoding="utf-8")
    log.write_bytes(LOG.replace("not stop", "stop").encode())
    assert run(["check", str(path), "--format", "json", "--select", "HW31,HW32"]) == 1
    assert codes(capsys) == [("HW314", "error"), ("HW317", "warning")]


def test_places_count_code_points_whatever_the_line_ends_and_the_mark_in_front(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = house / "cases" / "case.md"
    start = LOG.index("It is very")
    text = case_with("log.txt", quote=f'"It is very likely that the anchor was raised by hand." [log:{start}-{len(LOG) - 2}]')
    path.write_text(text, encoding="utf-8")
    for data in (LOG.encode(), b"\xef\xbb\xbf" + LOG.encode(), LOG.encode("utf-16")):
        (house / "cases" / "log.txt").write_bytes(data)
        assert run(["check", str(path), "--format", "json", "--select", "HW31,HW32"]) == 0
        assert codes(capsys) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts beside the project are not there")
@pytest.mark.parametrize(("name", "expected"), [("seed", [("HW321", "note")]), ("litvinenko", [])])
def test_the_cases_beside_the_project_quote_their_texts(
    name: str, expected: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """In seed, (5) quotes what the ministry reported without the words that say so, and names the ministry as its source: a note."""
    path = SHARED / "cases" / f"{name}.case.md"
    assert run(["check", str(path), "--root", str(SHARED), "--format", "json", "--select", "HW31,HW32"]) == 0
    assert codes(capsys) == expected
    found = load_sources(parse(files.load(str(path))).case, str(path), root=str(SHARED))
    assert [each.text is not None for each in found.values()] == [True]


ARTICLES = [ROOT / "examples" / "blackout.txt", *(sorted((SHARED / "documents").glob("*.txt")) if SHARED.is_dir() else [])]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_a_case_read_from_an_article_has_its_words_where_it_says(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "holdwater.toml").write_text("", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / article.name).write_bytes(article.read_bytes())
    case = tmp_path / "cases" / "case.md"
    case.parent.mkdir()
    assert run(["read", str(tmp_path / "texts" / article.name), "-o", str(case)]) == 0
    assert case.read_text(encoding="utf-8").count("  - at: [article:") > 30
    run(["check", str(case), "--format", "json", "--select", "HW31,HW32"])
    assert codes(capsys) == []
