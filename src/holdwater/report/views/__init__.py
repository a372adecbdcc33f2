"""Case, findings and weighing to plain data: what a report shows, in the order in which it shows it, before any markup.

In: `Index`, diagnostics, `Weighing`. Out: small records of strings and numbers, one file for each part of the report. Read `findings.py` first.
"""
