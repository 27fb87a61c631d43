"""The checks of the tables: the built-in ones have nothing to settle, and each fault in a user's folder is found."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.lexicon import load_lexicon
from dragoman.lexicon.checks import check_tables
from dragoman.naming.checks import check_names, without_effect

PAGE_WRITER = Path(__file__).parents[2] / "tools" / "document_lexicon.py"
HEADS = {
    "persons": "id\tname\tcountry\tlatin\taliases\tshort\tnote",
    "terms": "person\toffice\tbody\tstart\tend\tagency\tnote",
    "blockers": "word\tnote",
    "organisations": "code\tname\taliases\tkind\tmembers\tnote",
    "agencies": "code\tname\taliases\tbare\tnote",
}
DOE = "doe-jane\t简·多伊\tUSA\tJane Doe\t\t多伊\t"
ROE = "roe-john\t约翰·罗伊\tUSA\tJohn Roe\t\t\t"


def folder(path: Path, **tables: str) -> Path:
    """A user's folder with the given rows."""
    for name, rows in tables.items():
        (path / f"{name}.tsv").write_text(f"{HEADS[name]}\n{rows}\n", encoding="utf-8")
    return path


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_built_in_tables_have_nothing_to_settle() -> None:
    lexicon = load_lexicon()
    assert [*check_tables(lexicon), *check_names(lexicon)] == []


@pytest.mark.parametrize(
    ("kind", "tables"),
    [
        ("duplicate", {"persons": f"{DOE}\n{DOE}"}),
        ("unknown code", {"persons": DOE.replace("USA", "QQQ")}),
        ("unknown person", {"terms": "nobody-here\t国务卿\tUSA:GOV\t2031-01-01\t\t\t"}),
        ("unknown office", {"persons": DOE, "terms": "doe-jane\t大总管\tUSA:GOV\t2031-01-01\t\t\t"}),
        ("term", {"persons": DOE, "terms": "doe-jane\t国务卿\tUSA:GOV\t2032-01-01\t2031-01-01\t\t"}),
        ("term", {"persons": DOE, "terms": "doe-jane\t天皇\tUSA:GOV\t2031-01-01\t2031-02-01\t\t"}),
        ("overlap", {"persons": DOE, "terms": "doe-jane\t国务卿\tUSA:GOV\t2022-01-01\t2023-01-01\t\t"}),
        ("gap", {"persons": DOE, "terms": "blinken-antony\t国务卿\tUSA:GOV\t2021-01-26\t2023-01-20\t\t"}),
        ("never matches", {"persons": DOE.replace("简·多伊", "多")}),
        ("hidden", {"organisations": "ZZZ\t拜登\t\torganisation\t\t"}),
        (
            "shared",
            {
                "persons": f"{DOE}\n{ROE.replace('约翰·罗伊', '简·多伊')}",
                "terms": "\n".join(f"{one}\t顾问\tUSA:GOV\t2015\t2016\t\t" for one in ("doe-jane", "roe-john")),
            },
        ),
        ("no effect", {"blockers": "拜登\t"}),
        ("no effect", {"blockers": "囍囍\t"}),
    ],
)
def test_a_fault_is_found(tmp_path: Path, kind: str, tables: dict[str, str]) -> None:
    lexicon = load_lexicon(folder(tmp_path, **tables))
    assert kind in {finding.kind for finding in [*check_tables(lexicon), *check_names(lexicon)]}


def test_a_row_that_is_there_already_has_no_effect(tmp_path: Path) -> None:
    first = load_lexicon().rows("blockers")[0].word
    joined = load_lexicon(folder(tmp_path, blockers=f"{first}\tmine"))
    assert [finding.kind for finding in without_effect(load_lexicon(), joined)] == ["no effect"]


def test_rows_that_change_something_are_not_reported(tmp_path: Path) -> None:
    term = "doe-jane\t国务卿\tUSA:GOV\t2031-01-20\t\t\tinvented"
    joined = load_lexicon(folder(tmp_path, persons=DOE, terms=term))
    assert without_effect(load_lexicon(), joined) == []


def test_a_body_of_ones_own_leaves_the_others_of_its_state(tmp_path: Path) -> None:
    mine = load_lexicon(folder(tmp_path, agencies="USA:GOV\t星际事务部\t\tyes\t")).rows("agencies")
    assert len(mine) == len(load_lexicon().rows("agencies")) + 1


def test_the_command_reports_a_users_fault_as_json(tmp_path: Path) -> None:
    done = call("lexicon", "check", "--json", "--lexicon", folder(tmp_path, blockers="囍囍\t"))
    assert done.exit_code == 1
    assert [(one["kind"], one["where"]) for one in json.loads(done.stdout)] == [
        ("no effect", f"{tmp_path.name}/blockers.tsv:2")
    ]


def test_the_command_is_content_with_the_built_in_tables() -> None:
    done = call("lexicon", "check")
    assert (done.exit_code, done.stdout) == (0, "")


def test_who_answers_as_json_and_fails_for_strangers() -> None:
    done = call("who", "拜登", "--on", "2013-12-05", "--json")
    first = json.loads(done.stdout)[0]
    assert list(first) == ["person", "code", "office", "from", "to", "reason"]
    assert (first["code"], first["office"], first["from"]) == ("USA:GOV", "副总统", "2009-01-20")
    stranger = call("who", "司马相如甲", "--json")
    assert (stranger.exit_code, json.loads(stranger.stdout)) == (1, [])
    assert "nobody is known as" in stranger.stderr


def test_a_users_person_is_known_to_who(tmp_path: Path) -> None:
    term = "doe-jane\t国务卿\tUSA:GOV\t2031-01-20\t\t\tinvented"
    mine = folder(tmp_path, persons=DOE, terms=term)
    done = call("who", "美国国务卿", "--on", "2031-06-01", "--json", "--lexicon", mine)
    assert "简·多伊" in {one["person"] for one in json.loads(done.stdout)}


def test_the_page_of_the_tables_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(PAGE_WRITER), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
