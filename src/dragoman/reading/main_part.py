"""Finds the article on a web page: the smallest element that holds most of the page's prose.

Prose is what only articles have: blocks with full stops or several commas that are not links. Menus, lists of headlines
and tag clouds have none. Readers' comments do, and are told by the names that web pages give their elements.
"""

import re

from dragoman.reading.blocks import Block, Tree
from dragoman.reading.markup import attributes

_SENTENCE = re.compile("[。；…]|[，,、].*[，,、].*[，,、]", re.DOTALL)
_SHORTEST = 20
"""A block with fewer characters is no prose: a caption, a menu's entry, a headline."""
_MOST_LINKED = 0.5
_ENOUGH = 0.6
"""The share of the page's prose that the article's element must hold; teasers may hold the rest."""
_WORTH_READING = 60
"""Characters of prose; a page that has fewer without its comments may be misnamed, and is read whole."""
_COMMENTS = re.compile(
    r"(?:^|\s)(?:[\w-]*[-_])?(?:comments?|cmt|repl(?:y|ies)|pinglun|gentie)(?:[-_][\w-]*)?(?=\s|$)", re.I
)
_NEVER_COMMENTS = ("html", "body", "main", "article")
_PARAGRAPHS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "dd", "dt")
"""Elements that are one paragraph: an article of a single one is still more than that element."""


def article(text: str, tree: Tree) -> list[int]:
    """The indexes of the blocks that belong to the article: those inside its element, and prose beside that element.

    All blocks where the page has no prose at all.
    """
    comments = _within(tree, [_is_comments(text, tree, at) for at in range(len(tree.nodes))])
    weights = _weights(text, tree, comments)
    total = sum(weights)
    if not total:
        return list(range(len(tree.blocks)))
    home = _home(tree, weights, total * _ENOUGH)
    inside = _within(tree, [at == home for at in range(len(tree.nodes))])
    beside = tree.nodes[home].parent if home >= 0 else -1
    chosen = (
        home < 0 or inside[block.node] or (w > 0 and _near(tree, block.node, beside))
        for block, w in zip(tree.blocks, weights, strict=True)
    )
    return [at for at, yes in enumerate(chosen) if yes and not comments[tree.blocks[at].node]]


def _weights(text: str, tree: Tree, comments: list[bool]) -> list[int]:
    """How much prose each block holds, comments aside where anything is left without them."""
    weights = [prose(text, block) for block in tree.blocks]
    without = [0 if comments[block.node] else weight for block, weight in zip(tree.blocks, weights, strict=True)]
    if sum(without) >= _WORTH_READING:
        return without
    comments[:] = [False] * len(comments)
    return weights


def prose(text: str, block: Block) -> int:
    """How much prose the block holds: its characters, or 0 where it is none."""
    words = "".join(text[start:end] for start, end in block.runs).strip()
    if len(words) < _SHORTEST or block.linked > block.size * _MOST_LINKED or not _SENTENCE.search(words):
        return 0
    return len(words)


def _home(tree: Tree, weights: list[int], enough: float) -> int:
    """The innermost element with enough of the prose; -1 for the page itself."""
    held = [0] * (len(tree.nodes) + 1)  # the last stands for the page itself, the parent -1
    for block, weight in zip(tree.blocks, weights, strict=True):
        held[block.node] += weight
    for at in range(len(tree.nodes) - 1, -1, -1):  # an element comes after the one around it
        held[tree.nodes[at].parent] += held[at]
    home = max((at for at in range(len(tree.nodes)) if held[at] >= enough), default=-1)
    while home >= 0 and tree.nodes[home].name in _PARAGRAPHS:
        home = tree.nodes[home].parent
    return home


def _within(tree: Tree, marked: list[bool]) -> list[bool]:
    """For each element whether it is marked or lies in one that is; one more at the end for the page itself."""
    within: list[bool] = []
    for at, node in enumerate(tree.nodes):
        within.append(marked[at] or (node.parent >= 0 and within[node.parent]))
    return [*within, False]


def _is_comments(text: str, tree: Tree, at: int) -> bool:
    """Whether an element is named as the place of readers' comments."""
    node = tree.nodes[at]
    if node.name in _NEVER_COMMENTS or node.name in _PARAGRAPHS[:1]:
        return False
    values = attributes(text, node.token)
    return bool(_COMMENTS.search(f"{values.get('id', '')} {values.get('class', '')}"))


def _near(tree: Tree, node: int, beside: int) -> bool:
    """Whether an element is ``beside``, its child or its grandchild."""
    if beside < 0 or node < 0:
        return False
    parent = tree.nodes[node].parent
    return beside in (node, parent, tree.nodes[parent].parent if parent >= 0 else -1)
