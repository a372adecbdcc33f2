"""What the draws say: rivals with their bands, what carries the leader, where it would change, and what to look for next."""

from holdwater.case.index import Index
from holdwater.report.views.names import count, fold, series, spell_finely, spell_range, spell_share
from holdwater.report.views.sources import name_source
from holdwater.typed import NamedTuple
from holdwater.weigh.types import WeighedHypothesis, WeighedQuestion, Weighing

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.weigh.bands import Band, Tipping, Weight

NO_MATTER = 0.005
"""A change of a median smaller than this shows in no number with two decimals, and is not told."""


class Rival(NamedTuple):
    """A hypothesis with its band, also in words; `how` says in a sentence how it came about."""

    id: str
    text: str
    prior: str
    band: "Band | None"
    words: str
    leads: str | None
    examined: bool
    how: str


class Carrier(NamedTuple):
    """What one item carries of a question: `size` is how far the leading hypothesis moves without it, signed. `name`: as text calls it."""

    item: str
    name: str
    size: float
    without: float
    words: str
    tells: str | None


class Finding(NamedTuple):
    """One line about an item: a tipping point, an indicator, a source."""

    item: str
    words: str


class Contest(NamedTuple):
    """One question. `about` is the hypothesis that `carriers` are told of: the leader, else the one with the greatest median."""

    id: str
    text: str | None
    verdict: str
    rivals: tuple[Rival, ...]
    about: str | None
    carriers: tuple[Carrier, ...]
    idle: int
    tipping: tuple[Finding, ...]
    indicators: tuple[Finding, ...]


class Numbers(NamedTuple):
    """All of it. `refused` says why there are no numbers, `method` how those that are there were drawn."""

    contests: tuple[Contest, ...]
    sources: tuple[Finding, ...]
    refused: str | None
    method: str


def view_numbers(index: Index, weighing: Weighing) -> Numbers | None:
    """What a weighing with numbers says; None where none were asked for, or the case has no question and no source to say anything of."""
    if weighing.refused is not None:
        refused = weighing.refused
        names = series([f"({id})" for id in refused.cluster[:8]] + ([f"{len(refused.cluster) - 8} more"] if len(refused.cluster) > 8 else []))
        return Numbers(
            (),
            (),
            f"No posteriors: {names} hang together so closely that exact numbers would take a table of {_show_count(refused.entries)} entries, "
            f"and the limit is {_show_count(refused.limit)}. Said and held do not need it.",
            "",
        )
    if weighing.draws is None or not (weighing.questions or weighing.sources):
        return None
    return Numbers(
        tuple(_contest(index, weighing, question) for question in weighing.questions if question.hypotheses),
        tuple(_source(index, weighing)),
        _impossible(weighing),
        tell_method(weighing),
    )


def tell_method(weighing: Weighing) -> str:
    """How the numbers were drawn."""
    drawn = count(weighing.draws or 0, "draw")
    return (
        f"{drawn}, seed {weighing.seed}: each word, grade and prior is drawn from its range, each draw is worked out exactly. Shown are the "
        "median, the range of nine draws in ten, and in brackets the least and greatest value reached."
    )


def spell_band(band: "Band", *, rounded: bool = False) -> str:
    """
    rounded: whether a 0 or 1 can only be what is left of digits that a computer does not keep, as where a rival is possible.

    >>> from holdwater.weigh.bands import Band
    >>> spell_band(Band(1.0, 1.0, 1.0, 0.5, 1.0), rounded=True)
    'nearly 1 (nearly 1–nearly 1) [0.50–nearly 1]'
    >>> spell_band(Band(0.62, 0.41, 0.8, 0.2, 0.93))
    '0.62 (0.41–0.80) [0.20–0.93]'
    >>> spell_band(Band(0.5, 0.5, 0.5, 0.5, 0.5))
    '0.50'
    """
    middle, low, high, least, greatest = (f"nearly {spell_finely(one)}" if rounded and one in (0, 1) else spell_finely(one) for one in band)
    if least == greatest:
        return middle
    return f"{middle} ({low}–{high}) [{least}–{greatest}]"


def _contest(index: Index, weighing: Weighing, question: WeighedQuestion) -> Contest:
    texts = {one.id: fold(one.text) for each in index.case.questions for one in each.hypotheses}
    asked = next((each.text for each in index.case.questions if each.id == question.id), None)
    about = _foremost(question)
    carriers, idle = _carriers(weighing, question, about) if about is not None else ((), 0)
    open_question = sum(one.posterior is not None and one.posterior.greatest > 0 for one in question.hypotheses) > 1
    return Contest(
        question.id,
        fold(asked) if asked else None,
        _verdict(weighing, question),
        tuple(_rival(one, texts.get(one.id, ""), rounded=open_question) for one in question.hypotheses),
        about.id if about is not None else None,
        carriers,
        idle,
        tuple(Finding(one.item, _tell_tipping(one)) for one in weighing.tipping if one.question == question.id),
        tuple(_indicators(index, weighing, question)),
    )


def _foremost(question: WeighedQuestion) -> WeighedHypothesis | None:
    ranked = [one for one in question.hypotheses if one.posterior is not None]
    if not ranked:
        return None
    return next((one for one in ranked if one.id == question.leader), max(ranked, key=lambda one: one.posterior.median if one.posterior else 0))


def _verdict(weighing: Weighing, question: WeighedQuestion) -> str:
    unexamined = [f"({one.id})" for one in question.hypotheses if not one.examined]
    blank = ""
    if unexamined:
        blank = f" {series(unexamined)} {'is' if len(unexamined) == 1 else 'are'} not examined: nothing says how expected the evidence is there."
    leader = next((one for one in question.hypotheses if one.id == question.leader), None)
    if all(one.posterior is None for one in question.hypotheses):
        return "The evidence is impossible under every hypothesis in every draw, so there are no posteriors." + blank
    if leader is None or leader.leads is None:
        return "No hypothesis leads." + blank
    share = spell_share(leader.leads)
    firm = "in every draw" if leader.leads == 1 else f"in {share} of the draws"
    inside = [one for one in weighing.tipping if one.question == question.id and one.inside]
    flips = f" {_tell_tipping(inside[0])[:1].upper()}{_tell_tipping(inside[0])[1:]}." if inside else ""
    other = question.favoured
    alone = f" The evidence alone, whatever the priors, speaks for ({other})." if other is not None and other != leader.id else ""
    return f"({leader.id}) leads {firm}.{alone}{flips}{blank}"


def _rival(one: WeighedHypothesis, text: str, *, rounded: bool) -> Rival:
    band = one.posterior
    if band is None:
        how = "no posterior: the evidence is impossible"
    else:
        how = f"prior {spell_range(one.prior)}"
        if one.leads is not None and one.examined:
            how += f"; ahead in {spell_share(one.leads)} of the draws"
        if not one.examined:
            how += "; not examined, so it cannot lead"
    words = spell_band(band, rounded=rounded and band.greatest > 0) if band is not None else ""
    return Rival(one.id, text, spell_range(one.prior), band, words, spell_share(one.leads) if one.leads is not None else None, one.examined, how)


def _carriers(weighing: Weighing, question: WeighedQuestion, about: WeighedHypothesis) -> tuple[tuple[Carrier, ...], int]:
    """The items that move the leading hypothesis, the heaviest first, and how many move it by nothing that could be shown."""
    made: list[Carrier] = []
    idle = 0
    if about.posterior is None:
        return (), 0
    now = about.posterior.median
    for weight in weighing.weights:
        band = weight.without.get(about.id)
        if band is None:
            continue
        size = now - band.median
        tells = _tells(weight, question, about.id)
        if abs(size) < NO_MATTER and tells is None:
            idle += 1
            continue
        medians = {one.id: weight.without[one.id].median for one in question.hypotheses if one.id in weight.without and one.examined}
        best = max(medians, key=lambda id: medians[id]) if medians else None
        turn = f", and ({best}) would be ahead" if question.leader is not None and best is not None and best != question.leader else ""
        what = "its reports" if weight.kind == "source" else "it"
        way = "stays at" if abs(size) < NO_MATTER else "falls to" if size > 0 else "rises to"
        words = f"without {what} ({about.id}) {way} {spell_finely(band.median)} ({spell_finely(band.low)}–{spell_finely(band.high)}){turn}"
        name = weight.item if weight.kind == "source" else f"({weight.item})"
        made.append(Carrier(weight.item, name, size, band.median, words, tells))
    made.sort(key=lambda one: -abs(one.size))
    return tuple(made), idle


def _tells(weight: "Weight", question: WeighedQuestion, about: str) -> str | None:
    """Which rival the item tells the leading hypothesis from, and how well: the likelihood ratio of the pair where it is greatest."""
    best: tuple[float, str, Band] | None = None
    ids = [one.id for one in question.hypotheses]
    for other in ids:
        for pair, sign in ((f"{about}/{other}", 1.0), (f"{other}/{about}", -1.0)):
            band = weight.diagnosticity.get(pair)
            if band is None or other == about:
                continue
            turned = band if sign > 0 else type(band)(-band.median, -band.high, -band.low, -band.greatest, -band.least)
            if best is None or abs(turned.median) > abs(best[0]):
                best = (turned.median, other, turned)
    if best is None or abs(best[0]) < 0.02:
        return None
    middle, other, band = best
    first, second = (about, other) if middle > 0 else (other, about)
    low, high = sorted((10 ** abs(band.low), 10 ** abs(band.high))) if band.low * band.high > 0 else (1.0, 10 ** max(abs(band.low), abs(band.high)))
    span = _show_ratio(low) if _show_ratio(low) == _show_ratio(high) else f"{_show_ratio(low)} to {_show_ratio(high)}"
    return f"{span} times as expected under ({first}) as under ({second})"


def _tell_tipping(one: "Tipping") -> str:
    beyond = f"({one.next}) leads" if one.next is not None else "nobody leads"
    inside = "inside" if one.inside else "outside"
    return f"with {one.parameter} at {spell_finely(one.value)} ({inside} its {spell_range(one.interval)}) {beyond} instead of ({one.leader})"


def _indicators(index: Index, weighing: Weighing, question: WeighedQuestion) -> list[Finding]:
    texts = {watch.id: watch for watch in index.case.watch}
    made = []
    for one in sorted((each for each in weighing.indicators if each.question == question.id), key=lambda each: -each.bits_mid):
        watch = texts.get(one.id)
        due = f", by {watch.by}" if watch is not None and watch.by else ""
        expected = f"{spell_finely(one.expected.median)} ({spell_finely(one.expected.low)}–{spell_finely(one.expected.high)})"
        bits = f"{_show_bits(one.bits_mid)} ({_show_bits(one.bits.low)} to {_show_bits(one.bits.high)})"
        made.append(Finding(one.id, f"is expected to tell {bits}; yes is given {expected}{due}"))
    return made


def _source(index: Index, weighing: Weighing) -> list[Finding]:
    made = []
    for one in weighing.sources:
        after = spell_band(one.posterior) if one.posterior is not None else "no posterior"
        made.append(Finding(one.id, f"{name_source(index, one.id)}: truthful {spell_range(one.prior)} before the evidence, {after} after it"))
    return made


def _impossible(weighing: Weighing) -> str | None:
    if not weighing.impossible:
        return None
    if weighing.impossible == weighing.draws:
        return "The evidence is impossible in every draw; there are no posteriors."
    return f"The evidence is impossible in {count(weighing.impossible, 'draw')} of {count(weighing.draws or 0, 'draw')}; these are left out."


def _show_count(many: int) -> str:
    return f"{many:,}" if many < 10**15 else f"10^{len(str(many)) - 1}"


def _show_ratio(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:,.0f}" if ratio < 1e6 else "over a million"


def _show_bits(bits: float) -> str:
    return f"{bits:.2f} bits" if bits >= 0.005 else "next to nothing"
