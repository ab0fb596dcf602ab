"""What a robots.txt asks of us (RFC 9309). Pure, and quick whatever the file holds."""

from __future__ import annotations

import re

from protego import Protego

AGENT = "tideline"
"""The name by which a robots.txt may speak to us."""

MAX_BYTES = 512_000

_OTHER = "other"
_AGENT_LINE = re.compile(r"\s*user[\s-]*agent\b\s*:?\s*([\w-]+|\*)?", re.IGNORECASE)
_DISALLOW_LINE = re.compile(r"\s*disallow\s*:\s*([^\s#]+)", re.IGNORECASE)


class Robots:
    """The rules of one robots.txt, as far as they concern us. An empty one allows everything."""

    def __init__(self, text: str) -> None:
        self._lines = [_for_us(line) for line in text.splitlines()]
        self._rules = Protego.parse("\n".join(self._lines))

    @property
    def delay(self) -> float:
        """The seconds that it asks us to let pass between two requests."""
        return self._rules.crawl_delay(AGENT) or 0.0

    def forbids(self, href: str) -> str:
        """The rule that forbids an address; nothing where it is allowed."""
        if self._rules.can_fetch(href, AGENT):
            return ""
        values = {match[1] for line in self._lines if (match := _DISALLOW_LINE.match(line))}
        longest_first = sorted(values, key=len, reverse=True)
        rules = (f"Disallow: {value}" for value in longest_first)
        return next((rule for rule in rules if _matches(rule, href)), "Disallow")


def _for_us(line: str) -> str:
    """The line with one name for all agents but us: rules cost their number times that of names."""
    match = _AGENT_LINE.match(line)
    if not match:
        return line
    name = (match[1] or _OTHER).lower()
    return f"User-agent: {name if name in {AGENT, '*'} else _OTHER}"


def _matches(rule: str, href: str) -> bool:
    return not Protego.parse(f"User-agent: *\n{rule}").can_fetch(href, AGENT)
