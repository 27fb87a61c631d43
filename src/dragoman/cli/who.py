"""``who``: whom a name or an office means on a day."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import LexiconFolder, chosen
from dragoman.cli.output import notes, unbroken

if TYPE_CHECKING:
    from dragoman.naming.who import Answer


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("who")(who)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person in any spelling, a surname, or an office.")],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day; today if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list, best first.")] = False,
    lexicon: LexiconFolder = None,
) -> None:
    """Tell who a name or an office means on a day, and why.

    Exit code 1 where nobody is known by it.

    **Examples**

        dragoman who 拜登 --on 2013-12-05

        dragoman who 日本首相 --on 2021-11-11 --json
    """
    import msgspec

    from dragoman.naming.who import Directory

    directory = Directory(chosen(None, lexicon).tables())
    answers = directory.who(name, (on or datetime.now()).date())
    with unbroken():
        typer.echo(msgspec.json.encode(answers).decode()) if as_json else _print(answers)
    if not answers:
        near = directory.near(name)
        hint = (
            f"Near it: {', '.join(near)}."
            if near
            else "Add a row to persons.tsv in a folder of your own and give it with --lexicon."
        )
        notes().print(f"dragoman: nobody is known as {name}. {hint}", markup=False)
        raise typer.Exit(1)


def _print(answers: "tuple[Answer, ...]") -> None:
    for answer in answers:
        typer.echo(f"{answer.person}  {answer.code}  {answer.office or '(no office)'}\n    {answer.reason}")
