"""Names and offices that texts hold and the tables lack, counted, as rows to add."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from dragoman.model import Anchor, Mention
from dragoman.naming.fold import fold
from dragoman.naming.namer import Namer


class Met(msgspec.Struct, frozen=True):
    """Something that no table has: its ``name``, how often it was met, the codes and the words that it was met with,
    and the first ``place`` (a document)."""

    name: str
    count: int
    codes: tuple[str, ...]
    contexts: tuple[str, ...]
    place: str


class _Tally:
    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.codes: dict[str, Counter[str]] = defaultdict(Counter)
        self.contexts: dict[str, Counter[str]] = defaultdict(Counter)
        self.place: dict[str, str] = {}

    def add(self, name: str, code: str, context: str, place: str) -> None:
        self.count[name] += 1
        self.codes[name][code] += 1
        self.contexts[name][context] += 1
        self.place.setdefault(name, place)

    def met(self) -> tuple[Met, ...]:
        return tuple(
            Met(name, count, _most(self.codes[name]), _most(self.contexts[name]), self.place[name])
            for name, count in sorted(self.count.items(), key=lambda item: (-item[1], item[0]))
        )


def _most(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in counted.most_common(3) if word)


def unknown(texts: Iterable[tuple[str, str, Anchor]], namer: Namer) -> tuple[tuple[Met, ...], tuple[Met, ...]]:
    """The persons and the offices of the texts (document, text, anchor) that no table has, those met most first."""
    people, offices = _Tally(), _Tally()
    for place, text, anchor in texts:
        mentions = namer.name(text, anchor)
        for mention in mentions:
            if mention.key.startswith("?"):
                people.add(fold(mention.name), mention.code, mention.text, place)
        for before, after in zip((None, *mentions), mentions, strict=False):
            if title := _title(text, before, after, namer):
                offices.add(title, after.code, f"{title}{after.name}", place)
    return people.met(), offices.met()


def _title(text: str, before: Mention | None, mention: Mention, namer: Namer) -> str:
    """The words right before a person that end like a title and are no known office; empty where there are none."""
    if mention.kind != "person" or mention.head.start != mention.span.start:
        return ""
    start = max(before.span.end if before else 0, mention.span.start - namer.shapes.longest_title)
    words = fold(text[start : mention.span.start])
    cut = max((at + 1 for at, char in enumerate(words) if char in namer.shapes.gap_stops), default=0)
    title = words[cut:]
    known = title in namer.roster.offices
    return title if len(title) > 1 and title.endswith(namer.shapes.title_ends) and not known else ""


def person_rows(met: Iterable[Met]) -> str:
    """A table of persons: what was met, under ids to be replaced, with its sector in the note."""
    lines = ["id\tname\tcountry\tlatin\taliases\tshort\tnote"]
    for one in met:
        country, _, sector = (one.codes or ("",))[0].partition(":")
        label = f"new-{sha256(one.name.encode()).hexdigest()[:8]}"
        note = f"{f'sector={sector}; ' if sector else ''}{_note(one)}"
        lines.append(f"{label}\t{one.name}\t{country}\t\t\t\t{note}")
    return "\n".join(lines) + "\n"


def office_rows(met: Iterable[Met]) -> str:
    """A table of offices: what was met, as titles that anybody may hold."""
    lines = ["name\taliases\trole\tsector\texclusive\tcountries\tnote"]
    for one in met:
        lines.append(f"{one.name}\t\t\tGOV\tno\t\t{_note(one)}")
    return "\n".join(lines) + "\n"


def _note(one: Met) -> str:
    return f"met {one.count} times as {', '.join(one.contexts)}; first in {one.place}".replace("\t", " ").replace(
        "\n", " "
    )
