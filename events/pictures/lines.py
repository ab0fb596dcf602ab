"""A text broken into lines, Chinese and Latin as each is set. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
CLOSES = "，。：；？！、）》」』】”’…·—%"
OPENS = "（《「『【“‘"
UNIT = re.compile(
    rf"[{OPENS}]*(?:[{HAN}]|[^\s{HAN}{OPENS}{CLOSES}]+|[{CLOSES}])[{CLOSES},.:;?!)]*|[{OPENS}]+|\s+"
)
"""What stays on one line: a word or a Han character, with the marks that belong to it."""


def broken(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """The lines of a text, none wider than `width` unless one word is."""
    lines, line = [], ""
    for unit in UNIT.findall(" ".join(text.split())):
        if line and length(f"{line}{unit}".rstrip()) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


def cut(lines: list[str], most: int) -> list[str]:
    """At most so many lines; the last one says if there is more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][:-1].rstrip()}…"]
