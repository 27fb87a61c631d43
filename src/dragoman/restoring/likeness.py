"""How alike the paragraphs of a page are, for those pairs that share a word or name rare enough to count.

Words that stand in many paragraphs tie none together and are left out, so the pairs stay few: the work grows with the
page's length, not with its square.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import msgspec

from dragoman.restoring.traits import Traits

Key = TypeVar("Key", bound=Hashable)

_COMMON = 24
"""A word in more paragraphs than this ties none together, however long the page."""
_ALONE = 0.3
"""What a word that stands in one paragraph only adds to that paragraph's size."""
_ENOUGH = 12.0


class Tie(msgspec.Struct, frozen=True):
    """How alike two paragraphs are: in ``words`` and ``names`` (cosines), and in ``rare`` words of theirs alone."""

    words: float
    names: float
    rare: float


class Likeness(msgspec.Struct, frozen=True):
    """For each paragraph the ties to the others; ``gram_counts`` says in how many paragraphs a word stands."""

    ties: tuple[dict[int, Tie], ...]
    gram_counts: dict[str, int]


def liken(traits: Sequence[Traits]) -> Likeness:
    """The ties between all paragraphs of a page."""
    grams = [trait.grams for trait in traits]
    counts = Counter(gram for words in grams for gram in words)
    words = _cosines(grams, counts)
    names = _cosines([trait.names for trait in traits], Counter(key for trait in traits for key in trait.names))
    rare = _rare(grams, counts)
    pairs = words.keys() | names.keys()
    ties: list[dict[int, Tie]] = [{} for _ in traits]
    for pair in sorted(pairs):
        tie = Tie(words.get(pair, 0.0), names.get(pair, 0.0), rare.get(pair, 0.0))
        ties[pair[0]][pair[1]] = ties[pair[1]][pair[0]] = tie
    return Likeness(tuple(ties), dict(counts))


def _cosines(vectors: Sequence[Mapping[Key, float]], counts: Mapping[Key, int]) -> dict[tuple[int, int], float]:
    """Cosines of the vectors, weighed by how rare each key is on the page."""
    whole = len(vectors) + 1
    rarity = {key: math.log(whole / count) for key, count in counts.items()}
    sizes = [_size(vector, rarity, counts) for vector in vectors]
    products: defaultdict[tuple[int, int], float] = defaultdict(float)
    for key, holders in _holders(vectors, counts).items():
        for at, left in enumerate(holders):
            for right in holders[at + 1 :]:
                products[left, right] += rarity[key] ** 2 * vectors[left][key] * vectors[right][key]
    return {pair: product / (sizes[pair[0]] * sizes[pair[1]]) for pair, product in products.items()}


def _size(vector: Mapping[Key, float], rarity: Mapping[Key, float], counts: Mapping[Key, int]) -> float:
    squares = ((rarity[key] * weight) ** 2 * (_ALONE if counts[key] == 1 else 1.0) for key, weight in vector.items())
    return math.sqrt(sum(squares)) or 1.0


def _holders(vectors: Sequence[Mapping[Key, float]], counts: Mapping[Key, int]) -> dict[Key, list[int]]:
    """For each key that ties paragraphs together, which they are."""
    holders: defaultdict[Key, list[int]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for key in vector:
            if 1 < counts.get(key, 0) <= _COMMON:
                holders[key].append(at)
    return holders


def _rare(grams: Sequence[Mapping[str, float]], counts: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """How many characters the pairs share in words that hardly any other paragraph has, up to 1."""
    few = max(2, min(4, len(grams) // 6))
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    for gram, holders in _holders(grams, {key: count for key, count in counts.items() if count <= few}).items():
        for at, left in enumerate(holders):
            for right in holders[at + 1 :]:
                shared[left, right] += len(gram) - 1
    return {pair: min(1.0, size / _ENOUGH) for pair, size in shared.items()}
