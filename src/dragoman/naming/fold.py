"""One spelling for matching: simplified characters, half-width letters and digits, one middle dot. Length is kept."""

from functools import lru_cache

import opencc

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・●﹒"), "·")
_TABLE = _WIDE | _DOTS


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """``text`` in simplified characters with half-width letters and digits, the same length as ``text``.

    OpenCC's ``t2s`` keeps the length of Chinese text; where a phrase rule would not, characters are converted one
    by one.
    """
    folded: str = _converter().convert(text)
    if len(folded) != len(text):
        folded = "".join(_one(char) for char in text)
    return folded.translate(_TABLE)


def _one(char: str) -> str:
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char
