"""The front door: answers `--version` at once, and opens the rest of the house only for those who come in."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs one command line (that of the process if None) and returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if given == ["--version"]:
            from holdwater import __version__

            print("holdwater", __version__, flush=True)
            return 0
        from holdwater.cli import run

        return run(given)
    except KeyboardInterrupt:
        sys.stderr.write("holdwater: interrupted\n")
        return 130  # 128 + SIGINT, as shells expect


if __name__ == "__main__":
    sys.exit(main())
