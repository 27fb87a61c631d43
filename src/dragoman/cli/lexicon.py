"""``lexicon``: the tables checked, and what the texts hold that they lack."""

import typer


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
