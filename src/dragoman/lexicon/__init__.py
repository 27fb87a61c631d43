"""The knowledge: tables of names, offices, places, issues and rules, loaded and checked by one loader."""

from dragoman.lexicon.loader import Lexicon, load_lexicon

__all__ = ["Lexicon", "load_lexicon"]
