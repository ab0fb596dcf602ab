"""Names as a picture has room for them. Pure."""

from __future__ import annotations

from unicodedata import east_asian_width

LONGEST = 23
"""In widths of a Latin letter, of which a Chinese character takes two."""


def shortened(name: str, longest: int = LONGEST) -> str:
    """As much of a name as there is room for."""
    width = 0
    for place, letter in enumerate(name):
        width += 2 if east_asian_width(letter) in "WF" else 1
        if width > longest:
            return f"{name[: place - 1].rstrip()}…"
    return name
