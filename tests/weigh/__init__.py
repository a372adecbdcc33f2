"""Said and held: hand calculations, laws on made cases (`build.py`), and the oracle of `tests/credence/worlds.py`."""
