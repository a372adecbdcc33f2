"""What the reader finds in the annotated samples: `python -m tests.read.score_samples [--misses] [NAME …]` from the root of the project."""

import glob
import os
import re
import sys
from typing import NamedTuple

from holdwater.case.types import Case
from holdwater.read import read
from holdwater.source import SourceText

HERE = os.path.join(os.path.dirname(__file__), "samples")
KEYS = ("points", "kinds", "hedges", "attributions", "dates", "places", "references", "links", "conclusions")
_MARK = re.compile(r"<<([\w.]+) (\w+)([^|<>{}]*)\| |>>|\{([hadpr]):|\}")
Span = tuple[int, int]


class Gold(NamedTuple):
    """One annotated point. `label` where the text prints the id before it."""

    id: str
    label: str | None
    at: Span
    kind: str
    given: tuple[str, ...]
    maybe: tuple[str, ...]
    main: bool


class Sample(NamedTuple):
    """A text without its marks, and what the marks said: points in text order, and spans with their words by key (h, a, d, p, r)."""

    name: str
    text: str
    points: list[Gold]
    spans: dict[str, list[tuple[Span, str]]]


def load(path: str) -> Sample:
    with open(path, encoding="utf-8") as file:
        raw = file.read()
    out: list[str] = []
    size = at = 0
    points: list[Gold] = []
    spans: dict[str, list[tuple[Span, str]]] = {key: [] for key in "hadpr"}
    point: tuple[int, re.Match[str]] | None = None
    opened: list[tuple[str, int, str]] = []

    def put(piece: str) -> None:
        nonlocal size
        out.append(piece)
        size += len(piece)

    for found in _MARK.finditer(raw):
        put(raw[at : found.start()])
        at = found.end()
        if found[1]:
            point = (size, found)
        elif found[0] == ">>":
            assert point is not None, path
            start, mark = point
            line = "".join(out)[:start].rpartition("\n")[2].strip(" []().")
            words, _, flags = mark[3].partition(";")
            given, _, maybe = words.replace("from", "").partition("maybe")
            label = mark[1] if line == mark[1] else None
            points.append(Gold(mark[1], label, (start, size), mark[2], tuple(given.split()), tuple(maybe.split()), "main" in flags))
            point = None
        elif found[4]:
            value = ""
            if found[4] in "dr" and "|" in raw[at : raw.index("}", at)]:
                value, _, _ = raw[at:].partition("|")
                at += len(value) + 1
            opened.append((found[4], size, value))
        elif found[0] == "}":
            key, start, value = opened.pop()
            spans[key].append(((start, size), value))
    put(raw[at:])
    assert not opened, path
    assert point is None, path
    return Sample(os.path.basename(path), "".join(out), points, spans)


def overlap(a: Span, b: Span) -> float:
    inter = min(a[1], b[1]) - max(a[0], b[0])
    return inter / (max(a[1], b[1]) - min(a[0], b[0])) if inter >= 0.5 * max(1, min(a[1] - a[0], b[1] - b[0])) else 0.0


def pair(found: list[Span], gold: list[Span]) -> list[tuple[int, int]]:
    """One-to-one pairs (found, gold), best overlap first."""
    ranked = sorted((-overlap(f, g), j, i) for i, f in enumerate(found) for j, g in enumerate(gold) if overlap(f, g) > 0)
    used_f: set[int] = set()
    used_g: set[int] = set()
    pairs = []
    for _, j, i in ranked:
        if i not in used_f and j not in used_g:
            used_f.add(i)
            used_g.add(j)
            pairs.append((i, j))
    return pairs


class Score(NamedTuple):
    hit: int
    found: int
    gold: int


def score(sample: Sample) -> tuple[dict[str, Score], list[str]]:
    case = read(SourceText(sample.name, sample.text))
    claims = case.claims
    misses: list[str] = []
    result: dict[str, Score] = {}
    points = sample.points
    pairs = [(i, j) for j, g in enumerate(points) if g.label is not None for i, c in enumerate(claims) if c.label == g.label]
    free_c = [i for i, c in enumerate(claims) if c.label is None]
    free_g = [j for j, g in enumerate(points) if g.label is None]
    spans = [(claims[i].at.start, claims[i].at.end) for i in free_c]
    pairs += [(free_c[i], free_g[j]) for i, j in pair(spans, [points[j].at for j in free_g])]
    matched = {j for _, j in pairs}
    labelled = {c.id for c in claims if c.label is not None}
    counted = [c for c in claims if c.parent is None]  # parts come beside a point and are not annotated
    result["points"] = Score(len(pairs), max(len(counted), len(pairs)), len(points))
    misses += [f"point  {g.id}: {sample.text[g.at[0] : g.at[1]][:70]}" for j, g in enumerate(points) if j not in matched]
    extra = [c for i, c in enumerate(claims) if c.parent is None and i not in {i for i, _ in pairs}]
    misses += [f"extra point: {c.text[:70]}" for c in extra]
    right = [(i, j) for i, j in pairs if claims[i].kind == points[j].kind]
    result["kinds"] = Score(len(right), len(pairs), len(pairs))
    misses += [
        f"kind   {points[j].id}: {points[j].kind}, read as {claims[i].kind}: {claims[i].text[:70]}"
        for i, j in sorted(pairs)
        if (i, j) not in right
    ]
    for key, letter in (("hedges", "h"), ("attributions", "a"), ("dates", "d"), ("places", "p")):
        seen = (
            {(m.at.start, m.at.end): m for c in claims for m in getattr(c.marks, key) if c.marks and getattr(m, "verb", "") != ":"}
            if claims
            else {}
        )
        f, g = sorted(seen), [at for at, _ in sample.spans[letter]]
        hits = pair(f, g)
        result[key] = Score(len(hits), len(f), len(g))
        hit_f, hit_g = {i for i, _ in hits}, {j for _, j in hits}
        misses += [f"{key[:-1]} missed: {sample.text[a:b]}" for j, (a, b) in enumerate(g) if j not in hit_g]
        misses += [
            f"{key[:-1]} extra: {sample.text[a:b]!r} in {sample.text[max(0, a - 30) : b + 30]!r}"
            for i, (a, b) in enumerate(f)
            if i not in hit_f
        ]
        if key == "dates":
            isos = [(seen[f[i]].iso, sample.spans[letter][j][1]) for i, j in hits]
            misses += [f"date value {want}, read as {got}" for got, want in isos if want and not _same(got, want)]
    refs = [(r.target, (r.at.start, r.at.end)) for r in case.references]
    wanted = [(value, at) for at, value in sample.spans["r"]]
    hit = sum(any(t == w and overlap(a, b) for t, a in refs) for w, b in wanted)
    inside = [r for r in refs if r[0] in {g.label for g in points}]
    result["references"] = Score(hit, len(inside), len(wanted)) if wanted else Score(0, 0, 0)
    to_gold = {claims[i].id: points[j].id for i, j in pairs}
    owner = {c.id: (c.parent if c.parent in labelled else c.id) for c in claims}
    links = _links(case, owner, to_gold)
    gold = {(p, g.id) for g in points for p in g.given}
    maybe = {(p, g.id) for g in points for p in g.maybe}
    result["links"] = Score(len(links & gold), len(links - maybe), len(gold))
    misses += [f"link missed: {a} -> {b}" for a, b in sorted(gold - links)] + [
        f"link extra: {a} -> {b}" for a, b in sorted(links - gold - maybe)
    ]
    drawn = {to_gold.get(owner[id], id) for id in case.conclusions}
    main = {g.id for g in points if g.main}
    result["conclusions"] = Score(len(drawn & main), len(drawn), len(main))
    misses += [f"conclusion missed: {x}" for x in sorted(main - drawn)] + [f"conclusion extra: {x}" for x in sorted(drawn - main)]
    return result, misses


def _same(got: str | None, want: str) -> bool:
    """Is it the same day, month or year, or an interval within it?"""
    return got is not None and (got == want or want in got or got.startswith(want) or "/" in got)


def _links(case: Case, owner: dict[str, str], to_gold: dict[str, str]) -> set[tuple[str, str]]:
    found = set()
    for claim in case.claims:
        for step in claim.because:
            if step.proposed:
                continue
            for premise in step.premises:
                a, b = to_gold.get(owner[premise]), to_gold.get(owner[claim.id])
                if a is not None and b is not None and a != b:
                    found.add((a, b))
    return found


def total(names: list[str], *, misses: bool = False) -> dict[str, Score]:
    whole = {key: Score(0, 0, 0) for key in KEYS}
    for path in sorted(glob.glob(os.path.join(HERE, "*.txt"))):
        sample = load(path)
        if names and not any(name in sample.name for name in names):
            continue
        result, missed = score(sample)
        if misses:
            print(f"\n{sample.name}  " + "  ".join(f"{key} {each.hit}/{each.found}/{each.gold}" for key, each in result.items()))
            print("\n".join("    " + line for line in missed))
        whole = {key: Score(*(a + b for a, b in zip(whole[key], result[key], strict=True))) for key in KEYS}
    return whole


if __name__ == "__main__":
    arguments = sys.argv[1:]
    for key, (hit, found, gold) in total([a for a in arguments if a[0] != "-"], misses="--misses" in arguments).items():
        precision, recall = hit / max(1, found), hit / max(1, gold)
        f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
        print(f"{key:13s} {hit:4d} of {gold:4d}, {found:4d} found   precision {precision:.2f}  recall {recall:.2f}  f1 {f1:.2f}")
