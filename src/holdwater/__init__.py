"""Does the hypothesis hold water? The public nouns and verbs; nothing is computed here, and nothing is imported until it is asked for."""

__version__ = "0.1.0"
