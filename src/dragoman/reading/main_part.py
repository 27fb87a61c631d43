"""Finds the article on a web page: the smallest element that holds most of the page's prose.

Prose is what only articles have: long blocks with sentence punctuation that are not links. Menus, lists of headlines
and tag clouds have none, so no list of class names is needed.
"""

import re

from dragoman.reading.blocks import Block, Tree

_SENTENCE = re.compile("[，。！？；,;!?…”]")
_SHORTEST = 20
"""A block with fewer characters is no prose: a caption, a menu's entry, a headline."""
_MOST_LINKED = 0.5
_ENOUGH = 0.75
"""The share of the page's prose that the article's element must hold; comments and teasers may hold the rest."""

_PARAGRAPHS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "dd", "dt")
"""Elements that are one paragraph: an article of a single one is still more than that element."""


def article(text: str, tree: Tree) -> list[int]:
    """The indexes of the blocks that belong to the article: those inside its element, and prose beside that element.

    All blocks where the page has no prose at all.
    """
    weights = [_weight(text, block) for block in tree.blocks]
    total = sum(weights)
    if not total:
        return list(range(len(tree.blocks)))
    home = _home(tree, weights, total)
    inside = _inside(tree, home)
    beside = tree.nodes[home].parent if home >= 0 else -1
    return [
        at
        for at, block in enumerate(tree.blocks)
        if (block.node >= 0 and inside[block.node]) or home < 0 or (weights[at] and _near(tree, block.node, beside))
    ]


def _weight(text: str, block: Block) -> int:
    """How much prose the block holds: its characters, or 0 where it is none."""
    words = "".join(text[start:end] for start, end in block.runs).strip()
    if len(words) < _SHORTEST or block.linked > block.size * _MOST_LINKED or not _SENTENCE.search(words):
        return 0
    return len(words)


def _home(tree: Tree, weights: list[int], total: int) -> int:
    """The innermost element with enough of the prose; -1 for the page itself."""
    held = [0] * len(tree.nodes)
    for block, weight in zip(tree.blocks, weights, strict=True):
        if block.node >= 0:
            held[block.node] += weight
    for at in range(len(held) - 1, -1, -1):  # an element comes after the one around it
        if tree.nodes[at].parent >= 0:
            held[tree.nodes[at].parent] += held[at]
    home = max((at for at, weight in enumerate(held) if weight >= total * _ENOUGH), default=-1)
    while home >= 0 and tree.nodes[home].name in _PARAGRAPHS:
        home = tree.nodes[home].parent
    return home


def _inside(tree: Tree, home: int) -> list[bool]:
    inside: list[bool] = []
    for at, node in enumerate(tree.nodes):
        inside.append(at == home or (node.parent >= 0 and inside[node.parent]))
    return inside


def _near(tree: Tree, node: int, beside: int) -> bool:
    """Whether a block's element is a child of ``beside`` or ``beside`` itself."""
    return beside >= 0 and (node == beside or (node >= 0 and tree.nodes[node].parent == beside))
