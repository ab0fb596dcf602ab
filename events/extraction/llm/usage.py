from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """The tokens that one article took, as the model counts them."""

    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def total(self) -> int:
        return self.tokens_in + self.tokens_out
