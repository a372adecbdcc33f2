"""The finished values for people and programs: a case, its findings and its weighing in; a page, a terminal text or plain data out.

`html.py` writes the report, `text.py` what a terminal shows, `json.py` the published schemas. Read `views/` first: Case to plain data.
"""
