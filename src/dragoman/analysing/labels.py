"""Names of codes for tables and charts: ``JPN 日本``."""

from functools import lru_cache

from dragoman.lexicon import load_lexicon


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Of several rows with one code (a body and its organs) the one with the shortest name is the body."""
    lexicon = load_lexicon(None)
    rows = [row for table in ("states", "organisations") for row in lexicon.rows(table)]
    return {row.code: row.name for row in sorted(rows, key=lambda row: (-len(row.name), len(row.aliases)))}


def name(country: str) -> str:
    """The Chinese name of a country or organisation, empty where the lexicon has none."""
    return _names().get(country, "")


def label(country: str) -> str:
    """Code and Chinese name."""
    return f"{country} {name(country)}".strip()
