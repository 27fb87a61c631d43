"""Compares the speed of coding with that of jieba's tagger on the same text, as ratios within one process.

    python benchmarks/speed.py CORPUS [--chars 400000] [--repeats 5] [--json FILE]

CORPUS is a folder of news files or a tarball of them. Files are taken at even steps through the corpus until
``--chars`` code points of clean text are together. Each repeat runs every contestant once, one after the other, so that
a slower moment of the machine falls on all; figures are medians over the repeats, in seconds of this process's
processor time. What only happens once (loading tables and dictionaries) is left out. ``rjieba`` takes part where it is
installed.
"""

import argparse
import json
import logging
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.coding.engine import engine_for
from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Fragment
from dragoman.pipeline import code_document, read, take_apart

Contestant = Callable[[], object]


@contextmanager
def folder_of(corpus: Path) -> Iterator[Path]:
    """The corpus as a folder; a tarball is unpacked for the time of the run."""
    if corpus.is_dir():
        yield corpus
        return
    with tempfile.TemporaryDirectory() as folder, tarfile.open(corpus) as packed:
        packed.extractall(folder, filter="data")
        yield Path(folder)


def sample(folder: Path, chars: int) -> tuple[list[Path], list[Document]]:
    """Files at even steps through the folder with their documents, about ``chars`` code points in all."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".txt", ".html"})
    if not files:
        sys.exit(f"no .md, .txt or .html file in {folder}")
    step = max(1, len(files) // max(1, chars // max(1, files[len(files) // 2].stat().st_size // 3)))
    taken: list[Path] = []
    documents: list[Document] = []
    for path in files[::step]:
        if sum(len(document.text) for document in documents) >= chars:
            break
        taken.append(path)
        documents += [one for one in read([str(path)]) if isinstance(one, Document)]
    return taken, documents


def coding(fragments: list[Fragment]) -> Contestant:
    """Names, dates and events of articles that were already read: the work that stands beside tagging."""
    engine = engine_for(load_lexicon())
    return lambda: sum(len(engine.code(fragment)) for fragment in fragments)


def whole_way(files: list[Path]) -> Contestant:
    """From the bytes of the files to events with offsets in them."""

    def run() -> int:
        read_ones = (one for path in files for one in read([str(path)]) if isinstance(one, Document))
        return sum(len(code_document(document).events) for document in read_ones)

    return run


def jieba_tagging(texts: list[str]) -> Contestant:
    """jieba's part-of-speech tagger in pure Python, with its default dictionary and its model for unknown words."""
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return lambda: sum(1 for text in texts for _ in jieba.posseg.cut(text))


def rjieba_tagging(texts: list[str]) -> Contestant | None:
    """The same in Rust, where it is installed."""
    try:
        import rjieba
    except ImportError:
        return None
    tagger = rjieba.Jieba()
    return lambda: sum(len(tagger.tag(text)) for text in texts)


def timed(run: Contestant) -> float:
    """Seconds of processor time of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def measured(contestants: dict[str, Contestant], repeats: int) -> dict[str, list[float]]:
    """Seconds of each contestant in each repeat, after one run of each that is not counted."""
    for run in contestants.values():
        run()
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(repeats):
        for name, run in contestants.items():
            found[name].append(timed(run))
    return found


def lines(found: dict[str, list[float]], chars: int, judge: str) -> Iterable[str]:
    """A Markdown table: characters a second and the median of the ratios to ``judge`` within each repeat."""
    yield f"| what | characters a second | times {judge} | least and most |"
    yield "| --- | ---: | ---: | --- |"
    for name, seconds in found.items():
        ratios = [theirs / ours for ours, theirs in zip(seconds, found[judge], strict=True)]
        speed, ratio = chars / statistics.median(seconds), statistics.median(ratios)
        yield f"| {name} | {speed:,.0f} | {ratio:.2f} | {min(ratios):.2f} to {max(ratios):.2f} |"


def main() -> None:
    """Run the comparison and print it; exit code 1 where coding is slower than jieba's tagger."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("corpus", type=Path)
    cli.add_argument("--chars", type=int, default=400_000)
    cli.add_argument("--repeats", type=int, default=5)
    cli.add_argument("--json", type=Path, help="write every time measured to this file")
    args = cli.parse_args()
    with folder_of(args.corpus) as folder:
        files, documents = sample(folder, args.chars)
        texts = [document.text for document in documents]
        fragments = [fragment for document in documents for fragment in take_apart(document).fragments]
        contestants = {
            "coding (names, dates, events)": coding(fragments),
            "the whole way from files": whole_way(files),
            "jieba.posseg": jieba_tagging(texts),
        }
        if (rust := rjieba_tagging(texts)) is not None:
            contestants["rjieba"] = rust
        found = measured(contestants, args.repeats)
    chars = sum(map(len, texts))
    print(f"{chars:,} characters of {len(texts)} documents in {len(files)} files, {args.repeats} repeats\n")
    print("\n".join(lines(found, chars, "jieba.posseg")))
    if args.json:
        args.json.write_text(json.dumps({"characters": chars, "seconds": found}, indent=1))
    ours, theirs = (statistics.median(found[name]) for name in ("coding (names, dates, events)", "jieba.posseg"))
    sys.exit(ours > theirs)


if __name__ == "__main__":
    main()
