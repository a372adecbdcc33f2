"""A language model's proposals in, checked proposals in a case out: every one quotes the text, is read again by rule, and waits for a person.

`run.propose` is the door; read `types` first, then `gate`, which decides what gets through. `decide` is what a person does with them afterwards.
Nothing here opens a file; `client` alone opens a connection, to the one address that it was given.
"""
