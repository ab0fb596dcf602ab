from __future__ import annotations

from .usage import Usage


class ModelError(Exception):
    """The model gave no answer that can be used; the message says why.

    `usage` is what it took all the same, and `is_usage_known` is false where a request was given
    up before the model could say.
    """

    def __init__(self, reason: str, usage: Usage, *, is_usage_known: bool = True) -> None:
        super().__init__(reason)
        self.usage = usage
        self.is_usage_known = is_usage_known


class ModelAway(ModelError):
    """The model cannot be reached or is too busy: later it may be better."""
