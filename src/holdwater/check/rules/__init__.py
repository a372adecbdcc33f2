"""The rules, by hand: one file each, its docstring the explanation, `check` its code. Codes are never reused."""


from holdwater.diagnostics import Severity
from holdwater.typed import Any, Literal, NamedTuple


class Rule(NamedTuple):
    """A rule and where it lives. severity: the gravest it gives. form: which kind of text it looks at. module: name of its file.

    A module has `check(view)`, or `check_weighed(view, weighed)` where it needs what points say and hold, or `check_quotes(quotations)` where it
    needs the sources that a case quotes, or `check_numbers(view, weighing)` where it needs posteriors, or none of these where others raise it.
    on: a kind of phrase without which it finds nothing, so that its module need not be loaded; "elsewhere" where others raise it.
    """

    code: str
    name: str
    severity: Severity
    module: str
    form: Literal["both", "article", "case"] = "both"
    needs: Literal["", "sources", "numbers"] = ""
    on: str = ""


RULES: tuple[Rule, ...] = (
    Rule("HW101", "dangling-reference", "error", "hw101_dangling_reference", "case", on="elsewhere"),
    Rule("HW102", "duplicate-label", "error", "hw102_duplicate_label", "case", on="elsewhere"),
    Rule("HW103", "unknown-field", "error", "hw103_unknown_field", "case", on="elsewhere"),
    Rule("HW104", "unknown-term", "error", "hw104_unknown_term", "case", on="elsewhere"),
    Rule("HW105", "list-number", "error", "hw105_list_number", "case", on="elsewhere"),
    Rule("HW106", "glued-field", "error", "hw106_glued_field", "case", on="elsewhere"),
    Rule("HW107", "field-indent", "error", "hw107_field_indent", "case", on="elsewhere"),
    Rule("HW108", "unlabelled-item", "note", "hw108_unlabelled_item", "case", on="elsewhere"),
    Rule("HW109", "bad-date", "error", "hw109_bad_date", "case", on="elsewhere"),
    Rule("HW110", "front-matter", "error", "hw110_front_matter", "case", on="elsewhere"),
    Rule("HW111", "nesting", "error", "hw111_nesting", "case", on="elsewhere"),
    Rule("HW112", "unreadable-value", "error", "hw112_unreadable_value", "case", on="elsewhere"),
    Rule("HW113", "stray-item", "note", "hw113_stray_item", "case", on="elsewhere"),
    Rule("HW114", "repeated-field", "error", "hw114_repeated_field", "case", on="elsewhere"),
    Rule("HW115", "undercut-misses", "error", "hw115_undercut_misses", "case", on="elsewhere"),
    Rule("HW116", "mixed-questions", "error", "hw116_mixed_questions", "case", on="elsewhere"),
    Rule("HW117", "empty-item", "error", "hw117_empty_item", "case", on="elsewhere"),
    Rule("HW120", "number-order", "warning", "hw120_number_order", "article"),
    Rule("HW121", "dangling-number", "warning", "hw121_dangling_number", "article"),
    Rule("HW122", "unused-point", "note", "hw122_unused_point", "article"),
    Rule("HW123", "reference-not-in-fields", "warning", "hw123_reference_not_in_fields", "case"),
    Rule("HW124", "self-reference", "warning", "hw124_self_reference"),
    Rule("HW125", "sentence-and-field", "warning", "hw125_sentence_and_field", "case"),
    Rule("HW126", "expectation-failed", "error", "hw126_expectation_failed", "case", on="elsewhere"),
    Rule("HW128", "allow-without-reason", "warning", "hw128_allow_without_reason", on="elsewhere"),
    Rule("HW129", "allow-for-nothing", "note", "hw129_allow_for_nothing", on="elsewhere"),
    Rule("HW130", "hidden-text", "warning", "hw130_hidden_text", "article"),
    Rule("HW131", "text-cut-off", "error", "hw131_text_cut_off", "article"),
    Rule("HW201", "support-loop", "warning", "hw201_support_loop"),
    Rule("HW202", "self-support", "warning", "hw202_self_support"),
    Rule("HW203", "confidence-inflation", "warning", "hw203_confidence_inflation"),
    Rule("HW204", "explained-evidence", "warning", "hw204_explained_evidence"),
    Rule("HW205", "self-confirmation", "warning", "hw205_self_confirmation"),
    Rule("HW206", "certainty-unearned", "warning", "hw206_certainty_unearned"),
    Rule("HW207", "hedge-dropped", "warning", "hw207_hedge_dropped"),
    Rule("HW208", "denial-dropped", "warning", "hw208_denial_dropped"),
    Rule("HW209", "lack-of-imagination", "warning", "hw209_lack_of_imagination", on="imagination"),
    Rule("HW210", "weakest-link", "note", "hw210_weakest_link"),
    Rule("HW211", "long-chain", "note", "hw211_long_chain"),
    Rule("HW212", "missing-premise", "warning", "hw212_missing_premise"),
    Rule("HW213", "correlation-as-cause", "warning", "hw213_correlation_as_cause"),
    Rule("HW214", "part-for-whole", "warning", "hw214_part_for_whole", on="part"),
    Rule("HW215", "hasty-generalisation", "warning", "hw215_hasty_generalisation"),
    Rule("HW216", "begging-the-question", "warning", "hw216_begging_the_question", "article", on="assuming"),
    Rule("HW217", "open-questions", "note", "hw217_open_questions", "case"),
    Rule("HW218", "self-attack", "warning", "hw218_self_attack", "case"),
    Rule("HW301", "no-source", "warning", "hw301_no_source"),
    Rule("HW302", "anonymous-source", "note", "hw302_anonymous_source"),
    Rule("HW303", "stake-only-source", "warning", "hw303_stake_only_source", "case"),
    Rule("HW304", "single-origin", "warning", "hw304_single_origin", "case"),
    Rule("HW305", "silence-as-evidence", "warning", "hw305_silence_as_evidence"),
    Rule("HW306", "relay-as-confirmation", "warning", "hw306_relay_as_confirmation"),
    Rule("HW307", "not-denied-as-confirmation", "warning", "hw307_not_denied_as_confirmation"),
    Rule("HW308", "unsourced-motive", "warning", "hw308_unsourced_motive"),
    Rule("HW309", "unsupported-knowledge", "warning", "hw309_unsupported_knowledge", on="knowledge"),
    Rule("HW310", "bare-exclusion", "warning", "hw310_bare_exclusion", on="exclusion"),
    Rule("HW311", "pointed-silence", "warning", "hw311_pointed_silence", on="pointed"),
    Rule("HW312", "doubted-sole-source", "warning", "hw312_doubted_sole_source", on="doubt"),
    Rule("HW313", "quote-not-found", "error", "hw313_quote_not_found", "case", "sources"),
    Rule("HW314", "quote-altered", "error", "hw314_quote_altered", "case", "sources"),
    Rule("HW315", "quote-ambiguous", "warning", "hw315_quote_ambiguous", "case", "sources"),
    Rule("HW316", "quote-place-wrong", "warning", "hw316_quote_place_wrong", "case", "sources"),
    Rule("HW317", "source-changed", "warning", "hw317_source_changed", "case", "sources"),
    Rule("HW318", "source-unreadable", "error", "hw318_source_unreadable", "case", "sources"),
    Rule("HW319", "clipped-negation", "warning", "hw319_clipped_negation", "case", "sources"),
    Rule("HW320", "clipped-hedge", "warning", "hw320_clipped_hedge", "case", "sources"),
    Rule("HW321", "clipped-attribution", "warning", "hw321_clipped_attribution", "case", "sources"),
    Rule("HW322", "text-not-as-at", "error", "hw322_text_not_as_at", "case", "sources"),
    Rule("HW323", "quote-too-short", "warning", "hw323_quote_too_short", "case", "sources"),
    Rule("HW324", "quote-disguised", "error", "hw324_quote_disguised", "case", "sources"),
    Rule("HW325", "quote-from-hidden-text", "warning", "hw325_quote_from_hidden_text", "case", "sources"),
    Rule("HW401", "hedge-stacking", "note", "hw401_hedge_stacking"),
    Rule("HW402", "likelihood-and-confidence", "note", "hw402_likelihood_and_confidence", on="confidence"),
    Rule("HW403", "off-scale-term", "note", "hw403_off_scale_term", "case"),
    Rule("HW404", "weasel-attribution", "note", "hw404_weasel_attribution", on="weasel"),
    Rule("HW405", "loaded-term", "note", "hw405_loaded_term", on="loaded"),
    Rule("HW406", "certainty-by-adverb", "warning", "hw406_certainty_by_adverb"),
    Rule("HW407", "empty-modal", "note", "hw407_empty_modal", on="empty"),
    Rule("HW501", "no-rival", "warning", "hw501_no_rival"),
    Rule("HW502", "unexamined-rival", "warning", "hw502_unexamined_rival", "case"),
    Rule("HW503", "no-distinguishing-evidence", "warning", "hw503_no_distinguishing_evidence", "case"),
    Rule("HW504", "nothing-against", "note", "hw504_nothing_against", "case"),
    Rule("HW505", "no-indicator", "note", "hw505_no_indicator", "case"),
    Rule("HW506", "gap-between-rivals", "note", "hw506_gap_between_rivals", "case"),
    Rule("HW507", "rivals-overlap", "note", "hw507_rivals_overlap", "case"),
    Rule("HW601", "said-above-held", "warning", "hw601_said_above_held"),
    Rule("HW602", "prior-decides", "note", "hw602_prior_decides", "case", "numbers"),
    Rule("HW603", "lead-inside-ranges", "note", "hw603_lead_inside_ranges", "case", "numbers"),
    Rule("HW604", "one-item-carries-all", "note", "hw604_one_item_carries_all", "case", "numbers"),
    Rule("HW605", "impossible-evidence", "warning", "hw605_impossible_evidence", "case", "numbers"),
    Rule("HW606", "not-computed", "note", "hw606_not_computed", "case", "numbers"),
    Rule("HW608", "firm-on-one-origin", "note", "hw608_firm_on_one_origin", "case", "numbers"),
    Rule("HW609", "expectation-not-run", "note", "hw609_expectation_not_run", "case", on="elsewhere"),
    Rule("HW701", "past-the-date", "warning", "hw701_past_the_date"),
    Rule("HW702", "dates-outside-window", "warning", "hw702_dates_outside_window"),
    Rule("HW703", "count-mismatch", "note", "hw703_count_mismatch"),
    Rule("HW704", "cause-after-effect", "warning", "hw704_cause_after_effect"),
    Rule("HW705", "known-after-as-of", "warning", "hw705_known_after_as_of", "case"),
    Rule("HW706", "overdue-indicator", "warning", "hw706_overdue_indicator", "case"),
    Rule("HW707", "stale", "note", "hw707_stale"),
    Rule("HW708", "unresolved-place", "note", "hw708_unresolved_place", "case"),
    Rule("HW709", "place-mismatch", "note", "hw709_place_mismatch", "case"),
)

UNDER: tuple[tuple[str, str], ...] = (
    ("HW201", "HW202"),
    ("HW201", "HW203"),
    ("HW201", "HW601"),
    ("HW203", "HW601"),
    ("HW203", "HW210"),
    ("HW601", "HW210"),
    ("HW203", "HW206"),
    ("HW206", "HW406"),
    ("HW205", "HW501"),
    ("HW209", "HW305"),
    ("HW209", "HW310"),
    ("HW305", "HW311"),
    ("HW305", "HW122"),
    ("HW307", "HW305"),
    ("HW307", "HW301"),
    ("HW309", "HW301"),
    ("HW309", "HW308"),
    ("HW309", "HW207"),
    ("HW306", "HW302"),
    ("HW404", "HW302"),
    ("HW306", "HW304"),
    ("HW319", "HW320"),
    ("HW319", "HW321"),
    ("HW320", "HW321"),
)
"""Where two findings are about one place, the first of a pair explains more: the second is shown under it."""


def load(rule: Rule) -> Any:
    """The module of a rule."""
    return __import__(f"{__name__}.{rule.module}", fromlist=("check",))  # importlib itself would have to be loaded
