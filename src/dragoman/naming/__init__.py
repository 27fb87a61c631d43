"""Finds persons, offices, states, organisations and places in text and resolves them as of the anchor date."""

from dragoman.naming.fold import fold
from dragoman.naming.namer import Namer

__all__ = ["Namer", "fold"]
