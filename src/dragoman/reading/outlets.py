"""Which outlet a text is from, by the host of its address or the name that the file gives."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from dragoman.lexicon import Lexicon, load_lexicon


def outlet(lexicon: Lexicon | None, url: str, named: str = "") -> str:
    """The outlet's name in the lexicon; else ``named`` as the file gives it; empty where neither is known."""
    hosts, names = _tables(lexicon or load_lexicon())
    return next((hosts[host] for host in _hosts(url) if host in hosts), "") or names.get(named, named)


def _hosts(url: str) -> list[str]:
    """The host and every domain above it: cn.example.com, example.com, com."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return []
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))] if host else []


def _tables(lexicon: Lexicon) -> tuple[dict[str, str], dict[str, str]]:
    return _compiled(lexicon.rows("outlets"))


@lru_cache(maxsize=4)
def _compiled(rows: tuple[Any, ...]) -> tuple[dict[str, str], dict[str, str]]:
    hosts = {host.removeprefix("www."): row.name for row in rows for host in row.hosts}
    return hosts, {name: row.name for row in rows for name in (row.name, *row.aliases)}
