"""Which outlet a text is from, by the host of its address or the name that the file gives."""

from functools import lru_cache
from urllib.parse import urlsplit

import msgspec

from dragoman.lexicon import Lexicon, load_lexicon


class Outlets(msgspec.Struct, frozen=True):
    """Names of outlets by host and by every name that they have."""

    hosts: dict[str, str]
    names: dict[str, str]

    def outlet(self, url: str, named: str = "") -> str:
        """The outlet's name in the lexicon; else ``named`` as the file gives it; empty where neither is known."""
        by_host = next((self.hosts[host] for host in _hosts(url) if host in self.hosts), "")
        return by_host or self.names.get(named, named)


def outlets(lexicon: Lexicon | None) -> Outlets:
    """The outlets of the lexicon, the built-in one where none is given."""
    return _of(lexicon) if lexicon else _built_in()


@lru_cache(maxsize=1)
def _built_in() -> Outlets:
    return _of(load_lexicon())


def _of(lexicon: Lexicon) -> Outlets:
    rows = lexicon.rows("outlets")
    hosts = {host.removeprefix("www."): row.name for row in rows for host in row.hosts}
    return Outlets(hosts, {name: row.name for row in rows for name in (row.name, *row.aliases)})


def _hosts(url: str) -> list[str]:
    """The host and every domain above it: cn.example.com, example.com, com."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return []
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))] if host else []
