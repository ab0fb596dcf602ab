from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """Something that speaks for two being one (above zero) or against it (below), in logits."""

    code: str
    weight: float
    is_common: bool = False
    """Whether the name is one that many bear."""
