"""Which language model is asked, and what asking it may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """A model at an address, with its limits. Prices are in USD for a million tokens."""

    model: str
    provider: str = "openai"
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    max_tokens: int = 40_000
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    timeout: float = 60.0

    def cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        """What these tokens cost, in USD."""
        return (self.price_in * tokens_in + self.price_out * tokens_out) / MILLION

    @property
    def highest_cost(self) -> Decimal:
        """More than one article can cost, as long as the model keeps to its limit of tokens."""
        return max(self.price_in, self.price_out) * self.max_tokens / MILLION
