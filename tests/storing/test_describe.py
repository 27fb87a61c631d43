"""docs/store.md says what the store is; DRAGOMAN_GOLDEN=write brings its tables up to date."""

import os
import re
from pathlib import Path

from handmade import store

from dragoman.storing import Store
from dragoman.storing.describe import describe

PAGE = Path(__file__).parents[2] / "docs" / "store.md"
MARK = "<!-- schema -->\n"


def test_the_page_describes_the_schema_as_it_is(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        tables = describe(opened)
    head, _, found = PAGE.read_text(encoding="utf-8").partition(MARK)
    if os.environ.get("DRAGOMAN_GOLDEN") == "write":
        PAGE.write_text(f"{head}{MARK}\n{tables}", encoding="utf-8")
        found = f"\n{tables}"
    assert found == f"\n{tables}"


def test_every_column_of_every_table_is_explained(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        silent = opened.query(
            "SELECT table_name, column_name FROM duckdb_columns()"
            " WHERE NOT internal AND comment IS NULL AND table_name <> 'chronology'"
        )
    assert silent == []


def test_the_queries_of_the_page_run(tmp_path: Path) -> None:
    examples = re.search(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    with Store.open(store(tmp_path)) as opened:
        for statement in examples[1].split(";")[:-1]:
            opened.query(statement)
