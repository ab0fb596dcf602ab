"""The language in which a page speaks to its reader."""

from django.utils.translation import get_language

from events.words import Language
from people.names import has_han

TAGS: dict[str, str] = {"en": "en", "zh": "zh-Hans"}
"""The language of a page or of a run of text, as HTML writes it."""

DJANGO_LANGUAGES: dict[str, str] = {"en": "en", "zh": "zh-hans"}
"""What Django calls the languages."""


def reader_language() -> Language:
    return "zh" if (get_language() or "en").startswith("zh") else "en"


def tag_of(text: str, language: Language) -> str:
    """The tag of a run of text that is not in the page's language; else nothing.

    Latin names within Chinese are part of it: only a text without any Han is another language.
    """
    own: Language = "zh" if has_han(text) else "en"
    return "" if own == language else TAGS[own]
