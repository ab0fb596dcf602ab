"""The start of a public address: `en/` or `zh/`, the language in which the page is."""

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern

from events.readers import reader_language


class LanguagePrefix(LocalePrefixPattern):
    """Django's own, with the short form of a language: addresses say `zh`, not `zh-hans`."""

    @property
    def language_prefix(self) -> str:
        return f"{reader_language()}/"


def in_each_language(*patterns: URLPattern | URLResolver) -> URLResolver:
    """The patterns under the prefix of each language; the prefix decides the language."""
    return URLResolver(LanguagePrefix(), list(patterns))
