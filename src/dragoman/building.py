"""Builds a store from files: skips what it holds already, commits in small steps, survives being killed.

How many processes share the work and how often a build was cut off make no difference to the store it ends with.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import file_digest
from itertools import chain, islice
from pathlib import Path

import msgspec

from dragoman.model import Rejected
from dragoman.pipeline import DEFAULT, Options, Result, code_files, fingerprint, identified, inputs
from dragoman.storing import Coded, FileRecord, Known, Store

# Files per transaction: a kill loses the work on at most this many, and a commit costs some milliseconds.
_STEP = 16


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did: counts of files, documents and events, and every input that was set aside or read
    with a warning."""

    coded: int = 0
    unchanged: int = 0
    duplicates: int = 0
    documents: int = 0
    events: int = 0
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def readable(self) -> int:
        """How many inputs could be used, now or in an earlier build."""
        return self.coded + self.unchanged + self.duplicates


class Given(msgspec.Struct, frozen=True):
    """An input file as it is on disk now."""

    path: str
    digest: str
    size: int

    @property
    def name(self) -> str:
        """The path as the store keeps it: text, whatever bytes the file system has there."""
        return os.fsencode(self.path).decode("utf-8", "backslashreplace")


Watch = Callable[[Iterable[FileRecord], int], Iterable[FileRecord]]


def build_store(
    paths: Iterable[str], store: Path, options: Options = DEFAULT, jobs: int = 1, watch: Watch | None = None
) -> Build:
    """Brings the store at ``store`` up to date with the files at ``paths``; ``watch`` sees each record."""
    files = inputs(str(Path(path).absolute()) for path in paths)
    own = {str(store.absolute()), f"{store.absolute()}.wal"}
    with Store.create(store) as opened:
        plan = Plan(opened.known(), [_given(path) for path in files.paths if path not in own], fingerprint(options))
        lost = [
            FileRecord(path=one.path, digest="", size=0, version=plan.version, rejected=(one,))
            for one in files.rejected
        ]
        records = plan.records(options, jobs)
        done = _write(opened, plan, lost, (watch or _unwatched)(records, len(plan.todo)))
        return _counted(opened, plan, [one.path for one in lost], done)


def _unwatched(records: Iterable[FileRecord], _total: int) -> Iterable[FileRecord]:
    return records


def _given(path: str) -> Given:
    """The file's digest and size; an empty digest where it is no regular file or can't be read."""
    try:
        if Path(path).is_file():
            with Path(path).open("rb") as stream:
                return Given(path, file_digest(stream, "sha256").hexdigest(), Path(path).stat().st_size)
    except OSError:
        pass
    return Given(path, "", 0)


class Plan:
    """Which of the ``given`` files have to be worked on, after what the store knows of them."""

    def __init__(self, known: dict[str, Known], given: Sequence[Given], version: str) -> None:
        self.known, self.given, self.version = known, given, version
        self.owners = self._owners()
        self.todo = [file for file in given if not self._settled(file)]

    def _owners(self) -> dict[str, str]:
        """The path that holds the documents of each digest: the one that holds them already, or the first given."""
        now = {file.name: file.digest for file in self.given}
        owners = {
            one.digest: path
            for path, one in self.known.items()
            if one.status == "coded" and now.get(path, one.digest) == one.digest
        }
        for file in self.given:
            owners.setdefault(file.digest, file.name)
        return owners

    def owner(self, file: Given) -> str:
        """The path whose documents these bytes are; empty files and unreadable ones stand for themselves."""
        return self.owners[file.digest] if file.size else file.name

    def _settled(self, file: Given) -> bool:
        before = self.known.get(file.name)
        if before is None or not file.digest or (before.digest, before.version) != (file.digest, self.version):
            return False
        return (before.status == "duplicate") == (self.owner(file) != file.name)

    def records(self, options: Options, jobs: int) -> Iterator[FileRecord]:
        """The record of each file to do, in order; of files with the same bytes only one is coded."""
        results = code_files([file.path for file in self.todo if self.owner(file) == file.name], options, jobs)
        failed: dict[str, tuple[Rejected, ...]] = {}
        for file in self.todo:
            if (owner := self.owner(file)) == file.name:
                record = self._record(file, next(results))
                failed |= {} if record.coded else {file.name: record.rejected}
                yield record
            else:
                yield self._copy(file, owner, failed.get(owner, ()))

    def _record(self, file: Given, result: Result) -> FileRecord:
        return FileRecord(
            path=file.name,
            digest=file.digest,
            size=file.size,
            version=self.version,
            coded=tuple(_distinct(coded, file.digest) for coded in result.coded),
            rejected=result.rejected or (() if result.coded else (_silent(file.name),)),
        )

    def _copy(self, file: Given, owner: str, failed: tuple[Rejected, ...]) -> FileRecord:
        """The record of a file with the bytes of ``owner``, which was set aside for ``failed`` if that is not empty."""
        mine = tuple(msgspec.structs.replace(one, path=file.name) for one in failed)
        return FileRecord(
            path=file.name,
            digest=file.digest,
            size=file.size,
            version=self.version,
            rejected=mine,
            duplicate_of="" if mine else owner,
        )

    def changes(self, record: FileRecord) -> bool:
        """Whether the store says something else of this path than ``record``; input that stays unreadable does not."""
        before = self.known.get(record.path)
        reasons = tuple(one.reason for one in record.rejected)
        same = before is not None and before.status == record.status == "rejected"
        return not (
            same
            and before
            and (before.digest, before.version, before.reasons) == (record.digest, record.version, reasons)
        )


def _distinct(coded: Coded, digest: str) -> Coded:
    """The document with ids of its own even where another archive holds the same member under the same name."""
    if coded.document.digest in ("", digest):
        return coded
    return msgspec.structs.replace(coded, events=identified(coded.document, coded.events, digest))


def _silent(path: str) -> Rejected:
    return Rejected(path, "nothing was found in it", "Check that it holds text")


def _write(store: Store, plan: Plan, lost: list[FileRecord], records: Iterable[FileRecord]) -> Build:
    """Writes what changed in steps of a few files, each a transaction."""
    coded = documents = events = 0
    for step in _steps(chain(lost, records)):
        store.replace(record for record in step if plan.changes(record))
        coded += sum(1 for record in step if record.coded)
        documents += sum(len(record.coded) for record in step)
        events += sum(len(one.events) for record in step for one in record.coded)
    return Build(coded=coded, documents=documents, events=events)


def _steps(records: Iterable[FileRecord]) -> Iterator[list[FileRecord]]:
    left = iter(records)
    while step := list(islice(left, _STEP)):
        yield step


def _counted(store: Store, plan: Plan, lost: list[str], done: Build) -> Build:
    """The build's counts with those of the given files that were settled before."""
    paths = [file.name for file in plan.given] + lost
    known = store.known()
    statuses = [known[path].status for path in paths]
    return msgspec.structs.replace(
        done,
        unchanged=statuses.count("coded") - done.coded,
        duplicates=statuses.count("duplicate"),
        rejected=tuple(store.rejections(paths)),
        warnings=tuple(store.warnings(paths)),
    )
