"""Every error that dragoman raises on purpose.

DragomanError
├── BadInput        a file that can't be read: names the file, what is wrong, the cure
├── LexiconError    a table that can't be loaded: names the file, the line, the cell, the cure
└── StoreError      a store that can't be opened or was made by another version
"""


class DragomanError(Exception):
    """The root: ``where`` the fault lies, ``what`` is wrong, and the ``cure``."""

    def __init__(self, where: str, what: str, cure: str = "") -> None:
        self.where, self.what, self.cure = where, what, cure
        super().__init__(f"{where}: {what}" + (f". {cure}" if cure else ""))


class BadInput(DragomanError):
    """An input that can't be read."""


class LexiconError(DragomanError):
    """A table of the lexicon that can't be loaded."""


class StoreError(DragomanError):
    """A store that can't be opened, read or written."""
