"""Silencing a rule in the file: `allow HW305: reason` in fields, `<!-- holdwater: allow HW305, reason -->` in prose and articles.

An `allow` under an item silences the rule for findings about that item, one in the front matter in the whole file. A comment silences it in the
paragraph it stands in, or, alone in a paragraph, in the next one.
"""

from collections.abc import Iterable

from holdwater.case.types import Allow, Case
from holdwater.diagnostics import Diagnostic
from holdwater.source import Span

_OPENING = "<!-- holdwater:"


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
    reach = [_reach(case, allow, items) for allow in allows]
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


def _reach(case: Case, allow: Allow, items: dict[str, Span]) -> Span | None:
    """The stretch of text in which the finding is silenced: the item, the whole file, or the paragraph of a comment or the next."""
    if allow.scope is not None:
        return items.get(allow.scope)
    text = case.source.text
    opening = text.rfind("<!--", 0, allow.at.start + 4)
    if opening < 0 or not (opening <= allow.at.start and text.find("-->", opening, allow.at.end) in (-1, allow.at.end - 3)):
        return Span(0, len(text) + 1)
    closing = text.find("-->", opening)
    closing = closing + 3 if closing >= 0 else len(text)
    start = text.rfind("\n\n", 0, opening)
    start = 0 if start < 0 else start + 2
    end = text.find("\n\n", closing)
    end = len(text) if end < 0 else end
    if not (text[start:opening] + text[closing:end]).strip():
        after = end + len(text[end:]) - len(text[end:].lstrip())
        start, end = after, text.find("\n\n", after)
        end = len(text) if end < 0 else end
    return Span(start, end)
