"""The bundled sample: dispatches in our own words about real events, in the formats that news comes in.

``archive`` holds files of a news archive, ``pages`` scraped pages in plain text and HTML (one of them spliced from
three reports, one in GB18030, one in Big5), ``bulletins`` and ``feeds`` files of several articles, ``broken`` two that
can't be read.
"""

import shutil
from importlib.resources import as_file, files
from pathlib import Path


def copy_to(folder: Path) -> int:
    """Copies the sample's files that ``folder`` lacks, and says how many that were; what is there stays as it is."""
    with as_file(files(__name__) / "files") as origin:
        missing = [
            path for path in sorted(origin.rglob("*")) if path.is_file() and not _at(folder, origin, path).exists()
        ]
        for path in missing:
            target = _at(folder, origin, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return len(missing)


def _at(folder: Path, origin: Path, path: Path) -> Path:
    return folder / path.relative_to(origin)
