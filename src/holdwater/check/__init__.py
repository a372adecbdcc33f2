"""A case in, findings about its reasoning out. Read `run.py` first, then `view.py` and any file of `rules/`."""

from holdwater.check.run import check

__all__ = ["check"]
