"""Golden cases: a file in ``cases`` beside what must come out of it (``.want``). To add one, add the two files."""

from pathlib import Path

import pytest
from reading_support import LEXICON, assert_leads_back, rendered

from dragoman.model import Document
from dragoman.reading import read_bytes, read_paths

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".want")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path) -> None:
    documents = read_bytes(path.read_bytes(), path.name, lexicon=LEXICON)
    want = path.with_name(path.name + ".want").read_text(encoding="utf-8")
    assert "====\n".join(map(rendered, documents)) == want
    for document in documents:
        assert_leads_back(document, path.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_paths_and_bytes_read_the_same(path: Path) -> None:
    from_path = list(read_paths([str(path)], lexicon=LEXICON))
    from_bytes = read_bytes(path.read_bytes(), str(path), lexicon=LEXICON)
    assert from_path == from_bytes


def test_line_ends_of_windows_change_only_offsets() -> None:
    for path in CASES:
        if path.suffix in (".txt", ".md", ".html"):
            plain = read_bytes(path.read_bytes(), path.name, lexicon=LEXICON)
            data = path.read_bytes().replace(b"\n", b"\r\n")
            windows = read_bytes(data, path.name, lexicon=LEXICON)
            assert list(map(rendered, windows)) == list(map(rendered, plain))
            for document in windows:
                assert_leads_back(document, data.decode("utf-8"))


def test_every_case_is_a_document() -> None:
    found = list(read_paths([str(path) for path in CASES], lexicon=LEXICON))
    assert all(isinstance(item, Document) for item in found)
