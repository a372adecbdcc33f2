"""Plain data to markup, one file for each part of the report; every piece of text goes through `element`. Read `pieces.py` first."""
