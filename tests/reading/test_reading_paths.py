"""Paths: files, folders, standard input, packed files; order, links and what can't be opened."""

import bz2
import gzip
import io
import lzma
import os
import random
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from reading_support import LEXICON

from dragoman.errors import BadInput
from dragoman.model import Document, Rejected
from dragoman.reading import read_bytes, read_paths

WORDS = "甲国外长5日会见乙国总统。"


def found(*paths: Path | str) -> list[Document | Rejected]:
    return list(read_paths(map(str, paths), lexicon=LEXICON))


def ids(items: list[Document | Rejected]) -> list[str]:
    return [item.id if isinstance(item, Document) else f"! {item.reason}" for item in items]


def test_folders_are_read_sorted_and_hidden_files_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt", "c"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(WORDS, encoding="utf-8")
    assert ids(found(tmp_path)) == ["1", "2", "b", "c"]
    assert ids(found(tmp_path / ".hidden.txt")) == [".hidden"]


def test_reading_goes_file_by_file(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    stream = read_paths([str(tmp_path)], lexicon=LEXICON)
    assert isinstance(next(stream), Document)
    (tmp_path / "2.txt").write_text("后来写的。", encoding="utf-8")
    second = next(stream)
    assert isinstance(second, Document)
    assert second.text == "后来写的。"


def test_what_cannot_be_opened_is_rejected_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    os.mkfifo(tmp_path / "pipe")
    items = found(tmp_path, tmp_path / "missing.txt")
    reasons = {Path(item.path).name: item.reason for item in items if isinstance(item, Rejected)}
    assert "leads nowhere" in reasons["dangling"]
    assert "leads nowhere" in reasons["self"]
    assert "lies in" in reasons["circle"]
    assert "no regular file" in reasons["pipe"]
    assert "No such file" in reasons["missing.txt"]
    assert [item.id for item in items if isinstance(item, Document)] == ["good"]
    assert all(item.cure for item in items if isinstance(item, Rejected))


def test_a_file_or_folder_without_permission_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut.txt").write_text(WORDS, encoding="utf-8")

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    (item,) = found(tmp_path / "shut.txt")
    assert isinstance(item, Rejected)
    assert item.reason == "Permission denied"
    assert "permission" in item.cure
    monkeypatch.setattr(Path, "iterdir", refuse)
    (item,) = found(tmp_path / "shut")
    assert isinstance(item, Rejected)
    assert item.path.endswith("shut")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions_of_the_file_system_count(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.write_text(WORDS, encoding="utf-8")
    path.chmod(0)
    assert ids(found(path)) == ["! Permission denied"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    (item,) = found("-")
    assert isinstance(item, Document)
    assert (item.id, item.path, item.text) == ("stdin", "-", WORDS)


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xbc\xd7.txt"
    Path(os.fsdecode(path)).write_text(WORDS, encoding="utf-8")
    (item,) = found(tmp_path)
    assert isinstance(item, Document)
    assert item.path.encode()


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_compressed_file_reads_as_its_content(suffix: str, pack: object, tmp_path: Path) -> None:
    path = tmp_path / f"news.txt.{suffix}"
    path.write_bytes(pack(WORDS.encode()))  # type: ignore[operator]
    (item,) = found(path)
    assert isinstance(item, Document)
    assert (item.id, item.text) == ("news", WORDS)


def test_archives_hold_files(tmp_path: Path) -> None:
    packed = {
        "a/1.txt": WORDS.encode(),
        "2.txt.gz": gzip.compress(WORDS.encode()),
        ".x": b"y",
        "bad.bin": b"\x00\x01" * 99,
    }
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name, data in packed.items():
            archive.writestr(name, data)
    with tarfile.open(tmp_path / "all.tar.gz", "w:gz") as tar:
        for name, data in packed.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    for name in ("all.zip", "all.tar.gz"):
        items = found(tmp_path / name)
        assert sorted(item.id for item in items if isinstance(item, Document)) == ["1", "2"]
        (bad,) = [item for item in items if isinstance(item, Rejected)]
        assert bad.path.endswith(f"{name}!/bad.bin")
        assert len({item.digest for item in items if isinstance(item, Document)}) == 1


def test_an_office_document_is_no_archive_of_news(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    (item,) = found(tmp_path / "x.docx")
    assert isinstance(item, Rejected)
    assert "office" in item.reason


def test_damaged_archives_give_what_they_have(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d %s"}\n' % (number, os.urandom(200).hex().encode()) for number in range(500))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines)[:60_000])
    items = found(tmp_path / "cut.jsonl.gz")
    assert sum(isinstance(item, Document) for item in items) > 50
    last = items[-1]
    assert isinstance(last, Rejected)
    assert "damaged" in last.reason
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress((WORDS * 9).encode() + os.urandom(99).hex().encode())[:-30])
    (item,) = found(tmp_path / "cut.txt.gz")
    assert isinstance(item, Document)
    assert "breaks off" in item.warnings[0]
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 nonsense")
    assert ids(found(tmp_path / "no.zip"))[0].startswith("! damaged")


def packed() -> dict[str, bytes]:
    """One text in every kind of package."""
    words = (WORDS * 20).encode()
    in_zip, in_tar = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(in_zip, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", words)
    with tarfile.open(fileobj=in_tar, mode="w") as tar:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(words)
        tar.addfile(entry, io.BytesIO(words))
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: text/plain\r\n"
    record = head + b"Content-Length: %d\r\n\r\n" % len(words) + words + b"\r\n\r\n"
    return {
        "gz": gzip.compress(words),
        "bz2": bz2.compress(words),
        "xz": lzma.compress(words),
        "zip": in_zip.getvalue(),
        "tar": in_tar.getvalue(),
        "tar.gz": gzip.compress(in_tar.getvalue()),
        "warc": record,
        "warc.gz": gzip.compress(record),
    }


@pytest.mark.parametrize("kind", packed().keys())
def test_damage_anywhere_raises_nothing_but_bad_input(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(150):
        data = bytearray(packed()[kind])
        at = chance.randrange(len(data))
        change = chance.choice(("byte", "gap", "cut"))
        if change == "byte":
            data[at] = chance.randrange(256)
        elif change == "gap":
            del data[at : at + chance.randrange(1, 40)]
        else:
            del data[at:]
        try:
            read_bytes(bytes(data), f"x.{kind}", lexicon=LEXICON)
        except BadInput as fault:
            assert fault.what
            assert fault.cure


def test_files_packed_in_each_other_without_end_are_refused() -> None:
    data = WORDS.encode()
    for _ in range(9):
        data = gzip.compress(data)
    with pytest.raises(Exception, match="packed in each other"):
        read_bytes(data, "x.gz", lexicon=LEXICON)


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    pages = [
        (
            "https://www.jia.example/2014/03/05/1.html",
            "200 OK",
            "text/html; charset=gb2312",
            f"<p>{WORDS}</p>".encode("gbk"),
        ),
        ("https://b.example/2.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://b.example/3", "404 Not Found", "text/html", b"<p>no</p>"),
        ("https://b.example/4", "200 OK", "text/html", b"<html><script>1</script></html>"),
        ("https://b.example/5", "200 OK", "text/html", "<html><body><p>乙国回应。</p></body></html>".encode()),
    ]
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for url, status, kind, data in pages:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(data), http_headers=headers)
            )
    first, second, third = found(path)
    assert isinstance(first, Document)
    assert (first.id, first.text, first.encoding, first.outlet) == ("crawl#1", WORDS, "gb18030", "甲报")
    assert first.published_by == "address: 2014/03/05"
    assert isinstance(second, Rejected)
    assert second.path.endswith("#2")
    assert isinstance(third, Document)
    assert (third.id, third.text) == ("crawl#3", "乙国回应。")
