"""The word lists and the reading of degrees."""
