"""Silencing a rule in the file: `allow HW305: reason` in fields, `<!-- holdwater: allow HW305, reason -->` in prose and articles.

An `allow` under an item silences the rule for findings about that item, one in the front matter in the whole file. A comment silences it in the
paragraph it stands in, or, alone in a paragraph, in the next one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from holdwater.case.types import Allow, Case
from holdwater.diagnostics import Diagnostic
from holdwater.source import Span

_OPENING = "<!-- holdwater:"
_LINE_END = r"(?:\r\n?+|\n)"
_WRAPPED = 6
"""Lines are broken inside sentences where one in so many of those without a blank line before them goes on in lower case, as `read` has it."""


def suppress(
    case: Case, found: Iterable[Diagnostic], ran: frozenset[str], *, keep: bool = False
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that stay, and those about the `allow` lines themselves: without a reason, or silencing nothing though their rule ran.

    keep: silenced findings stay as well, each with the reason in its field `silenced`.
    """
    allows = gather_allows(case)
    if not allows:
        return list(found), []
    from holdwater.check.rules import hw128_allow_without_reason, hw129_allow_for_nothing

    items = {item.id: item.item for items in (case.claims, case.sources, case.watch) for item in items}
    items.update((each.id, each.item) for question in case.questions for each in question.hypotheses)
    paragraphs = _paragraphs(case) if any(allow.scope is None for allow in allows) else []
    reach = [_reach(case, allow, items, paragraphs) for allow in allows]
    used = [False] * len(allows)
    kept = []
    for each in found:
        silenced: str | None = None
        for place, allow in enumerate(allows):
            if allow.code and allow.reason.strip() and each.code.startswith(allow.code) and _covers(allow, reach[place], each):
                used[place] = True
                silenced = silenced or allow.reason.strip()
        if silenced is None:
            kept.append(each)
        elif keep:
            kept.append(each._replace(silenced=silenced))
    about = [hw128_allow_without_reason.report(allow) for allow in allows if not allow.reason.strip()]
    about += [
        hw129_allow_for_nothing.report(allow)
        for allow, hit in zip(allows, used, strict=True)
        if not hit
        and allow.reason.strip()
        and (not allow.code or any(code.startswith(allow.code) for code in ran) or not _is_rule(allow.code))
    ]
    return kept, about


def _is_rule(code: str) -> bool:
    from holdwater.check.rules import RULES

    return any(rule.code.startswith(code) for rule in RULES) or code.startswith("HW1")


def gather_allows(case: Case) -> list[Allow]:
    """Those that the case carries; for an article, those in its comments."""
    allows = list(case.allows)
    text, last = case.source.text, case.source.body_end  # what nobody sees silences nothing
    at = text.find(_OPENING, 0, last) if case.form == "article" else -1
    while at >= 0:
        end = text.find("-->", at, last)
        if end < 0:
            break
        words = text[at + len(_OPENING) : end].split(None, 1)
        if words and words[0] == "allow":
            code, _, reason = (words[1] if len(words) > 1 else "").partition(",")
            allows.append(Allow(code.strip(), reason.strip(), Span(at, end + 3), None))
        at = text.find(_OPENING, end, last)
    return allows


def _covers(allow: Allow, reach: Span | None, finding: Diagnostic) -> bool:
    if allow.scope is not None and allow.scope in finding.points[:1]:
        return True
    return reach is not None and reach.start <= finding.at.start < max(reach.end, reach.start + 1)


def _reach(case: Case, allow: Allow, items: dict[str, Span], edges: list[int]) -> Span | None:
    """The stretch of text in which the finding is silenced: the item, the whole file, or the paragraph of a comment or the next."""
    if allow.scope is not None:
        return items.get(allow.scope)
    text = case.source.text
    opening = text.rfind("<!--", 0, allow.at.start + 4)
    if opening < 0 or not (opening <= allow.at.start and text.find("-->", opening, allow.at.end) in (-1, allow.at.end - 3)):
        return Span(0, len(text) + 1)
    closing = text.find("-->", opening)
    closing = closing + 3 if closing >= 0 else len(text)
    first = bisect_right(edges, opening) - 1
    last = bisect_right(edges, closing - 1)
    if not (text[edges[first] : opening] + text[closing : edges[last]]).strip():  # alone in its paragraph: the next one
        while last < len(edges) - 1 and not text[edges[last] : edges[last + 1]].strip():
            last += 1
        first, last = last, min(last + 1, len(edges) - 1)
    return Span(edges[first], edges[last])


def _paragraphs(case: Case) -> list[int]:
    """Where paragraphs begin, and the end of the text: behind blank lines; in an article also at labelled points and, unless lines are broken inside
    sentences, at every line."""
    text = case.source.text
    starts = {0, *(found.end() for found in re.finditer(f"{_LINE_END}[^\\S\\r\\n]*+{_LINE_END}", text))}
    if case.form == "article":
        starts.update(claim.item.start for claim in case.claims if claim.label is not None)
        if not _is_wrapped(text):
            starts.update(case.source.line_starts)
    return [*sorted(start for start in starts if start < len(text)), len(text)]


def _is_wrapped(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines()]
    joined = [(before, line) for before, line in pairwise(lines) if before and line]
    going_on = sum(line[0].islower() and before.rstrip("\"'”’»)]*_")[-1:] not in (*".!?…:;",) for before, line in joined)
    return bool(joined) and going_on * _WRAPPED >= len(joined)
