"""Makes pages spliced out of the sample articles, with the truth: what the tests of separation measure against."""

import random
from pathlib import Path

import msgspec

DATA = Path(__file__).parent / "data"
CAPTIONS = ("图片 3", "资料图", "点击进入下一页", "扫一扫分享到微信", "责任编辑:李四")
NOTICE = "免责声明：本文来自网络，不代表本站立场，如有侵权请联系删除。"
INDENTS = ("", "  ", "\u3000\u3000", "")
OPENINGS = ("某某社{month}月{day}日电 ", "某某网{month}月{day}日消息：", "某某报{month}月{day}日报道，")


class Article(msgspec.Struct, frozen=True):
    day: str
    title: str
    paragraphs: tuple[str, ...]


class Row(msgspec.Struct, frozen=True):
    """A line of a page: ``source`` is its article's number, None for a heading or noise."""

    text: str
    source: int | None
    day: str = ""
    noise: bool = False


def articles() -> tuple[Article, ...]:
    return tuple(_article(path) for path in sorted((DATA / "articles").glob("*.txt")))


def _article(path: Path) -> Article:
    first, *rest = path.read_text(encoding="utf-8").strip().split("\n")
    day, _, title = first.partition(" ")
    return Article(day, title, tuple(rest))


def splice(seed: int) -> list[Row]:
    """Two to four articles, each in its own order, shuffled together under their titles, with noise between."""
    dice = random.Random(seed)
    chosen = dice.sample(articles(), dice.randint(2, 4))
    rows = [Row(article.title, None) for article in chosen]
    queues = [_rows(article, number, dice) for number, article in enumerate(chosen)]
    while any(queues):
        queue = dice.choice([queue for queue in queues if queue])
        rows.append(queue.pop(0))
        if dice.random() < 0.15:
            rows.append(Row(dice.choice(CAPTIONS), None, noise=True))
    return [*rows, Row(NOTICE, None, noise=True)]


def _rows(article: Article, number: int, dice: random.Random) -> list[Row]:
    _, month, day = article.day.split("-")
    opening = dice.choice(OPENINGS).format(month=int(month), day=int(day))
    lines = [opening + article.paragraphs[0], *article.paragraphs[1:]]
    return [Row(INDENTS[number] + line, number, article.day) for line in lines]


def text_of(rows: list[Row]) -> str:
    return "\n\n".join(row.text for row in rows) + "\n"


def agreement(truth: list[int], found: list[int | None]) -> float:
    """The B-cubed F1 of one clustering against another; a None stands alone."""
    alone = [-at - 1 if label is None else label for at, label in enumerate(found)]
    precision = _mean(alone, truth)
    recall = _mean(truth, alone)
    return 2 * precision * recall / (precision + recall)


def _mean(of: list[int], by: list[int]) -> float:
    total = 0.0
    for at, label in enumerate(of):
        same = [other for other, found in enumerate(of) if found == label]
        total += sum(by[other] == by[at] for other in same) / len(same)
    return total / len(of)
