"""The whole way from files to events: what the command line, ``build`` and ``dragoman.code`` run.

Each file is worked on by itself, here or in a pool of processes, and results come back in the order of the input.
"""

import os
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Document, Event, Page, Piece, Rejected, TextMap
from dragoman.storing.records import Coded

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

# The rooms whose code and tables decide what is coded: another byte in them means a file is coded again.
_DECIDING = ("model", "reading", "restoring", "naming", "dating", "coding", "lexicon")
# No article is as long; what is longer is many run together, and their dates and subjects would be mixed up.
_LONGEST = 200_000
_SPLIT = "Split it into its articles, or give it in a format that holds several"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPORT = "This is a fault of dragoman; please report it with the file"


class Options(msgspec.Struct, frozen=True):
    """What decides the result beside the file: ``published`` dates undated input, ``lexicon`` is a folder of tables."""

    published: date | None = None
    lexicon: str | None = None

    def tables(self) -> Lexicon:
        """The lexicon that these options name, loaded once per process."""
        return load_lexicon(Path(self.lexicon) if self.lexicon else None)


DEFAULT = Options()


class Result(msgspec.Struct, frozen=True):
    """What came of one path: documents with their events, and what was set aside."""

    path: str
    coded: tuple[Coded, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class Inputs(msgspec.Struct, frozen=True):
    """The files to read, in a stable order, and the paths that lead to none."""

    paths: tuple[str, ...]
    rejected: tuple[Rejected, ...]


def inputs(paths: Iterable[str]) -> Inputs:
    """Every file at or under ``paths``, in order and none twice, and what could not be reached. ``-`` stays."""
    from dragoman.reading.files import files

    found: dict[str, None] = {}
    rejected: list[Rejected] = []
    for given in paths:
        for one in ["-"] if given == "-" else files([given]):
            if isinstance(one, Rejected):
                rejected.append(one)
            else:
                found[str(one)] = None
    return Inputs(tuple(found), tuple(rejected))


def read(paths: Iterable[str], options: Options = DEFAULT) -> Iterator[Document | Rejected]:
    """Every document under ``paths`` (files, folders, ``-``), and every input that could not be read."""
    from dragoman.reading import read_paths

    for found in read_paths(paths, options.published, lexicon=options.tables()):
        yield found if isinstance(found, Rejected) else _sane(found)


def _sane(document: Document) -> Document | Rejected:
    """The document in text that can be written anywhere; one of a length that no article has is set aside."""
    if len(document.text) > _LONGEST:
        return Rejected(document.path, f"one article of {len(document.text):,} characters", _SPLIT)
    return _writable(document)


def _writable(document: Document) -> Document:
    """The document without lone surrogates, which no UTF-8 can hold: each becomes U+FFFD, so offsets stay."""
    parts = (document.text, document.title, document.outlet, document.url)
    try:
        "".join(parts).encode()
    except UnicodeEncodeError:
        text, title, outlet, url = (_LONE_SURROGATE.sub("\ufffd", part) for part in parts)
        return msgspec.structs.replace(document, text=text, title=title, outlet=outlet, url=url)
    return document


def take_apart(document: Document, options: Options = DEFAULT) -> Page:
    """The document's fragments, headings and what was set aside."""
    from dragoman.restoring import restore

    return restore(document, options.tables())


def code_document(document: Document, options: Options = DEFAULT) -> Coded:
    """The document taken apart, with its events, each under an id that no other document's events have."""
    from dragoman.coding import code_page

    page = take_apart(document, options)
    return Coded(document, page, identified(document, code_page(document, page, options.tables())))


def identified(document: Document, events: Iterable[Event], file_digest: str = "") -> tuple[Event, ...]:
    """The events under ids made from the file's bytes, what each event is and where its words stand.

    ``file_digest`` is needed only where the document is a member of an archive, whose digest is another than its own.
    """
    seen: Counter[str] = Counter()
    named = []
    for event in events:
        key = f"{file_digest or document.digest}\n{document.id}\n{_identity(event)}"
        seen[key] += 1
        named.append(msgspec.structs.replace(event, id=sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:12]))
    return tuple(named)


def _identity(event: Event) -> str:
    sides = ("+".join(entity.code for entity in side) for side in (event.actor, event.recipient))
    spans = (event.evidence_span.start, event.evidence_span.end, event.trigger_span.start, event.trigger_span.end)
    return "\n".join(map(str, (event.type, event.mode, event.aux, *sides, event.date, *spans)))


def code_file(path: str, options: Options = DEFAULT) -> Result:
    """All that comes of one path. A document that trips the coder is set aside with the fault, the rest goes on."""
    coded: list[Coded] = []
    rejected: list[Rejected] = []
    for document in read([path], options):
        if isinstance(document, Rejected):
            rejected.append(document)
            continue
        try:
            coded.append(code_document(document, options))
        except Exception as fault:
            rejected.append(Rejected(f"{path}#{document.id}", f"{type(fault).__name__}: {fault}", _REPORT))
    return Result(path, tuple(coded), tuple(rejected))


def code_files(paths: Iterable[str], options: Options = DEFAULT, jobs: int = 1) -> Iterator[Result]:
    """The result of each path, in order; with ``jobs`` over 1 that many processes share the work."""
    if jobs <= 1:
        yield from (code_file(path, options) for path in paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, because the parent may hold a store, whose threads would not survive a fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_die_with_parent) as pool:
        yield from _ordered(pool, paths, options, ahead=4 * jobs)


def _die_with_parent() -> None:
    """In a worker: ends it when its parent is gone, be it killed, so that none is left behind waiting for work."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _ordered(pool: "ProcessPoolExecutor", paths: Iterable[str], options: Options, ahead: int) -> Iterator[Result]:
    """Results in the order of ``paths``, with at most ``ahead`` of them under way, so memory stays bounded."""
    waiting: deque[Future[Result]] = deque()
    try:
        for path in paths:
            waiting.append(pool.submit(code_file, path, options))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def code(text: str, published: date | datetime | None = None, lexicon: str | None = None) -> list[Event]:
    """The events of one text. ``published`` is the day that its dates count from where it names none itself."""
    document = _document_of(text, published)
    return list(code_document(document, Options(lexicon=lexicon)).events)


def _document_of(text: str, published: date | datetime | None) -> Document:
    stamp = published if isinstance(published, datetime) or published is None else datetime.combine(published, time())
    return Document(
        id="text",
        path="",
        text=text,
        map=TextMap((Piece(0, len(text), 0, len(text)),)),
        published=stamp,
        published_by="given by the caller" if stamp else "",
        format="text",
        digest=sha256(text.encode(errors="surrogatepass")).hexdigest(),
    )


@lru_cache(maxsize=4)
def fingerprint(options: Options) -> str:
    """A short digest of all that decides the result beside the file: code, tables and options."""
    from dragoman import __version__

    total = sha256(f"{__version__}\n{options.published}\n".encode())
    for path in _deciding_files(options):
        total.update(path.name.encode() + b"\n" + path.read_bytes())
    return total.hexdigest()[:16]


def _deciding_files(options: Options) -> Iterator[Path]:
    folders = [Path(__file__).parent / room for room in _DECIDING]
    folders += [Path(options.lexicon)] if options.lexicon else []
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".tsv", ".toml"})
