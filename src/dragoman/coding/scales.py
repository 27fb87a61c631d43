"""CAMEO codes and Goldstein scores of PLOVER types, from the table ``grammar/scales.tsv``."""

from functools import lru_cache

from dragoman.lexicon.loader import BUILT_IN


@lru_cache(maxsize=1)
def load_scales() -> dict[tuple[str, str], tuple[str, float]]:
    """(type, mode) to (CAMEO code, Goldstein score); mode is empty for the type as a whole.

    The codes are the CAMEO categories that ``CAMEO2PLOVER`` maps to each type and mode; the scores are Goldstein
    (1992) as
    carried over to CAMEO.
    """
    lines = (BUILT_IN / "grammar" / "scales.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line]
    return {(row[0], row[1]): (row[2], float(row[3])) for row in rows}


def scaled(kind: str, mode: str | None) -> tuple[str, float]:
    """The CAMEO code and Goldstein score of an event's type and mode."""
    scales = load_scales()
    return scales.get((kind, mode or "")) or scales[kind, ""]
