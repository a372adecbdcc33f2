"""The front door: answers `--version` at once, and opens the rest of the house only for those who come in."""

import gc
import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs one command line and returns the exit code. With None it is that of the process, which ends here (`_leave`)."""
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None:
        gc.set_threshold(100_000)  # what a walk makes lives until its end: looking for garbage early finds none
    try:
        if given == ["--version"]:
            from holdwater import __version__

            print("holdwater", __version__, flush=True)
            code = 0
        else:
            from holdwater.cli import run

            code = run(given)
    except KeyboardInterrupt:
        sys.stderr.write("holdwater: interrupted\n")
        code = 130  # 128 + SIGINT, as shells expect
    return code if arguments is not None else _leave(code)


def _leave(code: int) -> int:
    """Ends the process without taking the house down first, which would cost as much as an empty Python; not under a debugger or profiler."""
    if sys.gettrace() is not None or sys.getprofile() is not None:
        return code
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                return code  # the interpreter knows what to do with it
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
