"""Names of codes for tables and charts: ``JPN 日本``."""

from functools import lru_cache

from dragoman.lexicon import load_lexicon


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Of the rows of one code the one with most aliases names it; a whole organisation goes before its organs."""
    lexicon = load_lexicon(None)
    whole = [row for row in lexicon.rows("organisations") if row.kind not in _PARTS]
    ranked = [*lexicon.rows("organisations"), *sorted(whole, key=lambda row: len(row.aliases)), *lexicon.rows("states")]
    return {row.code: row.name for row in ranked}


_PARTS = ("agency", "organ", "court", "mission", "command")


def name(country: str) -> str:
    """The Chinese name of a country or organisation, empty where the lexicon has none."""
    return _names().get(country, "")


def label(country: str) -> str:
    """Code and Chinese name."""
    return f"{country} {name(country)}".strip()
