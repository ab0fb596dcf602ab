"""The picture that a link to a page shows where it is shared: drawn by us, 1200 by 630 pixels."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

WIDTH, HEIGHT = 1200, 630
NAME = "picture.png"
"""What is put behind the address of a page to have its picture."""

DRAWING = 1
"""Counts up when pictures are drawn in another way, so that none is taken for a new one."""


class Picture(NamedTuple):
    """What a picture tells; the same words make the same picture."""

    brand: str
    kicker: str
    """What it is, and when it was."""
    headline: str
    second: str
    """The same in the other language."""
    certainty: str = ""
    certainty_label: str = ""

    def digest(self, face: str) -> str:
        """Differs wherever the picture would, drawn with this face."""
        told = "\x1f".join([str(DRAWING), face, *self])
        return hashlib.sha256(told.encode()).hexdigest()[:32]
