"""Bytes to text: which encoding, how sure, and what could not be decoded.

The order is: byte order mark, UTF-8, the charset that the file declares, then GB18030 or Big5, whichever gives common
Chinese characters. Both legacy charsets put the common characters first (GB 2312 rows 16 to 55, Big5 up to 0xC67E);
text read with the wrong one falls outside, which tells them apart without any list of characters.
"""

import codecs
import re

import msgspec
from charset_normalizer import from_bytes

from dragoman.errors import BadInput

SAMPLE = 1 << 18
"""How many bytes the choice of an encoding looks at."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]*\sencoding\s*=\s*["'])\s*([\w-]+)""", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
"""Pages that declare the left one are written in the right one."""
_WORTH_SHOWING = 3
_TOLERATED = 0.005
"""The share of characters that may be broken in a file that is read all the same, with a warning."""
_LEGACY = ("gb18030", "big5hkscs")
_COMMON_ENOUGH = 0.8
"""The share of common characters that Chinese text in its own charset has at least."""
_COMMON_IN_BOTH_SCRIPTS = 0.4
"""What traditional text in GBK still has: the characters that both scripts share."""
_ENOUGH_TO_TELL = 40
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_JUNK_SHARE = 0.02
_WORTH_REFUSING = 8
"""So many control characters may stand in any text, however short."""


class Decoded(msgspec.Struct, frozen=True):
    """A file's text without its byte order mark, the encoding's name, and warnings of bytes that made no character."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, path: str, declared: str = "") -> Decoded:
    """The text of ``data``; ``declared`` is a charset from an HTTP header. Raises BadInput where nothing fits."""
    encoding, mark = choose(data[:SAMPLE], path, declared)
    body = data[mark:]
    text = body.decode(encoding, errors="replace")
    check(text, path)
    return Decoded(text, encoding, _warnings(body, text, encoding, path, mark))


def choose(sample: bytes, path: str, declared: str = "") -> tuple[str, int]:
    """The encoding of a file that begins with ``sample``, and how many bytes its byte order mark has."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding, len(mark)
    named = _known(declared) or _known_in(sample)
    for encoding in dict.fromkeys(["utf-8", *named]):
        if _flaws(sample, encoding) == 0:
            return encoding, 0
    return _by_looks(sample, path), 0


def check(text: str, path: str) -> None:
    """Raises BadInput where the text is empty, or so full of control characters that it is none."""
    if not text.strip("\ufeff \t\r\n\f\v\u3000\xa0\x00"):
        raise BadInput(path, "nothing but blanks" if text else "the file is empty", "Remove it or fetch it again")
    head = text[:SAMPLE]
    if len(_JUNK.findall(head)) > max(len(head) * _JUNK_SHARE, _WORTH_REFUSING):
        raise BadInput(path, "binary data, not text", "Give text, HTML, a feed, JSON lines, CSV or WARC")


def _known(name: str) -> list[str]:
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
    except LookupError:
        return []
    return [_SUPERSETS.get(found, found)] if found else []


def _known_in(sample: bytes) -> list[str]:
    match = _DECLARED.search(sample[:4096])
    return _known(match[1].decode("ascii")) if match else []


def _flaws(sample: bytes, encoding: str) -> int:
    """How many characters of the sample break; one that the sample's end cuts does not count."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    return decoder.decode(sample, final=False).count("\ufffd") - sample.count(b"\xef\xbf\xbd") * (encoding == "utf-8")


def _by_looks(sample: bytes, path: str) -> str:
    """A legacy Chinese charset, UTF-8 with a few broken bytes, UTF-16 without a mark, or BadInput."""
    scored = sorted(((_commonness(sample, name), _flaws(sample, name), name) for name in _LEGACY), reverse=True)
    score, flaws, best = scored[0]
    if score >= _COMMON_ENOUGH and not flaws:
        return best
    if sample.count(b"\x00") * 50 >= len(sample):
        return _utf16(sample) or _refuse(sample, path)
    if _flaws(sample, "utf-8") <= max(len(sample) * _TOLERATED, 1):
        return "utf-8"
    whole = [name for score, flaws, name in scored if not flaws and score >= _COMMON_IN_BOTH_SCRIPTS]
    if score >= _COMMON_ENOUGH or len(whole) == 1:
        return best if score >= _COMMON_ENOUGH else whole[0]
    return _refuse(sample, path)


def _refuse(sample: bytes, path: str) -> str:
    raise BadInput(path, _complaint(sample), _cure(sample))


def _utf16(sample: bytes) -> str:
    """UTF-16 without a mark: the ASCII in it has a zero byte on one side only, and it decodes to Chinese."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 200 < len(sample) or min(even, odd) * 20 > max(even, odd):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _flaws(sample, encoding) == 0 else ""


def _commonness(sample: bytes, encoding: str) -> float:
    """The share of two-byte characters that are in the charset's common rows; 0 where too many bytes break."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample, final=False)
    if text.count("\ufffd") > max(len(text) * _TOLERATED, 1):
        return 0.0
    pairs = [pair for pair in (char.encode(encoding, "replace") for char in text if ord(char) > 0x7F) if len(pair) > 1]
    if encoding == "gb18030" and _other_language(pairs):
        return 0.0
    common = _common_gb if encoding == "gb18030" else _common_big5
    return sum(map(common, pairs)) / len(pairs) if pairs else 0.0


def _common_gb(pair: bytes) -> bool:
    return len(pair) == 2 and (0xB0 <= pair[0] <= 0xD7 or 0xA1 <= pair[0] <= 0xA3) and pair[1] >= 0xA1


def _other_language(pairs: list[bytes]) -> bool:
    """Whether the pairs are Japanese (EUC-JP's kana have the codes of GB 2312's) or Korean (EUC-KR's syllables end at
    row 0xC8, where Chinese has as many characters again above it)."""
    kana = sum(pair[0] in (0xA4, 0xA5) for pair in pairs)
    high = sum(0xC9 <= pair[0] <= 0xD7 for pair in pairs)
    return kana * 10 > len(pairs) or (len(pairs) >= _ENOUGH_TO_TELL and high * 20 < len(pairs))


def _common_big5(pair: bytes) -> bool:
    return len(pair) == 2 and 0xA140 <= int.from_bytes(pair, "big") <= 0xC67E


def _complaint(sample: bytes) -> str:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as fault:
        shown = sample[fault.start : fault.start + 4].hex(" ")
        return f"not UTF-8 (bytes {shown} at offset {fault.start}), and neither GB18030 nor Big5 makes Chinese of it"
    return "no encoding fits"


def _cure(sample: bytes) -> str:
    guess = from_bytes(sample[:20000]).best() if sample.count(b"\x00") * 50 < len(sample) else None
    if guess is None:
        return "If it is text, convert it to UTF-8; if it is not, leave it out"
    return f"It looks like {guess.encoding}; convert it with: iconv -f {guess.encoding} -t UTF-8"


def _warnings(body: bytes, text: str, encoding: str, path: str, shift: int) -> tuple[str, ...]:
    if "\ufffd" not in text:
        return ()
    places = list(_broken(body, encoding, shift))
    if not places:
        return ()
    if len(places) > max(len(text) * _TOLERATED, 1):
        raise BadInput(path, f"{len(places)} places that are not {encoding}, first {places[0]}", _cure(body))
    shown = ", ".join(places[:_WORTH_SHOWING]) + (", …" if len(places) > _WORTH_SHOWING else "")
    return (f"not {encoding}: {shown}; each stands as U+FFFD",)


def _broken(body: bytes, encoding: str, shift: int) -> list[str]:
    """Every place where ``body`` breaks, as ``bytes A1 at offset 12``."""
    places: list[str] = []

    def note(fault: UnicodeError) -> tuple[str, int]:
        assert isinstance(fault, UnicodeDecodeError)
        places.append(f"bytes {fault.object[fault.start : fault.end].hex(' ')} at offset {fault.start + shift}")
        return "\ufffd", fault.end

    codecs.register_error("dragoman.note", note)
    body.decode(encoding, errors="dragoman.note")
    return places
