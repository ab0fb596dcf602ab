"""Text as it is stored: without invisible characters, and its language known. Pure."""

from __future__ import annotations

import re
import sys
import unicodedata

from events.extraction.text import detect_language

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters but tab and line feed, half characters, and signs that only hide: soft hyphen,
# zero-width space, byte order mark, and whatever turns the direction of writing.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_REFERENCE = re.compile("&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))(?![0-9a-f]);?", re.IGNORECASE)
_ENGLISH_WORD = re.compile(r"\b(?:the|of|and|to|in|a|is|for|on|that|with|by|its?)\b", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")


def clean(text: str) -> str:
    """The text with plain line feeds and without characters that nobody sees."""
    return _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))


def clean_markup(source: str) -> str:
    """Markup without characters, or references to characters, that XML has no place for."""

    def checked(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else int(match[2])
        if code in range(0x80, 0xA0):  # HTML means Windows-1252 by these
            return match[0]
        return match[0] if code <= sys.maxunicode and not _UNWANTED.match(chr(code)) else ""

    return _REFERENCE.sub(checked, clean(source))


def one_line(text: str) -> str:
    """The text as one line, each run of white space a single space."""
    return " ".join(clean(text).split())


def language(text: str) -> str:
    """`zh`, `en`, or nothing when the text is in neither of them."""
    letters = [unicodedata.name(c, "").partition(" ")[0] for c in text[:20_000] if c.isalpha()]
    ours = sum(script in {"CJK", "LATIN", "FULLWIDTH"} for script in letters)
    if ours < 0.8 * len(letters) or not letters:
        return ""
    if detect_language(text) == "zh":
        return "zh"
    words = len(_LATIN_WORD.findall(text))
    return "en" if words < 20 or len(_ENGLISH_WORD.findall(text)) >= 0.08 * words else ""
