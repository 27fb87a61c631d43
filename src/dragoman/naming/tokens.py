"""Corrects the raw tokens by what stands beside them: dates, counted countries, abbreviations before 方."""

import re

from dragoman.naming.namebook import Sense, Token

_DAY = re.compile(r"[\d一二三四五六七八九十〇]日")
"""A day of the month: its 日 is no Japan (5日以军, 15日俄军)."""


def undated(tokens: list[Token], folded: str) -> list[Token]:
    """The tokens without those of one character that end a day of the month."""
    days = {match.end() - 1 for match in _DAY.finditer(folded)}
    return [token for token in tokens if not (token.start in days and token.end - token.start == 1)]


def undotted(tokens: list[Token], folded: str) -> list[Token]:
    """The tokens without those, but for persons, that are part of a name written with a middle dot (查德·鲍恩 is no
    Chad)."""
    return [token for token in tokens if token.sense("person", "surname") or not _dotted(token, folded)]


def _dotted(token: Token, folded: str) -> bool:
    return folded[token.end : token.end + 1] == "·" or folded[max(token.start - 1, 0) : token.start] == "·"


def with_counted(tokens: list[Token], folded: str, many: re.Pattern[str], code: str) -> list[Token]:
    """The tokens with those of countries that are only counted (39个国家), except where a longer entry stands."""
    added = [
        Token(match.start(), match.end(), match.group(), (Sense("organisation", code, code),))
        for match in many.finditer(folded)
        if not any(_outweighs(token, match) for token in tokens)
    ]
    if not added:
        return tokens
    kept = [token for token in tokens if not any(token.start < new.end and new.start < token.end for new in added)]
    return sorted(kept + added, key=lambda token: token.start)


def _outweighs(token: Token, match: re.Match[str]) -> bool:
    meets = token.start < match.end() and match.start() < token.end
    return meets and (token.end > match.end() or token.end - token.start >= match.end() - match.start())
