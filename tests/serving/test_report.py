"""The report page: what it holds, what it must never hold, and what a browser makes of it."""

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from handmade import CALL, TEXT, WISH, document, page, record, store
from msgspec.structs import replace

from dragoman.model import Entity
from dragoman.serving.report import collect, embeddable, render
from dragoman.storing import Coded, Filters, Store

HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>'\"&\u2028{{ 7*7 }}"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tags(HTMLParser):
    """Every element of a page with its attributes, and the text inside each script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, _tag: str) -> None:
        self.lasttag = ""

    def handle_data(self, data: str) -> None:
        if self.lasttag in self.inside:
            self.inside[self.lasttag][-1] += data


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    return tags


def hostile_store(folder: Path) -> Path:
    path = folder / "hostile.duckdb"
    text = f"{HOSTILE}\n{TEXT}"
    events = tuple(
        replace(one, place=HOSTILE, evidence=HOSTILE, said_by=(HOSTILE,), issues=(HOSTILE,), type=HOSTILE, rule=HOSTILE)
        for one in (CALL, replace(WISH, actor=(Entity(HOSTILE, HOSTILE, HOSTILE),), reasons={HOSTILE: HOSTILE}))
    )
    bad = document(text=text, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", warnings=(HOSTILE,))
    with Store.create(path) as opened:
        opened.replace([record(coded=(Coded(bad, page(), events),))])
    return path


def test_the_page_holds_events_documents_and_what_was_set_aside(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        data = collect(opened)
    assert [one["id"] for one in data["events"]] == [WISH.id, CALL.id, "e0000undated"]
    assert data["documents"][0]["text"] == TEXT
    assert data["documents"][0]["headlines"][0]["proposed"] == "日美首脑通电话"
    assert data["documents"][0]["fragments"][0]["anchor"] == "2014-04-18"
    assert data["rejected"] == [
        {"place": "empty.txt", "reason": "the file is empty", "cure": "Remove it or fetch it again"}
    ]
    assert data["names"]["JPN"] == "日本"
    for one in data["events"]:
        assert TEXT[slice(*one["shown"])] == one["evidence"]


def test_filters_keep_only_their_documents(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        assert len(collect(opened, Filters(min_confidence=0.5))["events"]) == 2
        assert collect(opened, Filters(min_confidence=0.99))["documents"] == []


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    with Store.open(hostile_store(tmp_path)) as opened:
        return render(opened, title=HOSTILE)


def test_hostile_text_makes_no_element(hostile: str) -> None:
    tags = [tag for tag, _ in parsed(hostile).found]
    assert "img" not in tags
    assert tags.count("script") == 2 and tags.count("style") == 1
    assert "<img" not in hostile and "{{" not in hostile.split('id="data">')[0].replace(html.escape("{{ 7*7 }}"), "")
    assert not any(name.startswith("on") for _, attributes in parsed(hostile).found for name in attributes)


def test_hostile_text_comes_back_unchanged_from_the_data(hostile: str) -> None:
    data: dict[str, Any] = json.loads(parsed(hostile).inside["script"][0])
    assert data["documents"][0]["title"] == HOSTILE
    assert data["events"][0]["evidence"] == HOSTILE
    assert data["documents"][0]["url"] == ""


def test_data_can_not_leave_its_element() -> None:
    told = embeddable({"a": HOSTILE})
    assert not set("<>&\u2028\u2029") & set(told)
    assert json.loads(told) == {"a": HOSTILE}


def test_the_policy_names_exactly_the_style_and_script_of_the_page(hostile: str) -> None:
    tags = parsed(hostile)
    policy = next(at["content"] for tag, at in tags.found if at.get("http-equiv") == "Content-Security-Policy") or ""
    for kind, text in (("style", tags.inside["style"][0]), ("script", tags.inside["script"][1])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_page_asks_for_nothing(hostile: str) -> None:
    fetching = [at for tag, at in parsed(hostile).found if tag in {"link", "img", "iframe"} or "src" in at]
    assert fetching == []
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", hostile.split('id="data">')[0])


def test_the_same_store_makes_the_same_page(tmp_path: Path) -> None:
    with Store.open(store(tmp_path)) as opened:
        assert render(opened) == render(opened)


def in_browser(address: str, folder: Path) -> str:
    """The page's elements after its script has run in a real browser."""
    assert CHROMIUM
    names = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
    more = ("disable-component-update", "disable-sync", "virtual-time-budget=4000", "dump-dom")
    flags = [f"--{name}" for name in (*names, *more)]
    command = [CHROMIUM, *flags, f"--user-data-dir={folder / 'profile'}", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stdout


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_browser_shows_hostile_text_as_text(hostile: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(hostile, encoding="utf-8")
    seen = in_browser(path.as_uri(), tmp_path)
    assert seen.count('class="row ') == 2
    assert "<img" not in seen
    assert html.escape("</script><img src=x onerror=alert(1)>", quote=False) in seen


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_browser_opens_the_event_of_the_address(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    with Store.open(store(tmp_path)) as opened:
        path.write_text(render(opened), encoding="utf-8")
    seen = in_browser(f"{path.as_uri()}#{WISH.id}", tmp_path)
    assert "fired on 希望" in seen
    assert re.search(r'<mark class="dispute trigger current"[^>]*>希望</mark>', seen)
