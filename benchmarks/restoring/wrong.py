"""Says which pages come out worst, and why: lines put to another article, anchors that are wrong or left open.

    python benchmarks/restoring/wrong.py PAGES_DIR [PAGES_DIR...]

The folders hold ``page-NNN.txt`` with the truth in ``page-NNN.json``. Prints the shares of the body lines whose anchor
is right, wrong, or left without its day, then the ten worst pages.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Page
from dragoman.reading import read_text
from dragoman.restoring import answers, restore

LEXICON = load_lexicon()


def taken(path: Path) -> tuple[Document, Page]:
    document = read_text(path.read_text(encoding="utf-8"), path.name, lexicon=LEXICON)[0]
    return document, restore(document, LEXICON)


def judged(page: Page, rows: list[dict], truth: list[dict]) -> list[tuple[str, str]]:
    """For each body line what became of it, and the words for it."""
    body = [(row, line) for row, line in zip(rows, truth, strict=True) if line["kind"] == "body"]
    owner: dict[int, Counter[int]] = {}
    for row, line in body:
        if row["fragment"] is not None:
            owner.setdefault(row["fragment"], Counter())[line["source"]] += 1
    return [verdict(page, row, line, owner) for row, line in body]


def verdict(page: Page, row: dict, line: dict, owner: dict[int, Counter[int]]) -> tuple[str, str]:
    if row["fragment"] is None:
        return "set aside", line["text"][:20]
    if row["date"] == line["date"]:
        return "right", ""
    anchor = page.fragments[row["fragment"]].anchor
    if owner[row["fragment"]].most_common(1)[0][0] != line["source"]:
        return "in another article", f"{line['text'][:16]}…"
    told = f"{line['date']} read as {row['date'] or 'unknown'} ({anchor.earliest} to {anchor.latest}): {anchor.reason}"
    return ("wrong" if anchor.day else "left open"), told


def main() -> None:
    total: Counter[str] = Counter()
    pages = []
    for path in (path for folder in sys.argv[1:] for path in sorted(Path(folder).glob("page-*.txt"))):
        document, page = taken(path)
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["paragraphs"]
        found = judged(page, answers(document, page)["paragraphs"], truth)
        total.update(kind for kind, _ in found)
        bad = [one for one in found if one[0] != "right"]
        pages.append((len(bad) / len(found), str(path), Counter(bad)))
    for kind, count in total.most_common():
        print(f"{kind}: {count / total.total():.3f}")
    for share, name, bad in sorted(pages, key=lambda row: -row[0])[:10]:
        print(f"\n{name}: {share:.2f} of its body lines")
        for (kind, told), count in bad.most_common():
            print(f"  {count} {kind}: {told[:400]}")


if __name__ == "__main__":
    main()
