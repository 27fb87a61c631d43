"""The documentation says what dragoman does: its examples are run, and what it lists is complete."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from run_docs import PAGES, difference

from dragoman.coding.roles import PLACES
from dragoman.coding.rules import Rule

ROOT = Path(__file__).parents[2]
SET_UP = ("pip install . && dragoman demo", "pip install '.[dev]' && pytest")


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_do_what_it_says(page: str) -> None:
    found = difference(page)
    assert not found, f"{found}\n\nIf the new output is right: python tools/run_docs.py --write"


def test_the_page_of_commands_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools/document_cli.py", "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_every_field_and_place_of_a_rule_is_described() -> None:
    rows = set(re.findall(r"^\| `([\w:]+)`", (ROOT / "docs/rules.md").read_text(), re.MULTILINE))
    assert {*Rule.__struct_fields__, *PLACES} <= rows


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_has_the_two_commands_and_no_other_way(name: str) -> None:
    blocks = re.findall(r"^```bash\n(.*?)\n```$", (ROOT / name).read_text(), re.DOTALL | re.MULTILINE)
    assert tuple(blocks) == SET_UP


def test_both_readmes_show_the_same_examples() -> None:
    english, chinese = (
        re.findall(r"^(?:\$|>>>|\.\.\.) .*$", (ROOT / name).read_text(), re.MULTILINE)
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese


def test_the_examples_do_not_hide_in_pages_that_nobody_runs() -> None:
    own_tests = {"docs/lexicon.md", "docs/store.md"}
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        name = page.relative_to(ROOT).as_posix()
        if re.search(r"^```(console|pycon)$", page.read_text(), re.MULTILINE) and not name.startswith("docs/restoring"):
            assert name in {*PAGES, *own_tests}, f"{name} has examples: name it in tools/run_docs.py"


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", prose)
    lost = [link for link in links if not (page.parent / link).exists()]
    assert not lost
