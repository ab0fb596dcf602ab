"""Dates, sums, numbers and stock phrases as readers of either language write them. Pure."""

from people.languages import Language

__all__ = ["Language"]
