"""Codes events: a transparent grammar over typed mentions, with rules written as data."""

from dragoman.coding.engine import Engine, code_page, engine_for

__all__ = ["Engine", "code_page", "engine_for"]
