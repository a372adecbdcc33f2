"""What a rule is about, for a person: its docstring under its code and name."""

from holdwater.check.rules import RULES, Rule, load


def find_rule(wanted: str) -> Rule | None:
    """The rule with this code or name, however it is spelt."""
    folded = wanted.strip().casefold()
    return next((rule for rule in RULES if folded in (rule.code.casefold(), rule.name)), None)


def explain(wanted: str) -> str:
    """The explanation of a rule, by code or by name. Raises KeyError for one that does not exist, naming what there is.

    >>> print(explain("hw202").splitlines()[0])
    HW202 self-support (warning)
    """
    rule = find_rule(wanted)
    if rule is None:
        from difflib import get_close_matches

        known = [name for rule in RULES for name in (rule.code, rule.name)]
        near = get_close_matches(wanted.strip(), known, n=1) or get_close_matches(wanted.strip().upper(), known, n=1)
        raise KeyError(
            f"no rule is called {wanted!r}" + (f"; did you mean {near[0]}?" if near else f"; there are {RULES[0].code} to {RULES[-1].code}")
        )
    lines = (load(rule).__doc__ or "").strip().splitlines()
    return f"{rule.code} {rule.name} ({rule.severity})\n\n" + "\n".join(lines) + "\n"
