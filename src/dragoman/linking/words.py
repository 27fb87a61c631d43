"""Words of the evidence in a form that is quick to compare: pairs of characters, moments, numbers."""

import re
from collections.abc import Iterable
from itertools import pairwise
from zlib import crc32

from dragoman.linking.weights import Weights
from dragoman.naming import fold

# A prime near 2048: two sentences of sixty pairs of characters share by chance about two of its bits.
_BITS = 2039
_DATE = re.compile(r"\d{4}年|\d{1,2}月份?|\d{1,2}[日号]|(?:星期|周)[一二三四五六日天]")
_SAYS = re.compile(r"\w")
_DIGITS = {mark: number for number, mark in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}


def signature(evidence: str, names: Iterable[str]) -> int:
    """A set of bits for the pairs of characters of ``evidence``, without names, dates and punctuation."""
    bare = fold(evidence)
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(fold(name), "\n")
    bare = _DATE.sub("\n", bare)
    bits = 0
    for left, right in pairwise(bare):
        if _SAYS.match(left) and _SAYS.match(right):
            bits |= 1 << crc32((left + right).encode()) % _BITS
    return bits


def likeness(left: int, right: int, short: int) -> float | None:
    """The share of the lesser set that is in the other; None where one has fewer than ``short`` members."""
    fewer = min(left.bit_count(), right.bit_count())
    return (left & right).bit_count() / fewer if fewer >= short else None


def moments(evidence: str, weights: Weights) -> frozenset[str]:
    """The rows of the table's groups of words that stand in ``evidence``, a group only where one row of it does."""
    folded, found = fold(evidence), set()
    for word, row in weights.moment_words.items():
        if word in folded:
            found.add(row)
    groups = [row.partition(":")[0] for row in found]
    return frozenset(row for row in found if groups.count(row.partition(":")[0]) == 1)


def numbers(evidence: str, weights: Weights) -> frozenset[str]:
    """The facts in numbers: ``人=12``. One (一名, 一次) counts nothing and is left out."""
    found = set()
    for match in weights.counted.finditer(fold(evidence)):
        value = _value(match["number"]) * _GREAT.get(match["great"], 1)
        if value > 1:
            found.add(f"{_UNITS.get(match['unit'], match['unit'])}={value:g}")
    return frozenset(found)


_UNITS = {"名": "人"}


def _value(written: str) -> float:
    """The value of digits or of Chinese numerals under ten thousand."""
    if written[0].isdigit():
        return float(written.replace(",", ""))
    total = last = 0
    for mark in written:
        if mark in _TENS:
            total, last = total + (last or 1) * _TENS[mark], 0
        else:
            last = _DIGITS[mark]
    return float(total + last)
