"""Restores spliced pages and writes what a measure of their separation reads.

    python benchmarks/restoring/measure.py PAGES_DIR OUT.jsonl

Score OUT with the script that made the pages.
"""

import json
import sys
from pathlib import Path

from dragoman.lexicon import load_lexicon
from dragoman.model import Document
from dragoman.reading import read_paths
from dragoman.restoring import answers, restore


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    lexicon = load_lexicon()
    with out.open("w", encoding="utf-8") as file:
        for item in read_paths([str(page) for page in sorted(folder.glob("page-*.txt"))], lexicon=lexicon):
            if isinstance(item, Document):
                file.write(json.dumps(answers(item, restore(item, lexicon)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
