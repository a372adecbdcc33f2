"""The survey behind `words: readers`: what each of 5,174 people takes 19 phrases for. Loaded when a weighing reads words that way."""

import os

from holdwater.lexicon.scale import DATA


def load_survey() -> tuple[tuple[str, ...], list[list[int]]]:
    """The phrases, and for each person the percentage that each phrase stands for, 0 to 100.

    >>> phrases, answers = load_survey()
    >>> len(answers), phrases[4], sorted(row[4] for row in answers)[len(answers) // 2]
    (5174, 'likely', 75)
    """
    import gzip

    with gzip.open(os.path.join(DATA, "survey.csv.gz"), "rt", encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return tuple(lines[0].strip().split(",")), [list(map(int, line.split(","))) for line in lines[1:]]
