"""The case and its file: a Markdown text in, a `Case` and diagnostics out, and back again. Read `types.py` first, then `parse.py`."""
