"""Restoring: a document into fragments of one article each, with noise set aside and never deleted."""

from dragoman.restoring.answers import answers
from dragoman.restoring.restore import restore

__all__ = ["answers", "restore"]
