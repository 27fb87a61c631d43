"""Linking: the reports of one happening, over the whole store, become one happening with its accounts."""

from dragoman.linking.accounts import Account, Accounts, Source, accounts
from dragoman.linking.decisions import Decision, decide, decisions, undo
from dragoman.linking.link import Linking, link_store

__all__ = [
    "Account",
    "Accounts",
    "Decision",
    "Linking",
    "Source",
    "accounts",
    "decide",
    "decisions",
    "link_store",
    "undo",
]
