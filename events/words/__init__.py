"""Dates, sums, numbers and stock phrases as readers of either language write them. Pure."""

from typing import Literal

Language = Literal["en", "zh"]
