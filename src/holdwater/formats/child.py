"""Parsing in a process of its own: `extract` starts it and reads its answer, `main` is what runs in it.

The child gets the bytes of the document on standard input and answers on standard output, in JSON of limited length. It may use so much memory and
time and no more, runs in an empty folder that is removed afterwards, and opens no file, no connection and no program once it has begun to parse
(`lock.py`). Whatever happens to it, the parent goes on.
"""

import os
import sys

from holdwater import files
from holdwater.formats.document import Document, Unfit, pack, unpack
from holdwater.source import SourceText
from holdwater.typed import Any, NamedTuple


class Limits(NamedTuple):
    """What a child may use: bytes of address space, seconds of computing, seconds by the clock, bytes of answer."""

    memory: int = 1_000_000_000
    computing: int = 20
    clock: float = 30.0
    answer: int = 20_000_000


LIMITS = Limits()
_NEEDS = {"html": "selectolax", "pdf": "pypdfium2"}
_MISSING, _MEMORY = 64, 65  # exit codes
_MOST_KEPT = 8
_KEPT: dict[tuple[str, str, Limits], Document | Unfit] = {}
_START = "import sys; sys.path.append(sys.argv[1]); from holdwater.formats.child import main; main(sys.argv[2:])"


def extract(kind: str, name: str, data: bytes, *, limits: Limits = LIMITS) -> SourceText:
    """The text of a document, parsed in a child process. kind: html, pdf, docx or eml.

    What came of the last few documents is kept: who edits a case has its sources read at every pause. Raises `files.Unreadable` for what cannot be
    read within the limits, is broken, or needs a package that is not installed.
    """
    from hashlib import sha256

    digest = sha256(data).hexdigest()
    key = (kind, digest, limits)
    found = _KEPT.pop(key, None) or _read(kind, data, limits)
    _KEPT[key] = found
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)), None)
    if isinstance(found, Unfit):
        raise files.Unreadable(name, found.finding, found.mend)
    return found.as_source(name, files.FORMATS[kind], digest)


def _read(kind: str, data: bytes, limits: Limits) -> Document | Unfit:
    """What a child makes of a document, or why there is nothing."""
    answer, code = _run(kind, data, limits)
    what = files.FORMATS[kind]
    if code == _MISSING:
        needed = _NEEDS.get(kind, _NEEDS["html"])
        return Unfit(f"is {what}, and the package that reads it ({needed}) is not installed", "pip install 'holdwater[formats]'")
    if code is None:
        return Unfit(f"is {what} that takes longer to read than {limits.clock:g} seconds", "save its text as .txt")
    if len(answer) > limits.answer:
        return Unfit(f"is {what} with more than {limits.answer:,} bytes in it", "split it, or save its text as .txt")
    if code:
        return Unfit(f"is {what} that {_broken_off(code, limits)}", "open it elsewhere and save its text as .txt")
    import json

    try:
        packed = json.loads(answer)
        if isinstance(packed, dict) and "finding" in packed:
            return Unfit(str(packed["finding"]), str(packed.get("mend")))
        return unpack(packed)
    except (ValueError, RecursionError):
        return Unfit(f"is {what} whose reading gave no answer that can be understood", "save its text as .txt")


def _broken_off(code: int, limits: Limits) -> str:
    import signal

    if code == _MEMORY:
        return f"needs more than {limits.memory // 1_000_000:,} MB of memory"
    if code < 0 and -code in (getattr(signal, "SIGXCPU", 0), getattr(signal, "SIGKILL", 0)):
        return f"takes more than {limits.computing} seconds of computing"
    if code < 0:
        return f"breaks its reader or its limits (signal {-code})"
    return f"breaks its reader (exit code {code})"


def _run(kind: str, data: bytes, limits: Limits) -> tuple[bytes, int | None]:
    """What a child answers, and its exit code; None for one that was stopped by the clock."""
    import subprocess
    import tempfile
    from threading import Timer

    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    numbers = [str(limits.memory), str(limits.computing)]
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    with tempfile.TemporaryDirectory(prefix="holdwater-") as folder, tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", _START, root, kind, *numbers],
            stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, env={**kept, "TMPDIR": folder, "TEMP": folder},
            start_new_session=True,
        )  # fmt: skip
        late = False

        def stop() -> None:
            nonlocal late
            late = child.poll() is None
            child.kill()

        timer = Timer(limits.clock, stop)
        timer.daemon = True
        timer.start()
        assert child.stdout is not None
        try:
            answer = child.stdout.read(limits.answer + 1)
            if len(answer) > limits.answer:
                child.kill()
            code = child.wait()
        except BaseException:
            child.kill()
            child.wait()
            raise
        finally:
            timer.cancel()
            child.stdout.close()
        return answer, None if late else code


def main(arguments: list[str]) -> None:
    """Runs in the child: reads standard input, answers, ends."""
    kind, memory, computing = arguments[0], int(arguments[1]), int(arguments[2])
    from holdwater.formats import lock

    lock.limit(memory, computing)
    try:
        code = _answer(kind, computing)
    except MemoryError:
        code = _MEMORY
    except ModuleNotFoundError as error:
        code = _MISSING if (error.name or "").partition(".")[0] in _NEEDS.values() else 1
    sys.stdout.buffer.flush()
    os._exit(code)


def _answer(kind: str, computing: int) -> int:
    import json
    from importlib import import_module

    from holdwater.formats import charset, lock

    module: Any = import_module(f"holdwater.formats.{kind}")
    data = sys.stdin.buffer.read()
    charset.load_codecs(data)
    lock.lock()
    if hasattr(module, "SECONDS"):
        module.SECONDS = 0.7 * computing
    packed: dict[str, Any]
    try:
        document: Document = module.read(data)
        packed = pack(document)
    except Unfit as unfit:
        packed = {"finding": unfit.finding, "mend": unfit.mend}
    except RecursionError:
        packed = {"finding": f"is {files.FORMATS[kind]} nested too deep to be read", "mend": "save its text as .txt"}
    sys.stdout.buffer.write(json.dumps(packed, ensure_ascii=False, check_circular=False).encode("utf-8", "replace"))
    return 0
