"""The bulletins that we annotated for training: where their events stand, without the text.

    python tools/bulletins.py CORPUS.tar.gz OUT

Writes ``OUT/texts`` and ``OUT/events``, in the form of the reference annotations, from the shared corpus of bulletins
and ``training/bulletins.tsv``: one event a row with its document, type, aux, sides and the place of its evidence in the
document's text (half-open, in code points). A document is the nth ``###`` item of its day's bulletin.
"""

import argparse
import csv
import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parent.parent / "training" / "bulletins.tsv"
COLUMNS = ("doc", "type", "aux", "actor", "recipient", "start", "end")
NOTHING = "NONE"
"""The type in the one row of a document without events."""


def items(corpus: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The id and text of each item of the corpus that is ``wanted``."""
    days = {name.split("-")[1] for name in wanted}
    with tarfile.open(corpus) as archive:
        for member in archive:
            day = Path(member.name).stem
            file = archive.extractfile(member) if member.isfile() and day in days else None
            if file is not None:
                yield from ((name, text) for name, text in _of_day(day, file.read().decode("utf-8")) if name in wanted)


def _of_day(day: str, bulletin: str) -> Iterator[tuple[str, str]]:
    _, _, details = bulletin.partition("## 详细新闻")
    for number, part in enumerate(re.split(r"^### ", details, flags=re.MULTILINE)[1:]):
        text = re.sub(r"\[查看原文\].*", "", part).strip()
        yield f"cctv-{day}-{number:02d}", f"<!-- 新闻联播 {day[:4]}-{day[4:6]}-{day[6:]} -->\n# {text}\n"


def event(row: dict[str, str], text: str) -> dict[str, object]:
    """One row as a reference event; the fields that nobody annotated are left out."""
    sides = {side: [{"code": code, "name": None} for code in row[side].split("|") if code] for side in COLUMNS[3:5]}
    evidence = text[int(row["start"]) : int(row["end"])]
    return {"doc": row["doc"], "type": row["type"], "aux": row["aux"] or None, **sides, "evidence": evidence}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("corpus", type=Path)
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    rows = defaultdict(list)
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows[row["doc"]].append(row)
    for folder in ("texts", "events"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for name, text in items(args.corpus, set(rows)):
        events = [event(row, text) for row in rows[name] if row["type"] != NOTHING]
        lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
        (args.out / "texts" / f"{name}.md").write_text(text, encoding="utf-8")
        (args.out / "events" / f"{name}.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
