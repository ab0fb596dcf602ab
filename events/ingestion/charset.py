"""Bytes -> text, by the encodings of the web's Chinese and English pages. Pure.

What a page says about its encoding is believed only as far as the bytes bear it out, and only
encodings listed here are ever used: Python has codecs of other sorts under the same roof.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from events.ingestion.errors import Unreadable

MAX_DAMAGE = 0.01
"""The share of characters that may be lost to stray bytes."""

ENOUGH_TO_GUESS = 60
"""Bytes outside ASCII. On fewer any guess is a coin toss."""

_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
    "gb18030": "gb18030 gb2312 gbk gb_2312-80 x-gbk cp936 chinese csgb2312 euc-cn",
    "big5hkscs": "big5 big5-hkscs big5hkscs cn-big5 x-x-big5 csbig5 cp950",
    "utf-16-le": "utf-16 utf-16le",
    "utf-16-be": "utf-16be",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j",
    "euc_jp": "euc-jp",
    "cp949": "euc-kr ks_c_5601-1987 windows-949",
    "cp1252": "windows-1252 iso-8859-1 iso8859-1 latin1 us-ascii ascii cp1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "iso8859-2": "iso-8859-2",
    "iso8859-15": "iso-8859-15",
    "koi8-r": "koi8-r",
}
CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CHINESE = ("gb18030", "big5hkscs")
_SINGLE_BYTE = ("cp1252", "cp1250", "cp1251", "iso8859-2", "iso8859-15", "koi8-r")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_PAIR = re.compile(rb"[\x80-\xff]{2}")
_HAN = re.compile("[\u3400-\u9fff]")
# What one character in six is in Chinese prose, and one in a hundred in bytes read wrongly.
_COMMON_HAN = re.compile(
    "[的一是在不了有和人這这中大為为上國国個个我以要他時时來来們们到出就對对成會会年司公發发日月]"
)


def decode(content: bytes, *, declared: str = "", markup: bool = False) -> str:
    """The text of a document. `declared` is what the server says, `markup` whether tags may say.

    A byte order mark decides; then bytes that are valid UTF-8 are UTF-8; then comes what is
    declared, if the result looks like writing; then guesses.
    """
    for mark, codec in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(codec, "replace"))
    try:
        return _without_nuls(content).decode("utf-8")
    except UnicodeDecodeError:
        pass
    told = list(_declared(content, declared.lower(), markup))
    told.sort(key=_SINGLE_BYTE.__contains__)  # servers say Latin-1 when they do not know
    for codec in told:
        text = content.decode(codec, "replace")
        if _damage(text) <= MAX_DAMAGE and _looks_written(text, codec):
            return text
    return _guess(content) or _checked(content.decode("utf-8", "replace"))


def _declared(content: bytes, header: str, markup: bool) -> Iterator[str]:
    if header in CODECS:
        yield CODECS[header]
    if markup and (meta := _META.search(content, 0, 4096)):
        codec = CODECS.get(meta[1].decode("ascii", "replace").lower(), "")
        if codec and not codec.startswith("utf-16"):  # or the tag itself could not be read
            yield codec


def _guess(content: bytes) -> str:
    """Western, if no two bytes stand together; Chinese, if it reads as such; or else a guess."""
    if not _PAIR.search(content):
        return content.decode("cp1252", "replace")
    if sum(byte > 127 for byte in content[:200_000]) < ENOUGH_TO_GUESS:
        return ""
    texts = [(codec, content.decode(codec, "replace")) for codec in _CHINESE]
    written = [text for codec, text in texts if _looks_written(text, codec)]
    if written:
        text = min(written, key=lambda text: (_damage(text), -_common(text)))
        return text if _damage(text) <= MAX_DAMAGE else ""
    best = from_bytes(content[:200_000], cp_isolation=[*_LABELS]).best()
    return content.decode(best.encoding, "replace") if best else ""


def _looks_written(text: str, codec: str) -> bool:
    if codec in _CHINESE:
        return len(_HAN.findall(text)) < 20 or _common(text) > 0.04
    if codec in _SINGLE_BYTE:
        letters = [character for character in text[:100_000] if character.isalpha()]
        foreign = sum(character > "\x7f" for character in letters)
        return codec in {"cp1251", "koi8-r"} or foreign <= 0.3 * len(letters)
    return True


def _common(text: str) -> float:
    return len(_COMMON_HAN.findall(text)) / max(1, len(_HAN.findall(text)))


def _damage(text: str) -> float:
    return text.count("\ufffd") / max(1, len(text))


def _checked(text: str) -> str:
    if _damage(text) > MAX_DAMAGE:
        raise Unreadable(
            "The text is in an encoding that is not known, or is damaged: more than 1 % of it "
            "cannot be decoded. Save it as UTF-8."
        )
    return text


def _without_nuls(content: bytes) -> bytes:
    """A few stray NUL bytes are dropped; many make a binary file, which other checks tell of."""
    return content.replace(b"\0", b"") if b"\0" in content else content
