"""Restoring: a document into fragments of one article each, with noise set aside and never deleted."""

from dragoman.restoring.answers import answers
from dragoman.restoring.apart import restore
from dragoman.restoring.boilerplate import Boilerplate, learn_boilerplate
from dragoman.restoring.duplicates import Copy, Group, near_duplicates
from dragoman.restoring.placing import covered, rejoined

__all__ = [
    "Boilerplate",
    "Copy",
    "Group",
    "answers",
    "covered",
    "learn_boilerplate",
    "near_duplicates",
    "rejoined",
    "restore",
]
