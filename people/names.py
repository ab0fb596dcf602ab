"""Names as they are compared and as they are put into an address. Pure."""

from __future__ import annotations

import functools
import re
import unicodedata

from opencc import OpenCC
from pypinyin import lazy_pinyin

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LEGAL_ENDINGS = re.compile(
    r"(?:股份有限公司|有限责任公司|科技有限公司|有限公司|集团公司|控股公司|公司"
    r"|\b(?:incorporated|inc|corporation|corp|company|limited|ltd|llc|llp|plc|gmbh|pbc|co))\.?$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}", re.IGNORECASE)
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that Unicode does not take apart into a plain one and a mark."""

SLUG_LENGTH = 80


@functools.cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters; other scripts stay as they are."""
    return str(_converter().convert(text))


def has_han(text: str) -> bool:
    return HAN.search(text) is not None


def language_of(name: str) -> str:
    """`zh` for a name with a Han character in it, else `en`."""
    return "zh" if has_han(name) else "en"


def undotted(name: str) -> str:
    """Initials without their dots: K.K. -> KK, J.P. Morgan -> JP Morgan."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), name)


@functools.lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """One form for all spellings of a name: script, width, case, spaces, marks and legal endings.

    Never empty for a name that has a letter or digit: "公司" alone stays "公司".
    """
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    if has_han(text):
        text = simplified(text)
    else:
        text = "".join(
            mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark)
        ).translate(_PLAIN)
    shorter = text
    while (cut := _LEGAL_ENDINGS.sub("", shorter).rstrip(" ,.，")) != shorter:
        shorter = cut
    return _NOT_WORD.sub("", shorter) or _NOT_WORD.sub("", text)


@functools.lru_cache(maxsize=20_000)
def slug_of(name: str) -> str:
    """An ASCII address for a name: pinyin for Chinese, unaccented letters for the rest."""
    pinyin = " ".join(lazy_pinyin(unicodedata.normalize("NFKC", name)))
    plain = unicodedata.normalize("NFKD", pinyin).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain)[:SLUG_LENGTH].strip("-") or "unnamed"


def sort_key(name: str) -> str:
    """The key by which lists are ordered: pinyin beside Latin, without case."""
    return slug_of(name)
