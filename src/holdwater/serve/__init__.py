"""Doors that stay open: a text that is being worked on goes in again and again, what an editor shows beside it comes out.

`lsp` is the door itself, thin; what it hands out is worked out by pure functions in the other files, as records with spans. Read `analysis` first.
"""
