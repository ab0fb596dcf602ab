"""Countries by their codes, as readers call them: the names of Unicode's CLDR."""

from __future__ import annotations

import functools

from babel import Locale

from events.words import Language

LOCALES: dict[Language, str] = {"en": "en", "zh": "zh_Hans"}


def country_name(code: str, language: Language) -> str:
    """The code itself where it is nobody's."""
    return _names(language).get(code, code)


@functools.cache
def _names(language: Language) -> dict[str, str]:
    return dict(Locale.parse(LOCALES[language]).territories)
