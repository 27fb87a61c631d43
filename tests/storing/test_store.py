import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from handmade import CALL, SHIFT, TEXT, UNDATED, WISH, broken, document, dump, page, record, store
from msgspec.structs import replace

from dragoman.errors import StoreError
from dragoman.model import Piece, Span, TextMap
from dragoman.storing import Coded, Store, migrate
from dragoman.storing.migrate import Migration, migrations, newest


def test_events_come_back_as_they_went_in(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        found = opened.events()
    assert [one.event for one in found] == [WISH, CALL, UNDATED]
    assert found[0].path == "/news/call.txt"
    assert found[1].published == "2014-04-18 09:30"


def test_evidence_and_trigger_are_found_in_the_text(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        found = opened.events()
    for one in found:
        assert one.shown is not None and one.trigger_shown is not None
        assert one.shown.cut(TEXT) == one.event.evidence
        assert one.trigger_shown.cut(TEXT) == one.event.trigger
        assert one.event.evidence_span.start == one.shown.start + SHIFT


def test_words_that_the_clean_text_lost_have_no_place(tmp_path: Path) -> None:
    lost = replace(CALL, evidence_span=Span(0, 5), id="lost")
    with Store.create(tmp_path / "s.duckdb") as opened:
        opened.replace([record(coded=(Coded(document(), page(), (lost,)),))])
        assert opened.events()[0].shown is None


def test_an_entity_in_the_file_is_one_character_of_the_text(tmp_path: Path) -> None:
    # "A&amp;B": the text's "&" stands for five code points of the file.
    pieces = (Piece(0, 1, 0, 1), Piece(1, 1, 1, 5), Piece(2, 1, 6, 1))
    coded = Coded(document(text="A&B", map=TextMap(pieces)), page(), (replace(CALL, evidence_span=Span(1, 7)),))
    with Store.create(tmp_path / "s.duckdb") as opened:
        opened.replace([record(coded=(coded,))])
        shown = opened.events()[0].shown
    assert shown == Span(1, 3)


def test_a_page_is_kept_with_its_parts(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        fragment = opened.query("SELECT * FROM fragments")[0]
        aside = opened.query("SELECT * FROM asides")[0]
        headline = opened.query("SELECT * FROM headlines")[0]
        kept = opened.query("SELECT * FROM documents")[0]
    assert fragment["ranges"] == [{"start": 7, "end": 33}, {"start": 39, "end": len(TEXT)}]
    assert str(fragment["anchor"]) == "2014-04-18" and fragment["reasons"] == ["same people"]
    assert TEXT[aside["start"] : aside["end"]] == "图片 1" and aside["kind"] == "caption"
    assert headline["spun"] and headline["changes"] == [{"found": "通话", "original": "通电话"}]
    assert kept["text"] == TEXT and kept["warnings"] == ["the HTML breaks off"]


def test_a_record_takes_the_place_of_its_own_path_only(tmp_path: Path) -> None:
    path = store(tmp_path)
    other = Coded(document(id="other"), page(), (replace(CALL, id="e000000other"),))
    with Store.create(path) as opened:
        opened.replace([record("/news/other.txt", digest="f" * 64, coded=(other,))])
        opened.replace([record(coded=(Coded(document(), page(), (WISH,)),), digest="c" * 64)])
        assert {one.event.id for one in opened.events()} == {"e000000other", WISH.id}
        orphans = "SELECT count(*) AS n FROM participants WHERE event_id NOT IN (SELECT id FROM events)"
        assert opened.query(orphans)[0]["n"] == 0
        assert len(opened.rejections()) == 1


def test_a_file_that_became_unreadable_loses_its_events(tmp_path: Path) -> None:
    path = store(tmp_path)
    with Store.create(path) as opened:
        opened.replace([broken("/news/call.txt")])
        assert opened.events() == []
        assert opened.known()["/news/call.txt"].status == "rejected"
        assert [row["n"] for row in opened.query("SELECT count(*) AS n FROM documents")] == [0]


def test_writing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    path = store(tmp_path)
    before = dump(path)
    with Store.create(path) as opened:
        opened.replace([record(), broken()])
    assert dump(path) == before


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    path = store(tmp_path)
    before = dump(path)
    twice = Coded(document(), page(), (CALL, CALL))
    with Store.create(path) as opened, pytest.raises(duckdb.ConstraintException):
        opened.replace([record(coded=(twice,))])
    assert dump(path) == before


def test_text_is_never_read_as_sql(tmp_path: Path) -> None:
    hostile = '\'); DROP TABLE events; -- " \\ \x00 {"a": 1} 😀 \u2028'
    words = replace(CALL, evidence=hostile, place=hostile, said_by=(hostile,), reasons={hostile: hostile}, id="hostile")
    with Store.create(tmp_path / "s.duckdb") as opened:
        opened.replace(
            [record(f"/news/{hostile}", coded=(Coded(document(text=hostile, title=hostile), page(), (words,)),))]
        )
        assert opened.events()[0].event == words
        assert opened.query("SELECT text, title FROM documents") == [{"text": hostile, "title": hostile}]


def test_every_table_and_view_is_explained(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        silent = opened.query(
            "SELECT table_name AS name FROM duckdb_tables() WHERE comment IS NULL"
            " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        )
    assert silent == []


def test_the_chronology_view_reads_as_a_line(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        lines = opened.query("SELECT date, type, actor, recipient, said_by FROM chronology")
    assert lines[0] == {
        "date": "2014-04",
        "type": "REQUEST",
        "actor": "JPN:GOV 安倍",
        "recipient": "USA:GOV 美方",
        "said_by": "日本放送协会 > 官邸消息人士",
    }


def test_migrations_are_numbered_without_gap() -> None:
    assert [step.version for step in migrations()] == list(range(1, newest() + 1))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (b"not a database at all, only text" * 200, "DuckDB"),
        (b"", "DuckDB"),
    ],
)
def test_another_file_is_no_store(tmp_path: Path, made: bytes, words: str) -> None:
    path = tmp_path / "other.duckdb"
    path.write_bytes(made)
    with pytest.raises(StoreError, match=words):
        Store.open(path)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.duckdb"
    with duckdb.connect(str(path)) as theirs:
        theirs.execute("CREATE TABLE sales AS SELECT 1 AS n")
    with pytest.raises(StoreError, match="no dragoman store"):
        Store.create(path)
    with duckdb.connect(str(path)) as theirs:
        assert theirs.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("sales",)]


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = store(tmp_path)
    with duckdb.connect(str(path)) as newer:
        newer.execute("INSERT INTO migrations VALUES (999, 'from the future')")
    with pytest.raises(StoreError, match=r"newer dragoman \(schema 999"):
        Store.create(path)


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store(tmp_path)
    known = migrations()
    later = Migration(newest() + 1, "notes", "CREATE TABLE notes (text VARCHAR); COMMENT ON TABLE notes IS 'Notes'")
    monkeypatch.setattr(migrate, "migrations", lambda: (*known, later))
    with Store.open(path) as opened:
        assert opened.query("SELECT max(version) AS newest FROM migrations") == [{"newest": later.version}]
        assert opened.query("SELECT * FROM notes") == []
        assert len(opened.events()) == 3


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store(tmp_path)
    before, known = dump(path), migrations()
    broken_step = Migration(newest() + 1, "broken", "CREATE TABLE half (n INTEGER); SELECT nonsense")
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "migrations", lambda: (*known, broken_step))
        with pytest.raises(duckdb.Error):
            Store.create(path)
    assert dump(path) == before


def test_a_store_in_use_says_so(tmp_path: Path) -> None:
    path = store(tmp_path)
    hold = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout and other.stdout.readline()
        with pytest.raises(StoreError, match="in use by another process"):
            Store.open(path)
        other.stdin.close()


def test_a_missing_store_and_a_missing_folder_name_the_cure(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dragoman build"):
        Store.open(tmp_path / "none.duckdb")
    with pytest.raises(StoreError, match="folder does not exist"):
        Store.create(tmp_path / "no" / "s.duckdb")


def test_two_documents_of_one_name_live_side_by_side(tmp_path: Path) -> None:
    one = Coded(document(), page(), (CALL,))
    two = Coded(document(), page(), (replace(CALL, id="e0000second"),))
    with Store.create(tmp_path / "s.duckdb") as opened:
        opened.replace([record("/a/index.txt", digest="a" * 64, coded=(one,))])
        opened.replace([record("/b/index.txt", digest="b" * 64, coded=(two,))])
        assert len(opened.events()) == 2
        assert len({one.doc_key for one in opened.events()}) == 2
